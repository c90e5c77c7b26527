import { askExtension as ask } from "@warmline/shared/tickets/extension.ts";
import type { Caller } from "../../platform/act.ts";
import type { Deps } from "../../platform/deps.ts";
import { actOnCase, type CaseInput } from "../act-on-case.ts";
import { refuseOthersWork } from "../work-scope.ts";

export interface AskExtensionInput extends CaseInput {
  readonly dueAt: number;
  readonly words: string;
}

/** 延期申请. */
export function askExtension(deps: Deps, caller: Caller, input: AskExtensionInput) {
  return actOnCase(deps, caller, {
    command: "cases.ask-extension",
    input,
    reason: input.words,
    decide: (matter, moment) => refuseOthersWork(caller, matter) ?? ask(matter, moment, input),
  });
}
