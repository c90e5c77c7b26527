import { chats, type Chat } from "@warmline/shared/chats/model.ts";
import type { Deps } from "../../platform/deps.ts";

/** Looked for at once; each is bound in a few chats at most. */
export const HOUSEHOLDS_AT_ONCE = 200;
const CHATS_MAX = 2_000;

/** The chats in which these households are bound, by household. */
export async function boundChats(
  { store }: { readonly store: Pick<Deps["store"], "find"> },
  householdIds: readonly string[],
): Promise<Map<string, Chat[]>> {
  const bound = new Map<string, Chat[]>();
  for (let from = 0; from < householdIds.length; from += HOUSEHOLDS_AT_ONCE) {
    const ids = householdIds.slice(from, from + HOUSEHOLDS_AT_ONCE);
    const query = { index: "byBound", where: { boundIds: ids }, limit: CHATS_MAX } as const;
    const wanted = new Set(ids);
    for (const chat of await store.find(chats, query)) {
      for (const id of chat.boundIds ?? []) {
        if (wanted.has(id)) bound.set(id, [...(bound.get(id) ?? []), chat]);
      }
    }
  }
  return bound;
}
