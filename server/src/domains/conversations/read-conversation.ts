import { within } from "@warmline/shared/access/scope.ts";
import { chatMedia, MEDIA_STATES, type ChatMedia } from "@warmline/shared/chats/media.ts";
import type { ConversationAnswer } from "@warmline/shared/conversations/api.ts";
import { casesBeside } from "@warmline/shared/conversations/linked-cases.ts";
import { conversations, type Conversation } from "@warmline/shared/conversations/model.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";

/** The course of a conversation. Refusals, in this order: `not-found`, `out-of-scope`. */
export async function conversationFor(
  { store }: Pick<Deps, "store">,
  { actor }: Pick<Caller, "actor">,
  id: string,
): Promise<Result<ConversationAnswer, "not-found" | "out-of-scope">> {
  const conversation = await store.get(conversations, id);
  if (conversation === null) return refuse("not-found");
  const { branchId } = conversation;
  if (!within(actor, { branchId })) return refuse("out-of-scope");
  const where = { conversationId: id, state: MEDIA_STATES };
  return ok(
    answerOf(conversation, await store.find(chatMedia, { index: "byConversation", where })),
  );
}

/** Only what hangs on a case can be seen by whoever may see that. */
function mediaOf(turnId: string, sent: readonly ChatMedia[]) {
  const media = sent.find((one) => one.turnId === turnId);
  if (media === undefined) return null;
  const { kind, state, fileId = null } = media;
  return { kind, fileId: state === "attached" ? fileId : null };
}

function answerOf(conversation: Conversation, sent: readonly ChatMedia[]): ConversationAnswer {
  const { phone = null, householdId = null, score = null, turns } = conversation;
  return {
    id: conversation.id,
    channel: conversation.channel,
    state: conversation.state,
    language: conversation.language,
    startedAt: conversation.startedAt,
    lastAt: conversation.lastAt,
    expired: conversation.expired,
    phone,
    householdId,
    caseIds: casesBeside(conversation),
    score,
    turns: turns.map(({ id, at, kind, text, replied, agentName }) => {
      const media = mediaOf(id, sent);
      return { at, kind, text, replied, media, ...(agentName === undefined ? {} : { agentName }) };
    }),
    turnCount: conversation.turnCount,
  };
}
