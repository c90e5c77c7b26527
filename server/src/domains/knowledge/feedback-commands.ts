import type { OutputOf } from "@warmline/shared/api/endpoint.ts";
import type { missKnowledge as missWire } from "@warmline/shared/knowledge/feedback-api.ts";
import {
  knowledgeMisses,
  knowledgeVotes,
  missedWords,
  type KnowledgeMiss,
  type Verdict,
} from "@warmline/shared/knowledge/feedback.ts";
import { knowledgeItems } from "@warmline/shared/knowledge/model.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { put, replace } from "@warmline/shared/store/write.ts";
import { command } from "../../platform/commands/command.ts";

const DONE = { done: true } as const;

interface VoteInput {
  readonly id: string;
  readonly version: number;
  readonly verdict: Verdict;
}

/** 有没有帮助. Refusals, in this order: `not-found`, `knowledge-version-unknown`. */
export const voteKnowledge = command({
  name: "knowledge.vote",
  scope: "anywhere",
  async load(reads, { id, version }: VoteInput, { actor }) {
    const item = await reads.unguarded.get(knowledgeItems, id);
    if (item === null) return refuse("not-found");
    if (version > item.version) return refuse("knowledge-version-unknown");
    const voteId = `${id}/${version}/${actor.id}`;
    return ok({ voteId, vote: await reads.get(knowledgeVotes, voteId) });
  },
  decide({ voteId, vote }, { id: itemId, version, verdict }) {
    const next = { id: voteId, itemId, version, verdict };
    const same = vote === null ? verdict === "none" : vote.verdict === verdict;
    return ok({
      value: DONE,
      writes: same ? [] : [put(knowledgeVotes, vote, next)],
      subjects: [`knowledgeItems/${itemId}`],
    });
  },
});

type MissInput = OutputOf<NonNullable<typeof missWire.body>>;

/** 没搜到. Refusal: `personal-number`. */
export const missKnowledge = command({
  name: "knowledge.miss",
  scope: "anywhere",
  async load(reads, { words }: MissInput) {
    const id = missedWords(words);
    if (!id.ok) return id;
    return ok({ id: id.value, miss: await reads.get(knowledgeMisses, id.value) });
  },
  decide({ id, miss }, _, { at: lastAt }) {
    const next = { id, state: "open", count: (miss?.count ?? 0) + 1, lastAt } as const;
    return ok({
      value: DONE,
      writes: [put(knowledgeMisses, miss, next)],
      subjects: [`knowledgeMisses/${id}`],
    });
  },
});

/** Both ways. Refusal: `not-found`. */
function stepOf(name: `knowledge.${"clear" | "put-back"}-miss`, state: KnowledgeMiss["state"]) {
  return command({
    name,
    scope: "anywhere",
    async load(
      reads,
      { id }: { readonly id: string },
    ): Promise<Result<KnowledgeMiss, "not-found">> {
      const miss = await reads.get(knowledgeMisses, id);
      return miss === null ? refuse("not-found") : ok(miss);
    },
    decide: (miss) =>
      ok({
        value: DONE,
        writes: miss.state === state ? [] : [replace(knowledgeMisses, miss, { ...miss, state })],
        subjects: [`knowledgeMisses/${miss.id}`],
      }),
  });
}

export const clearMiss = stepOf("knowledge.clear-miss", "cleared");
export const putBackMiss = stepOf("knowledge.put-back-miss", "open");
