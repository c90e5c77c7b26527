import { write } from "@warmline/bots/say/render.ts";
import { chats, type Chat } from "@warmline/shared/chats/model.ts";
import { replace } from "@warmline/shared/store/write.ts";
import type { Config } from "../../config.ts";
import type { Decision, Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { chatLineOf, outgoing } from "../chats/index.ts";
import { decideTurn, loadTurn, type LoadedTurn, type TurnEvent } from "../conversations/index.ts";
import type { ChatAtDesk } from "./desk-chat.ts";

/** What the conversation goes on with once nobody has it any more. */
export interface GoesOn {
  readonly turn: LoadedTurn;
  readonly chat: Chat;
}

/** Null: what was personal is gone, so that there is nobody to tell. */
export async function loadGoingOn(
  reads: Reads,
  { chat: { id, rev, chatId } }: Pick<ChatAtDesk, "chat">,
  event: Extract<TurnEvent, { readonly kind: "served" | "unattended" }>,
  moment: Moment,
): Promise<GoesOn | null> {
  const chat = chatId === undefined ? null : await reads.get(chats, chatId);
  const input = { conversationId: id, turnId: `${event.kind}@${rev}`, event };
  const turn = await loadTurn(reads, input, moment);
  return chat === null || !turn.ok ? null : { chat, turn: turn.value };
}

/** So much every platform takes. */
const BYTES_MAX = 2_000;

/** The turn, and what is told by it on its way, in the commit of whatever ended the wait. */
export function goingOn(
  { chat, turn }: GoesOn,
  config: Config,
  moment: Moment,
): Pick<Decision<null>, "writes" | "subjects"> {
  const turned = decideTurn(turn, moment);
  if (!turned.ok) return { writes: [], subjects: [] };
  const { value: answer, writes, subjects } = turned.value;
  const { conversationId, language, replies } = answer;
  const told = outgoing(
    chat,
    {
      conversationId,
      lines: replies.map((reply) => write(language, reply)),
      bytesMax: chatLineOf(config, chat)?.bytesMax ?? BYTES_MAX,
    },
    moment,
  );
  return {
    writes: [...writes, replace(chats, chat, told.chat), ...told.writes],
    subjects: [...subjects, `${chats.name}/${chat.id}`],
  };
}
