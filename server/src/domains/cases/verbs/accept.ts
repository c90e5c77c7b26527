import { acceptCase } from "@warmline/shared/cases/work.ts";
import type { Caller } from "../../../platform/commands/caller.ts";
import type { Deps } from "../../../platform/deps.ts";
import { actOnCase } from "../act-on-case.ts";
import { refuseOthersWork } from "../work-scope.ts";

/** 接单. */
export function accept(deps: Deps, caller: Caller, input: { readonly id: string }) {
  return actOnCase(deps, caller, {
    command: "cases.accept",
    input,
    decide: (caseRecord, moment) =>
      refuseOthersWork(caller, caseRecord, { open: true }) ?? acceptCase(caseRecord, moment),
  });
}
