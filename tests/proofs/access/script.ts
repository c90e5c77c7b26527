import { knowledgeMisses } from "@warmline/shared/knowledge/feedback.ts";
import { approver, must, scriptOf, stored, writer } from "@warmline/shared/knowledge/fixture.ts";
import { knowledgeItems, knowledgeVersions } from "@warmline/shared/knowledge/model.ts";
import { approve, begin, submit } from "@warmline/shared/knowledge/rules.ts";
import { insert } from "@warmline/shared/store/write.ts";
import type { TestServer } from "@warmline/server/testing.ts";

export const MISSED = "暖气-异响";
/** None that is given to what is written meanwhile. */
const FAR_ON = "S-999";

/** A script that holds and is at its end at once, and words that found nothing. */
export async function approvedScript({
  store,
  clock,
}: Pick<TestServer["deps"], "store" | "clock">) {
  const content = scriptOf({ steps: scriptOf().steps.slice(-1) });
  const drafted = begin({ id: "a-script", number: FAR_ON, content }, writer);
  const { item, version } = must(approve(stored(must(submit(stored(drafted)))), approver));
  const miss = { id: MISSED, state: "open", count: 1, lastAt: clock.now() } as const;
  await store.commit([
    insert(knowledgeItems, item),
    insert(knowledgeVersions, version),
    insert(knowledgeMisses, miss),
  ]);
  return item.id;
}
