import { addPictures as add } from "@warmline/shared/tickets/notes.ts";
import type { Caller } from "../../platform/act.ts";
import type { Deps } from "../../platform/deps.ts";
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
    async decide(matter, moment) {
      const files = await takeFiles(deps, moment, input.fileIds);
      if (!files.ok) return files;
      const added = add(matter, moment, files.value.attachments);
      return added.ok ? { ...added, also: files.value.writesFor(matter.id) } : added;
    },
  });
}
