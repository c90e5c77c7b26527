import { noteCase } from "@warmline/shared/tickets/notes.ts";
import type { Caller } from "../../platform/act.ts";
import type { Deps } from "../../platform/deps.ts";
import { actOnCase, type CaseInput } from "../act-on-case.ts";

/** A note for whoever works on it. */
export function note(deps: Deps, caller: Caller, input: CaseInput & { readonly words: string }) {
  return actOnCase(deps, caller, {
    command: "cases.note",
    input,
    decide: (matter, moment) => noteCase(matter, moment, input.words),
  });
}
