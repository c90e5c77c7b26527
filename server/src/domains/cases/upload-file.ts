import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { storedFiles } from "@warmline/shared/cases/model.ts";
import { commitAudited } from "../../platform/audit/commit-audited.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import { cleanFile, type CleanRefusal } from "../../platform/files/clean.ts";

export interface UploadedFile {
  readonly fileId: string;
  readonly type: string;
  readonly sizeBytes: number;
}

/** So many files are drawn anew at the same moment: each holds its pixels in memory. */
const AT_ONCE = 2;

/**
 * Takes a picture or recording in. Its document is committed first, so that the sweep finds
 * whatever was never attached, also when the process ends in between.
 */
export async function uploadFile(
  deps: Deps,
  caller: Caller,
  content: Uint8Array | undefined,
): Promise<Result<UploadedFile, CleanRefusal | "changed-meanwhile">> {
  if (content === undefined) return refuse("file-empty");
  const mutex = `files/clean/${content.length % AT_ONCE}`;
  const clean = await deps.mutex.run(mutex, () => cleanFile(content));
  if (!clean.ok) return clean;
  const { actor } = caller;
  const fileId = deps.ids.next();
  const type = clean.value.type;
  const sizeBytes = clean.value.content.length;
  const file = {
    id: fileId,
    state: "waiting",
    type,
    sizeBytes,
    at: deps.clock.now(),
    uploaderId: actor.id,
    uploaderName: actor.name,
  } as const;
  const of = { command: "files.upload", subjects: [`storedFiles/${fileId}`] };
  const committed = await commitAudited(deps, caller, of, [insert(storedFiles, file)]);
  if (!committed.ok) return refuse("changed-meanwhile");
  await deps.files.put(fileId, clean.value.content, type);
  return ok({ fileId, type, sizeBytes });
}
