import { returnCase } from "@warmline/shared/cases/dispatch.ts";
import type { Caller } from "../../../platform/commands/caller.ts";
import type { Deps } from "../../../platform/deps.ts";
import { actOnCase, type CaseInput } from "../act-on-case.ts";
import { refuseOthersWork } from "../work-scope.ts";

export interface ReturnInput extends CaseInput {
  readonly description: string;
  readonly wrongBranch: boolean;
}

/** 退单: back to the branch's dispatcher, or to the city's when the branch is wrong. */
export function returnToDispatcher(deps: Deps, caller: Caller, input: ReturnInput) {
  return actOnCase(deps, caller, {
    command: "cases.return",
    input,
    reason: input.description,
    decide: (caseRecord, moment) =>
      refuseOthersWork(caller, caseRecord) ?? returnCase(caseRecord, moment, input),
  });
}
