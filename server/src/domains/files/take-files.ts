import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { replace, type Write } from "@warmline/shared/store/write.ts";
import { storedFiles, type AttachedFile, type FileHolder } from "@warmline/shared/files/model.ts";
import type { Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";

export interface TakenFiles {
  readonly attachments: readonly AttachedFile[];
  /** Commit them with what they belong to, so that no file hangs on two. */
  writesFor(holder: FileHolder): Write[];
}

/**
 * Uploaded files on their way to a case or a request: each was uploaded by the same person and is
 * still waiting. Refusal: `file-not-found`.
 */
export async function takeFiles(
  reads: Pick<Reads, "getMany">,
  { at, actor }: Pick<Moment, "at" | "actor">,
  fileIds: readonly string[],
): Promise<Result<TakenFiles, "file-not-found">> {
  const ids = [...new Set(fileIds)];
  const files = ids.length === 0 ? [] : await reads.getMany(storedFiles, ids);
  const usable = files.filter((file) => file.state === "waiting" && file.uploaderId === actor.id);
  if (usable.length < ids.length) return refuse("file-not-found");
  return ok({
    attachments: usable.map(({ id, type, sizeBytes }) => {
      return { fileId: id, type, sizeBytes, at, actorName: actor.name };
    }),
    writesFor: (holder) =>
      usable.map((file) => replace(storedFiles, file, { ...file, state: "attached", ...holder })),
  });
}
