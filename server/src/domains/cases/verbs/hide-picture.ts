import { showPicture as show } from "@warmline/shared/cases/notes.ts";
import type { Caller } from "../../../platform/commands/caller.ts";
import type { Deps } from "../../../platform/deps.ts";
import { actOnCase, type CaseInput } from "../act-on-case.ts";

/** Takes a picture off the case. */
export function hidePicture(
  deps: Deps,
  caller: Caller,
  input: CaseInput & { readonly fileId: string; readonly description?: string | undefined },
) {
  return actOnCase(deps, caller, {
    command: "cases.hide-picture",
    input,
    reason: input.description,
    decide: (caseRecord, moment) => show(caseRecord, moment, { ...input, shown: false }),
  });
}
