import { chatMessages, chats, type Chat, type ChatMessage } from "@warmline/shared/chats/model.ts";
import * as rules from "@warmline/shared/chats/outbox.ts";
import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { command } from "../../platform/commands/command.ts";

export const WAITING = ["queued", "sending"];

/** The oldest that waits for a chat: none is sent before it. */
export function waitingOf(chatId: string) {
  return { index: "byChatState", where: { chatId, state: WAITING }, limit: 1 } as const;
}

interface OfMessage {
  readonly id: string;
}

type Changed = { readonly chat: Chat; readonly message: ChatMessage } | null;

interface Declared<I extends OfMessage> {
  readonly name: string;
  readonly rule: (outgoing: rules.Outgoing, input: I, at: Instant) => Changed;
  /** Only for the oldest that waits, held so that none overtakes it. */
  readonly inOrder?: true;
}

/**
 * What becomes of a message by itself, with what it counts against the quota. It has no refusals:
 * what is known already changes nothing. Answers the state that it is in by this; null: by another.
 */
function messageCommand<I extends OfMessage>({ name, rule, inOrder }: Declared<I>) {
  return command({
    name,
    scope: "anywhere",
    async load({ get, find }, { id }: I): Promise<Result<rules.Outgoing | null, never>> {
      const message = await get(chatMessages, id);
      const [first] = inOrder && message ? await find(chatMessages, waitingOf(message.chatId)) : [];
      if (inOrder && first?.id !== id) return ok(null);
      const chat = message === null ? null : await get(chats, message.chatId);
      return ok(message === null || chat === null ? null : { message, chat });
    },
    decide(outgoing, input, { at }) {
      const next = outgoing === null ? null : rule(outgoing, input, at);
      if (outgoing === null || next === null) return ok({ value: null, writes: [], subjects: [] });
      const { chat, message } = outgoing;
      return ok({
        value: next.message.state,
        writes: [
          replace(chatMessages, message, next.message),
          ...(next.chat === chat ? [] : [replace(chats, chat, next.chat)]),
        ],
        subjects: [`${chats.name}/${chat.id}`, `${chatMessages.name}/${message.id}`],
      });
    },
  });
}

/** 占发. It has no refusals. */
export const claimMessage = messageCommand({
  name: "chats.claim",
  inOrder: true,
  rule: (outgoing, { unlimited }: OfMessage & { readonly unlimited: boolean }, at) =>
    rules.claim(outgoing, unlimited, at),
});

interface Bounce extends OfMessage {
  readonly again: number;
  readonly outcome: rules.Outcome & { readonly state: "failed" | "blocked" };
}

/** 回执: it did not reach them after all. It has no refusals. */
export const bounceMessage = messageCommand({
  name: "chats.bounce",
  rule: (outgoing, { again, outcome }: Bounce, at) => rules.bounced(outgoing, again, outcome, at),
});

/** 发送结果. It has no refusals. */
export const settleMessage = messageCommand({
  name: "chats.settle",
  rule: (outgoing, { outcome }: OfMessage & { readonly outcome: rules.Outcome }, at) =>
    rules.settled(outgoing, outcome, at),
});
