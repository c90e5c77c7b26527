import { hash } from "node:crypto";
import createLimit from "p-limit";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { storedFiles } from "@warmline/shared/files/model.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { command } from "../../platform/commands/command.ts";
import { runCommand, type CommandCode } from "../../platform/commands/run-command.ts";
import type { Deps } from "../../platform/deps.ts";
import { cleanApart } from "../../platform/files/clean-apart.ts";
import type { CleanFile, CleanRefusal } from "../../platform/files/clean.ts";

export interface UploadedFile {
  readonly fileId: string;
  readonly type: string;
  readonly sizeBytes: number;
}

interface AddFile {
  /** Of the bytes as they came: under one key these are one file. */
  readonly sha256: string;
  readonly type: string;
  readonly sizeBytes: number;
}

/** The document of an upload; its bytes follow once it is committed. */
const addFile = command({
  name: "files.upload",
  scope: "anywhere",
  load: async (_, __: AddFile): Promise<Result<null, never>> => ok(null),
  decide(_, { type, sizeBytes }, { at, actor, nextId }) {
    const fileId = nextId();
    const uploader = { uploaderId: actor.id, uploaderName: actor.name };
    const file = { id: fileId, state: "waiting", type, sizeBytes, at, ...uploader } as const;
    return ok({
      value: { fileId, type, sizeBytes },
      writes: [insert(storedFiles, file)],
      subjects: [`${storedFiles.name}/${fileId}`],
    });
  },
});

/**
 * So many files are drawn anew at the same moment: each holds its pixels in memory. Of one person
 * one, so that whoever sends many, or dear ones, makes nobody else wait for all of them.
 */
const cleaning = createLimit(2);

/**
 * Takes a picture or recording in. Its document is committed first, so that the sweep finds
 * whatever was never attached, also when the process ends in between; sent again under its key, the
 * bytes are put where they are missing. Refusals: those of `cleanFile`.
 */
export async function uploadFile(
  deps: Deps,
  caller: Caller,
  content: Uint8Array | undefined,
): Promise<Result<UploadedFile, CleanRefusal | CommandCode>> {
  if (content === undefined) return refuse("file-empty");
  const turn = `files/clean/${caller.actor.id}`;
  const clean = await deps.mutex.run(turn, () => cleaning(() => cleanApart(content)));
  if (!clean.ok) return clean;
  const added = await runCommand(deps, caller, addFile, {
    sha256: hash("sha256", content),
    type: clean.value.type,
    sizeBytes: clean.value.content.length,
  });
  if (added.ok) await putBytes(deps, added.value.fileId, clean.value);
  return added;
}

function putBytes(
  { store, files, mutex }: Deps,
  id: string,
  { content, type }: CleanFile,
): Promise<void> {
  return mutex.run(`files/put/${id}`, async () => {
    const file = await store.get(storedFiles, id);
    const wanted = file?.state === "waiting" || file?.state === "attached";
    if (wanted && (await files.get(id)) === null) await files.put(id, content, type);
  });
}
