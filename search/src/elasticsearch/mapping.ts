import type { estypes } from "@elastic/elasticsearch";
import { COLUMNS } from "../analysis/terms.ts";
import { INDEX_VERSION } from "../port.ts";

/** Keywords, and nothing of the engine's analysis, so that any build of it serves. */
export const MAPPING: estypes.MappingTypeMapping = {
  dynamic: "strict",
  _meta: { version: INDEX_VERSION },
  // Once more in lines that are read with the entry, which say which are whole.
  _source: { excludes: [...COLUMNS] },
  properties: {
    ...Object.fromEntries(
      COLUMNS.map((column) => [column, { type: "keyword", doc_values: false }]),
    ),
    tags: { type: "keyword" },
    order: { type: "long", index: false },
    id: { type: "keyword", index: false },
    terms: { type: "keyword", index: false, doc_values: false },
    entry: { type: "object", enabled: false },
  },
};

/** As pages are read: the engine then stops where the page ends. */
export const SETTINGS: estypes.IndicesIndexSettings = {
  number_of_shards: 1,
  sort: { field: ["order", "id"], order: ["desc", "asc"] },
};

export const POSITION_MAPPING: estypes.MappingTypeMapping = {
  dynamic: "strict",
  _meta: { version: INDEX_VERSION },
  properties: { position: { type: "long" }, hash: { type: "keyword", index: false } },
};
