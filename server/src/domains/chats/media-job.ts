import { chatMedia, type ChatMedia } from "@warmline/shared/chats/media.ts";
import { chats } from "@warmline/shared/chats/model.ts";
import { conversations } from "@warmline/shared/conversations/model.ts";
import type { Result } from "@warmline/shared/kernel/result.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import type { Deps } from "../../platform/deps.ts";
import { job } from "../../platform/jobs/job.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import { writtenIds } from "../../platform/stores/written-ids.ts";
import { addPictures } from "../cases/index.ts";
import { uploadFile } from "../files/index.ts";
import { chatLineOf } from "./line.ts";
import { settleMedia } from "./media-commands.ts";

/** Whose files they are until they hang on a case. */
const KEEPER: Caller = {
  actor: { kind: "system", id: "chats", name: "居民" },
  origin: "chats",
  language: "zh",
};

/** A platform that is not there is asked again for so long; afterwards they are told. */
const GIVE_UP_MS = 15 * 60_000;

interface Order {
  readonly id: string;
}

/**
 * 图片和语音 on its way: fetched from the platform, made safe as every file is, and hung on the case
 * that its conversation filed, before it or after. What cannot be is told to whoever sent it.
 */
export const mediaJob = job<Order>({
  name: "chats.keep-media",
  deadlineMs: 120_000,
  attempts: 12,
  backoffMs: 1_000,
  atOnce: 4,
  async run(deps, { id }) {
    const media = await deps.store.get(chatMedia, id);
    const kept = media?.state === "waiting" ? await keep(deps, media) : media;
    if (kept?.state === "kept") await attach(deps, kept);
  },
});

async function keep(deps: Deps, media: ChatMedia): Promise<ChatMedia | null> {
  const { id, at } = media;
  try {
    const fetched = await fetchOf(deps, media);
    const caller = { ...KEEPER, key: `chat-media/${id}` };
    const added = fetched.ok ? await uploadFile(deps, caller, fetched.value) : fetched;
    if (!added.ok) await lost(deps, id, added.code);
    else {
      const { fileId } = added.value;
      await runCommand(deps, KEEPER, settleMedia, { id, state: "kept", fileId });
    }
  } catch (error) {
    if (deps.clock.now() - at < GIVE_UP_MS) throw error;
    deps.log.warn({ error, id }, "what was sent in a chat was given up");
    await lost(deps, id, "unreached");
  }
  return deps.store.get(chatMedia, id);
}

async function fetchOf(
  { store, config }: Deps,
  { chatId, mediaId }: ChatMedia,
): Promise<Result<Uint8Array, string>> {
  const chat = await store.get(chats, chatId);
  const line = chat === null ? null : chatLineOf(config, chat);
  if (line?.fetchMedia === undefined) throw new Error("no line of that account");
  return line.fetchMedia(mediaId);
}

/** On the newest case of its conversation; without one it waits for it. */
async function attach(deps: Deps, { id, conversationId, fileId = "" }: ChatMedia): Promise<void> {
  const conversation = await deps.store.get(conversations, conversationId);
  const caseId = conversation?.caseIds.at(-1);
  if (caseId === undefined) return;
  const caller = { ...KEEPER, key: `chat-media/${id}/${caseId}` };
  const added = await runCommand(deps, caller, addPictures, { id: caseId, fileIds: [fileId] });
  if (added.ok) await runCommand(deps, KEEPER, settleMedia, { id, state: "attached", caseId });
  else await lost(deps, id, added.code);
}

function lost(deps: Deps, id: string, failure: string) {
  return runCommand(deps, KEEPER, settleMedia, { id, state: "lost", failure });
}

const OPEN = ["waiting", "kept"] as const;

/**
 * Follows the log, on every node: what was sent is a job, and again once its conversation has filed
 * a case. What was committed while no server ran is found at the start.
 */
export async function followMedia(deps: Deps): Promise<void> {
  const { store } = deps;
  const order = async (all: readonly ChatMedia[], after: string | number) => {
    for (const { id, state } of all) {
      if (state !== "waiting" && state !== "kept") continue;
      await deps.jobs.enqueue(mediaJob, { key: `${id}/${state}/${after}`, payload: { id } });
    }
  };
  const head = await store.head();
  await order(await findAll(deps, chatMedia, { index: "byState", where: { state: OPEN } }), head);
  const follower = store.follow(
    head,
    async (batch) => {
      await order(await store.getMany(chatMedia, writtenIds(batch, chatMedia)), "sent");
      const spoken = await store.getMany(conversations, writtenIds(batch, conversations));
      for (const { id, caseIds } of spoken) {
        const last = caseIds.at(-1);
        if (last === undefined) continue;
        const where = { conversationId: id, state: "kept" } as const;
        await order(await store.find(chatMedia, { index: "byConversation", where }), last);
      }
    },
    { name: "chat-media" },
  );
  deps.onStop(() => follower.stop());
}
