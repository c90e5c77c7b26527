import { noteCase } from "@warmline/shared/cases/notes.ts";
import type { Caller } from "../../../platform/commands/caller.ts";
import type { Deps } from "../../../platform/deps.ts";
import { actOnCase, type CaseInput } from "../act-on-case.ts";

/** A note for whoever works on it. */
export function note(
  deps: Deps,
  caller: Caller,
  input: CaseInput & { readonly description: string },
) {
  return actOnCase(deps, caller, {
    command: "cases.note",
    input,
    decide: (caseRecord, moment) => noteCase(caseRecord, moment, input.description),
  });
}
