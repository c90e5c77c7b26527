import { acceptCase } from "@warmline/shared/tickets/work.ts";
import type { Caller } from "../../platform/act.ts";
import type { Deps } from "../../platform/deps.ts";
import { actOnCase } from "../act-on-case.ts";
import { refuseOthersWork } from "../work-scope.ts";

/** 接单. */
export function accept(deps: Deps, caller: Caller, input: { readonly id: string }) {
  return actOnCase(deps, caller, {
    command: "cases.accept",
    input,
    decide: (matter, moment) =>
      refuseOthersWork(caller, matter, { open: true }) ?? acceptCase(matter, moment),
  });
}
