import { addPictures as add } from "@warmline/shared/cases/notes.ts";
import type { Caller } from "../../../platform/commands/caller.ts";
import type { Deps } from "../../../platform/deps.ts";
import { actOnCase, type CaseInput } from "../act-on-case.ts";
import { takeFiles } from "../attach-files.ts";

export interface AddPicturesInput extends CaseInput {
  readonly fileIds: readonly string[];
}

/** Attaches what the same person uploaded before. */
export function addPictures(deps: Deps, caller: Caller, input: AddPicturesInput) {
  return actOnCase(deps, caller, {
    command: "cases.add-pictures",
    input,
    async decide(caseRecord, moment) {
      const files = await takeFiles(deps, moment, input.fileIds);
      if (!files.ok) return files;
      const added = add(caseRecord, moment, files.value.attachments);
      return added.ok ? { ...added, also: files.value.writesFor(caseRecord.id) } : added;
    },
  });
}
