import { returnCase } from "@warmline/shared/tickets/dispatch.ts";
import type { Caller } from "../../platform/act.ts";
import type { Deps } from "../../platform/deps.ts";
import { actOnCase, type CaseInput } from "../act-on-case.ts";
import { refuseOthersWork } from "../work-scope.ts";

export interface ReturnInput extends CaseInput {
  readonly words: string;
  readonly wrongBranch: boolean;
}

/** 退单: back to the branch's dispatcher, or to the city's when the branch is wrong. */
export function returnToDispatcher(deps: Deps, caller: Caller, input: ReturnInput) {
  return actOnCase(deps, caller, {
    command: "cases.return",
    input,
    reason: input.words,
    decide: (matter, moment) =>
      refuseOthersWork(caller, matter) ?? returnCase(matter, moment, input),
  });
}
