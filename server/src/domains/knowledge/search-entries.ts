import { wordsOf } from "@warmline/shared/knowledge/content.ts";
import { knowledgeItems, type KnowledgeItem } from "@warmline/shared/knowledge/model.ts";
import { knowledgePermissions } from "@warmline/shared/knowledge/permissions.ts";
import type { SearchEntry } from "@warmline/search/entry.ts";
import { whereOfCity, type Searchable } from "../../platform/search/searchable.ts";

/** 知识: what holds, by number, title, keywords and what it says; drafts are for who writes them. */
export const searchableKnowledge: Searchable<KnowledgeItem> = {
  kind: "knowledge",
  collection: knowledgeItems,
  key: "number",
  permission: knowledgePermissions.read,
  entries: async (_, documents) => documents.flatMap(entryOf),
  where: whereOfCity,
};

const LAST_NUMBER = 1_000_000;

function entryOf({ id, number, state, kind, content }: KnowledgeItem): SearchEntry[] {
  if (state !== "holding" || content === undefined) return [];
  const { title, keywords, category } = content;
  const entry: SearchEntry = {
    id,
    order: Math.max(0, LAST_NUMBER - Number(number.replace(/\D/g, ""))),
    fields: [
      { kind: "name", name: "title", text: title.zh },
      { kind: "text", name: "title-en", text: title.en },
      { kind: "number", name: "number", text: number },
      ...keywords.map((text) => ({ kind: "name" as const, name: "keyword", text })),
      ...wordsOf(content).map((text) => ({ kind: "text" as const, name: "said", text })),
    ],
    tags: [`kind=${kind}`, `category=${category}`],
  };
  return [entry];
}
