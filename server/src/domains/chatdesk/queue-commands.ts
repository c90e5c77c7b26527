import { expire, miss } from "@warmline/shared/chatdesk/rules.ts";
import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import { command } from "../../platform/commands/command.ts";
import { chatWrites, loadDeskChat, subjectsOf, type ChatAtDesk } from "./desk-chat.ts";

/** What the queue of chats does by itself. */

interface OneChat {
  readonly id: string;
}

/** 超时: it was offered as long as it may be; it goes on in its place. It has no refusals. */
export const passOn = command({
  name: "chatdesk.pass-on",
  scope: "anywhere",
  load: async (reads, { id }: OneChat): Promise<Result<ChatAtDesk | null, never>> =>
    ok(await loadDeskChat(reads, id)),
  decide(at, { id }, { at: now }) {
    const { chat, agent } = at ?? {};
    const over = chat?.state === "offered" && (chat.offeredUntil ?? now) <= now;
    const missed = at !== null && over && agent !== null && agent !== undefined;
    return ok({
      value: { id },
      writes: missed ? chatWrites(at, miss(at.chat, agent, now), now) : [],
      subjects: at === null ? [] : subjectsOf(at),
    });
  },
});

/** 到期清除. It has no refusals: one that went on meanwhile stays as it is. */
export const expireDeskChat = command({
  name: "chatdesk.expire",
  scope: "anywhere",
  load: async (reads, { id }: OneChat): Promise<Result<ChatAtDesk | null, never>> =>
    ok(await loadDeskChat(reads, id)),
  decide(at, _, { at: now }) {
    const step = at === null ? null : expire(at.chat, at.agent, now);
    const due = at !== null && step !== null;
    return ok({
      value: due,
      writes: due ? chatWrites(at, step, now) : [],
      subjects: at === null ? [] : subjectsOf(at),
    });
  },
});
