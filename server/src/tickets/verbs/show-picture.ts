import { showPicture as show } from "@warmline/shared/tickets/notes.ts";
import type { Caller } from "../../platform/act.ts";
import type { Deps } from "../../platform/deps.ts";
import { actOnCase, type CaseInput } from "../act-on-case.ts";

/** The inverse of hiding a picture. */
export function showPicture(
  deps: Deps,
  caller: Caller,
  input: CaseInput & { readonly fileId: string; readonly words?: string | undefined },
) {
  return actOnCase(deps, caller, {
    command: "cases.show-picture",
    input,
    reason: input.words,
    decide: (matter, moment) => show(matter, moment, { ...input, shown: true }),
  });
}
