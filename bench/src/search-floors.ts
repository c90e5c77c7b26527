import { create, insertMultiple, search, type Orama } from "@orama/orama";
import MiniSearch from "minisearch";
import type { Change } from "@warmline/search/port.ts";
import type { Typed } from "./search-data.ts";

/** What is measured: an index that takes entries and answers with ids. */
export interface Searched {
  readonly name: string;
  add(changes: readonly Change[]): Promise<void>;
  /** When all are in. */
  finish(): Promise<void>;
  find(typed: Typed, limit: number): Promise<readonly string[]>;
  /** On disk; absent: it lives in memory. */
  bytes?(): Promise<number>;
  close(): Promise<void>;
}

const segmenter = new Intl.Segmenter("zh", { granularity: "word" });

/** Words of Chinese, which neither of the libraries cuts by itself. */
function words(text: string): string[] {
  const segments = [...segmenter.segment(text.normalize("NFKC").toLowerCase())];
  return segments.filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment);
}

function documentOf(change: Change) {
  if ("gone" in change) throw new Error("nothing goes here");
  const { kind, entry } = change;
  const text = entry.fields.map(({ text: written }) => written).join("\n");
  return { id: entry.id, kind, text };
}

/** As its documentation proposes for as-you-type search: beginnings, and typos by length. */
export function miniSearch(): Searched {
  const index = new MiniSearch({
    fields: ["text"],
    storeFields: ["kind"],
    tokenize: words,
    searchOptions: { prefix: true, fuzzy: 0.2, combineWith: "AND" },
  });
  return {
    name: "MiniSearch",
    async add(changes) {
      index.addAll(changes.map(documentOf));
    },
    async finish() {},
    async find({ kind, typed }, limit) {
      const found = index.search(typed, { filter: (one) => one["kind"] === kind });
      return found.slice(0, limit).map(({ id }) => String(id));
    },
    async close() {},
  };
}

export function orama(): Searched {
  const schema = { id: "string", kind: "enum", text: "string" } as const;
  const index: Orama<typeof schema> = create({
    schema,
    components: {
      tokenizer: { language: "zh", normalizationCache: new Map(), tokenize: words },
    },
  });
  return {
    name: "Orama",
    async add(changes) {
      await insertMultiple(index, changes.map(documentOf), changes.length);
    },
    async finish() {},
    async find({ kind, typed }, limit) {
      const where = { kind: { eq: kind } };
      const { hits } = await search(index, { term: typed, properties: ["text"], limit, where });
      return hits.map(({ id }) => id);
    },
    async close() {},
  };
}
