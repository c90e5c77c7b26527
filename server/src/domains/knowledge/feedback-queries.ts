import type { KnowledgeMissRow } from "@warmline/shared/knowledge/feedback-api.ts";
import {
  knowledgeMisses,
  knowledgeVotes,
  type Verdict,
} from "@warmline/shared/knowledge/feedback.ts";
import { mapOk } from "@warmline/shared/kernel/result.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import { readKnowledge } from "./queries.ts";

type Reading = Pick<Deps, "store">;

/** The page shows the newest ones; what is older comes once these are dealt with. */
const MISSES_MAX = 200;

/** Of the version that holds. Refusal: as of `readKnowledge`. */
export async function votesOf(deps: Reading, caller: Pick<Caller, "actor">, itemId: string) {
  const item = await readKnowledge(deps, caller, itemId);
  if (!item.ok) return item;
  const { version } = item.value;
  const count = (verdict: Verdict) =>
    deps.store.count(knowledgeVotes, { index: "byItem", where: { itemId, version, verdict } });
  const [helpful, unhelpful, own] = await Promise.all([
    count("helpful"),
    count("unhelpful"),
    deps.store.get(knowledgeVotes, `${itemId}/${version}/${caller.actor.id}`),
  ]);
  return mapOk(item, () => ({ helpful, unhelpful, own: own?.verdict ?? ("none" as const) }));
}

export async function openMisses({ store }: Reading): Promise<KnowledgeMissRow[]> {
  const found = await store.find(knowledgeMisses, {
    index: "byState",
    where: { state: "open" },
    order: "descending",
    limit: MISSES_MAX,
  });
  return found.map(({ id, count, lastAt }) => ({ id, count, lastAt }));
}
