import { answerCase } from "@warmline/shared/cases/work.ts";
import type { Caller } from "../../../platform/commands/caller.ts";
import type { Deps } from "../../../platform/deps.ts";
import { actOnCase, type CaseInput } from "../act-on-case.ts";

/** 直接答复: settled in words at the desk. */
export function answer(
  deps: Deps,
  caller: Caller,
  input: CaseInput & { readonly description: string },
) {
  return actOnCase(deps, caller, {
    command: "cases.answer",
    input,
    decide: (caseRecord, moment) => answerCase(caseRecord, moment, input.description),
  });
}
