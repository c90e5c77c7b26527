import { withdrawExtension as withdraw } from "@warmline/shared/cases/extension.ts";
import type { Caller } from "../../../platform/commands/caller.ts";
import type { Deps } from "../../../platform/deps.ts";
import { actOnCase, type CaseInput } from "../act-on-case.ts";

/** The asker no longer asks. */
export function withdrawExtension(deps: Deps, caller: Caller, input: CaseInput) {
  return actOnCase(deps, caller, {
    command: "cases.withdraw-extension",
    input,
    decide: (caseRecord, moment) => withdraw(caseRecord, moment),
  });
}
