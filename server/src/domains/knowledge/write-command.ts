import type { Content, KnowledgeKind } from "@warmline/shared/knowledge/content.ts";
import {
  knowledgeItems,
  knowledgeSeries,
  type KnowledgeSeries,
} from "@warmline/shared/knowledge/model.ts";
import { begin, numberOf } from "@warmline/shared/knowledge/rules.ts";
import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import { insert, put } from "@warmline/shared/store/write.ts";
import { command } from "../../platform/commands/command.ts";
import { changedKnowledge } from "./on-item.ts";

interface WriteInput {
  readonly content: Content;
}

/** 新建. It is refused to nobody who may write. */
export const writeKnowledge = command({
  name: "knowledge.write",
  mutex: ({ content }: WriteInput) => `knowledge/${content.kind}`,
  scope: "anywhere",
  load: async (reads, { content }): Promise<Result<KnowledgeSeries | null, never>> =>
    ok(await reads.get(knowledgeSeries, content.kind)),
  decide(series, { content }, moment) {
    const next = nextIn(content.kind, series);
    const number = numberOf(content.kind, next.last);
    const item = begin({ id: moment.nextId(), number, content }, moment);
    return ok({
      value: changedKnowledge({ ...item, rev: 1 }),
      writes: [insert(knowledgeItems, item), put(knowledgeSeries, series, next)],
      subjects: [`knowledgeItems/${item.id}`],
    });
  },
});

function nextIn(kind: KnowledgeKind, series: KnowledgeSeries | null) {
  return { id: kind, last: (series?.last ?? 0) + 1 };
}
