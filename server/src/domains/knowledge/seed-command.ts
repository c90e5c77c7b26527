import {
  knowledgeItems,
  knowledgeSeries,
  knowledgeVersions,
} from "@warmline/shared/knowledge/model.ts";
import { KNOWLEDGE_KINDS, type Content } from "@warmline/shared/knowledge/content.ts";
import { begin, numberOf, reviewAfter } from "@warmline/shared/knowledge/rules.ts";
import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import { insert, type Write } from "@warmline/shared/store/write.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { command, type Moment } from "../../platform/commands/command.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import type { Deps } from "../../platform/deps.ts";
import { SEED_ARTICLES } from "./seed/articles.ts";
import { SEED_SCRIPTS } from "./seed/scripts.ts";

const setup: Caller = {
  actor: { kind: "system", id: "knowledge-seed", name: "Warmline" },
  origin: "setup",
  language: "zh",
};

/**
 * What comes with the program, approved and in one commit, into a store that never had any
 * knowledge: what an office retires stays retired. It is refused to nobody.
 */
export const seedKnowledge = command({
  name: "knowledge.seed",
  scope: "anywhere",
  async load(reads, _: object): Promise<Result<boolean, never>> {
    return ok((await reads.getMany(knowledgeSeries, KNOWLEDGE_KINDS)).length > 0);
  },
  decide(known, _, moment) {
    if (known) return ok({ value: null, writes: [], subjects: [] });
    const writes = KNOWLEDGE_KINDS.flatMap((kind) => {
      const all = SEEDS.filter((one) => one.kind === kind);
      const series = insert(knowledgeSeries, { id: kind, last: all.length });
      return [series, ...all.flatMap((content, at) => heldFrom(content, at + 1, moment))];
    });
    const items = writes.filter(({ collection }) => collection.name === knowledgeItems.name);
    return ok({
      value: null,
      writes,
      subjects: items.map(({ id }) => `${knowledgeItems.name}/${id}`),
    });
  },
});

const SEEDS: readonly Content[] = [...SEED_ARTICLES, ...SEED_SCRIPTS];

/** At the first start with this program, also of an older store. */
export async function firstKnowledge(deps: Deps): Promise<void> {
  await runCommand(deps, setup, seedKnowledge, {});
}

/** Of nobody's draft: who wrote the program approved it. */
function heldFrom(content: Content, place: number, moment: Moment): Write[] {
  const number = numberOf(content.kind, place);
  const { draft: _, ...item } = begin({ id: moment.nextId(), number, content }, moment);
  const approval = { approvedAt: moment.at, approvedByName: moment.actor.name };
  const held = { version: 1, content, ...approval } as const;
  const reviewOn = reviewAfter(moment.at);
  const version = { id: `${item.id}/1`, itemId: item.id, writtenByName: moment.actor.name };
  return [
    insert(knowledgeItems, { ...item, ...held, state: "holding", reviewOn }),
    insert(knowledgeVersions, { ...version, ...held }),
  ];
}
