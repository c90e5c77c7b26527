import { chatMessages, chats } from "@warmline/shared/chats/model.ts";
import { sendAgain, type Outgoing } from "@warmline/shared/chats/outbox.ts";
import { mapOk, ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { replace } from "@warmline/shared/store/write.ts";
import type { Config } from "../../config.ts";
import { command } from "../../platform/commands/command.ts";
import { isUnlimited } from "./line.ts";

interface Resending {
  readonly id: string;
  readonly rev?: number | undefined;
}

/**
 * 重发. Refusals, in this order: `not-found`, `message-not-unsent`, `message-expired`, `quota-spent`.
 */
export function resendCommand(config: Config) {
  return command({
    name: "chats.resend",
    scope: "city",
    async load({ get }, { id }: Resending): Promise<Result<Outgoing, "not-found">> {
      const message = await get(chatMessages, id);
      const chat = message === null ? null : await get(chats, message.chatId);
      return message === null || chat === null ? refuse("not-found") : ok({ message, chat });
    },
    seen: ({ message: { id, rev: now } }, { rev: seen }) => ({
      seen,
      now,
      subject: `${chatMessages.name}/${id}`,
    }),
    decide(outgoing, _, { at }) {
      const { chat, message } = outgoing;
      return mapOk(sendAgain(outgoing, isUnlimited(config, chat), at), (next) => ({
        value: { done: true as const },
        writes: [replace(chatMessages, message, next)],
        subjects: [`${chats.name}/${chat.id}`, `${chatMessages.name}/${message.id}`],
      }));
    },
  });
}
