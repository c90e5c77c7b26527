import { deskChats } from "@warmline/shared/chatdesk/model.ts";
import { atDesk, type NotHere } from "@warmline/shared/chatdesk/rules.ts";
import { chatMessages, chats, type Chat } from "@warmline/shared/chats/model.ts";
import { leftOf } from "@warmline/shared/chats/quota.ts";
import { conversations, type Conversation } from "@warmline/shared/conversations/model.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { replace } from "@warmline/shared/store/write.ts";
import type { Config } from "../../config.ts";
import { command, type Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { chatLineOf, isUnlimited, outgoing } from "../chats/index.ts";
import { withPerson } from "../conversations/index.ts";
import { loadOwn, type AtOwnDesk, type OneChat } from "./agent-commands.ts";
import { subjectsOf } from "./desk-chat.ts";

interface Say extends OneChat {
  readonly text: string;
}

interface Saying extends AtOwnDesk {
  readonly window: Chat;
  readonly conversation: Conversation;
  /** Not sent yet: they will count against the quota, too. */
  readonly onTheWay: number;
}

/**
 * 人工回复: into the course, and into the outbox in the same commit. Refusals, in this order:
 * `chat-unknown`, `chat-over`, `chat-elsewhere`, `resident-gone`, `quota-spent` (the platform would
 * not take it).
 */
export function sayCommand(config: Config) {
  return command({
    name: "chatdesk.say",
    mutex: ({ id }: Say) => `deskChats/${id}`,
    scope: "anywhere",
    load: (reads, { id }: Say, moment) => loadSaying(reads, id, moment),
    decide(at, { text }, moment) {
      const { chat, agent, window, conversation } = at;
      const may = maySay(at, config, moment);
      if (!may.ok) return may;
      const told = outgoing(
        window,
        {
          conversationId: chat.id,
          lines: [text],
          bytesMax: chatLineOf(config, window)?.bytesMax ?? text.length * BYTES_OF_SIGN,
        },
        moment,
      );
      const turn = {
        id: `agent-${moment.nextId()}`,
        kind: "agent",
        text,
        agentName: agent.staffName,
        messageIds: told.messageIds,
      } as const;
      return ok({
        value: { id: chat.id },
        writes: [
          replace(conversations, conversation, withPerson(conversation, turn, moment.at)),
          replace(chats, window, told.chat),
          ...told.writes,
          // 首次响应.
          ...(chat.repliedAt === undefined
            ? [replace(deskChats, chat, { ...chat, repliedAt: moment.at })]
            : []),
        ],
        subjects: [...subjectsOf(at), `${conversations.name}/${chat.id}`],
      });
    },
  });
}

const BYTES_OF_SIGN = 4;

async function loadSaying(
  reads: Reads,
  id: string,
  moment: Moment,
): Promise<Result<Saying, "chat-unknown">> {
  const own = await loadOwn(reads, id, moment);
  if (!own.ok) return own;
  const { chatId = "" } = own.value.chat;
  const [window, conversation, onTheWay] = await Promise.all([
    reads.get(chats, chatId),
    reads.get(conversations, id),
    reads.unguarded.count(chatMessages, {
      index: "byChatState",
      where: { chatId, state: "queued" },
    }),
  ]);
  if (window === null || conversation === null) return refuse("chat-unknown");
  return ok({ ...own.value, window, conversation, onTheWay });
}

function maySay(
  { chat, agent, window, onTheWay }: Saying,
  config: Config,
  { at }: Pick<Moment, "at">,
): Result<null, NotHere | "resident-gone" | "quota-spent"> {
  const here = atDesk(chat, agent, "served");
  if (!here.ok) return here;
  if (!window.followed) return refuse("resident-gone");
  const spent = !isUnlimited(config, window) && leftOf(window.grants, at) <= onTheWay;
  return spent ? refuse("quota-spent") : ok(null);
}
