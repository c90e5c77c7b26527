import type { estypes } from "@elastic/elasticsearch";
import { COLUMNS } from "../analysis/terms.ts";
import { INDEX_VERSION } from "../port.ts";

/** Keywords, and nothing of the engine's analysis, so that any build of it serves. */
export const MAPPING: estypes.MappingTypeMapping = {
  dynamic: "strict",
  _meta: { version: INDEX_VERSION },
  // Terms are only for finding; what is shown stands in the entry.
  _source: { excludes: [...COLUMNS] },
  properties: {
    ...Object.fromEntries(
      COLUMNS.map((column) => [column, { type: "keyword", doc_values: false }]),
    ),
    tags: { type: "keyword" },
    order: { type: "long", index: false },
    id: { type: "keyword", index: false },
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
