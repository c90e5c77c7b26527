import type { SystemActor } from "@warmline/shared/access/actor.ts";
import { deskChats } from "@warmline/shared/chatdesk/model.ts";
import { chatMedia, withoutMediaId, type ChatMedia } from "@warmline/shared/chats/media.ts";
import { chatMessages, chats, type Chat, type ChatMessage } from "@warmline/shared/chats/model.ts";
import { withoutText } from "@warmline/shared/chats/outbox.ts";
import { expiryCommand } from "../../platform/commands/expiry.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { job } from "../../platform/jobs/job.ts";
import { expireDeskChat } from "../chatdesk/index.ts";
import { findAll } from "../../platform/stores/find-pages.ts";

const actor: SystemActor = { kind: "system", id: "chats-expiry", name: "会话到期" };

/** It has no refusals. */
export const expireChat = expiryCommand<Chat>({
  name: "chats.expire",
  of: chats,
  without: withoutBindings,
});
/** It has no refusals. */
export const expireMessage = expiryCommand<ChatMessage>({
  name: "chats.expire-message",
  of: chatMessages,
  without: withoutText,
});

/** It has no refusals. */
export const expireMedia = expiryCommand<ChatMedia>({
  name: "chats.expire-media",
  of: chatMedia,
  without: withoutMediaId,
});

function withoutBindings({ conversationId: _conversation, ...chat }: Chat): Chat {
  return { ...chat, bindings: [], boundIds: [], grants: {}, expired: true };
}

/** Begun twice it does no harm: each is a commit that finds it due. */
export const expireJob = job({
  name: "chats.expire",
  repeat: { everyMs: 600_000 },
  deadlineMs: 300_000,
  backoffMs: 60_000,
  async run(deps, _, { signal, fence }) {
    const late = { index: "byExpiry", where: { expired: false }, to: deps.clock.now() };
    const caller = { actor, origin: "system", language: "zh", signal } as const;
    for (const { id } of await findAll(deps, chatMessages, late)) {
      await runCommand(deps, { ...caller, fence: await fence() }, expireMessage, { id });
    }
    for (const { id } of await findAll(deps, chatMedia, late)) {
      await runCommand(deps, { ...caller, fence: await fence() }, expireMedia, { id });
    }
    for (const { id } of await findAll(deps, deskChats, late)) {
      await runCommand(deps, { ...caller, fence: await fence() }, expireDeskChat, { id });
    }
    for (const { id } of await findAll(deps, chats, late)) {
      await runCommand(deps, { ...caller, fence: await fence() }, expireChat, { id });
    }
  },
});
