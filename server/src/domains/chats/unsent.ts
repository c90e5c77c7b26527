import { UNSENT_MAX, type UnsentRow } from "@warmline/shared/chats/api.ts";
import {
  chatMessages,
  chats,
  MESSAGE_KEPT_MS,
  UNSENT,
  type Chat,
  type ChatMessage,
} from "@warmline/shared/chats/model.ts";
import { leftOf } from "@warmline/shared/chats/quota.ts";
import { households } from "@warmline/shared/households/model.ts";
import { later } from "@warmline/shared/kernel/time.ts";
import type { Deps } from "../../platform/deps.ts";
import { findPages } from "../../platform/stores/find-pages.ts";
import { isUnlimited } from "./line.ts";

type Reading = Pick<Deps, "store" | "clock" | "config">;

/**
 * Those of the last day, as what they said is gone after it, the newest first; notices go on by
 * other ways.
 */
export async function unsentNow(
  deps: Reading,
): Promise<{ readonly messages: readonly UnsentRow[]; readonly more: boolean }> {
  const { store } = deps;
  const found = await unsentAnswers(deps);
  const shown = found.slice(0, UNSENT_MAX);
  const theirs = await store.getMany(chats, [...new Set(shown.map(({ chatId }) => chatId))]);
  const byId = new Map(theirs.map((chat) => [chat.id, chat]));
  const numbers = await numbersOf(deps, theirs);
  return {
    messages: shown.map((message) => rowOf(deps, message, byId.get(message.chatId), numbers)),
    more: found.length > UNSENT_MAX,
  };
}

/** One more than are shown, if there is. */
async function unsentAnswers({ store, clock }: Reading): Promise<ChatMessage[]> {
  const query = {
    index: "byState",
    where: { state: UNSENT },
    from: later(clock.now(), -MESSAGE_KEPT_MS),
    order: "descending",
  } as const;
  const answers: ChatMessage[] = [];
  for await (const page of findPages(store, chatMessages, query, UNSENT_MAX)) {
    answers.push(...page.filter(({ noticeId }) => noticeId === undefined));
    if (answers.length > UNSENT_MAX) break;
  }
  return answers;
}

async function numbersOf(
  { store }: Reading,
  theirs: readonly Chat[],
): Promise<ReadonlyMap<string, string>> {
  const ids = theirs.flatMap(({ bindings }) => bindings.map(({ householdId }) => householdId));
  const bound = await store.getMany(households, [...new Set(ids)]);
  return new Map(bound.map(({ id, number }) => [id, number]));
}

function rowOf(
  { clock, config }: Reading,
  message: ChatMessage,
  chat: Chat | undefined,
  numbers: ReadonlyMap<string, string>,
): UnsentRow {
  const { id, rev, chatId, queuedAt, state, failure, failureCode, text } = message;
  const bound = chat?.bindings.map(({ householdId }) => householdId) ?? [];
  const unlimited = chat === undefined || isUnlimited(config, chat);
  return {
    id,
    rev,
    chatId,
    queuedAt,
    state: state === "blocked" ? "blocked" : "failed",
    ...(failure === undefined ? {} : { failure }),
    ...(failureCode === undefined ? {} : { failureCode }),
    text,
    households: bound.flatMap((household) => {
      const number = numbers.get(household);
      return number === undefined ? [] : [{ id: household, number }];
    }),
    quotaLeft: unlimited ? null : leftOf(chat.grants, clock.now()),
  };
}
