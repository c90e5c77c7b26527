import { chatMedia } from "@warmline/shared/chats/media.ts";
import { conversations } from "@warmline/shared/conversations/model.ts";
import { storedFiles, type StoredFile } from "@warmline/shared/files/model.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import { Bytes, Shown } from "../../platform/http/serve.ts";
import { isHiddenOnCase } from "../cases/index.ts";
import { chatToLookAt } from "./may-look.ts";

interface OneMedia {
  /** The chat's. */
  readonly id: string;
  readonly mediaId: string;
}

/**
 * 图片和语音 that came in a chat in hand, for whoever may look into it, whether it hangs on a case by
 * now or not; what was hidden there is hidden here. Refusals, in this order: `out-of-scope`,
 * `not-found`.
 */
export async function readChatMedia(
  deps: Pick<Deps, "store" | "files">,
  { actor }: Pick<Caller, "actor">,
  { id, mediaId }: OneMedia,
): Promise<Result<Shown<Bytes>, "not-found" | "out-of-scope">> {
  const { store, files } = deps;
  if ((await chatToLookAt(store, actor, id)) === null) return refuse("out-of-scope");
  const media = await store.get(chatMedia, mediaId);
  const fileId = media?.conversationId === id ? media.fileId : undefined;
  const file = fileId === undefined ? null : await store.get(storedFiles, fileId);
  if (file === null || !(await isShown(store, file))) return refuse("not-found");
  const kept = await files.get(file.id);
  if (kept === null) return refuse("not-found");
  const subjects = [`${storedFiles.name}/${file.id}`, `${conversations.name}/${id}`];
  return ok(new Shown(new Bytes(kept.content, file.type), subjects));
}

async function isShown(store: Deps["store"], file: StoredFile): Promise<boolean> {
  if (file.state === "dropped" || file.state === "swept") return false;
  return !(await isHiddenOnCase(store, file));
}
