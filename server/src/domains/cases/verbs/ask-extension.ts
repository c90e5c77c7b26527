import { askExtension as ask } from "@warmline/shared/cases/extension.ts";
import type { Caller } from "../../../platform/commands/caller.ts";
import type { Deps } from "../../../platform/deps.ts";
import { actOnCase, type CaseInput } from "../act-on-case.ts";
import { refuseOthersWork } from "../work-scope.ts";

export interface AskExtensionInput extends CaseInput {
  readonly dueAt: number;
  readonly description: string;
}

/** 延期申请. */
export function askExtension(deps: Deps, caller: Caller, input: AskExtensionInput) {
  return actOnCase(deps, caller, {
    command: "cases.ask-extension",
    input,
    reason: input.description,
    decide: (caseRecord, moment) =>
      refuseOthersWork(caller, caseRecord) ?? ask(caseRecord, moment, input),
  });
}
