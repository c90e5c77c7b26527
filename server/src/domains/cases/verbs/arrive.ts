import { arriveAtCase } from "@warmline/shared/cases/work.ts";
import type { Caller } from "../../../platform/commands/caller.ts";
import type { Deps } from "../../../platform/deps.ts";
import { actOnCase } from "../act-on-case.ts";
import { refuseOthersWork } from "../work-scope.ts";

/** 到场. */
export function arrive(deps: Deps, caller: Caller, input: { readonly id: string }) {
  return actOnCase(deps, caller, {
    command: "cases.arrive",
    input,
    decide: (caseRecord, moment) =>
      refuseOthersWork(caller, caseRecord) ?? arriveAtCase(caseRecord, moment),
  });
}
