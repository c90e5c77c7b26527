import { within } from "@warmline/shared/access/scope.ts";
import type { ConversationAnswer } from "@warmline/shared/conversations/api.ts";
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
  return within(actor, { branchId }) ? ok(answerOf(conversation)) : refuse("out-of-scope");
}

function answerOf(conversation: Conversation): ConversationAnswer {
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
    caseIds: conversation.caseIds,
    score,
    turns: turns.map(({ at, kind, text, replied }) => ({ at, kind, text, replied })),
    turnCount: conversation.turnCount,
  };
}
