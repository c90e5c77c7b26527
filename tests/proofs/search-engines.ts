import { randomUUID } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "@elastic/elasticsearch";

import { openElasticsearch } from "@warmline/search/elasticsearch/open.ts";
import { openFts5 } from "@warmline/search/fts5/open.ts";
import type { SearchIndex } from "@warmline/search/port.ts";
import { SEARCH_KINDS } from "@warmline/shared/search/kinds.ts";

export interface SearchEngine {
  readonly name: string;
  readonly index: SearchIndex;
  /** How much it takes on disk. */
  bytes(): Promise<number>;
  close(): Promise<void>;
}

const ELASTICSEARCH_URL = process.env["WARMLINE_TEST_ELASTICSEARCH_URL"];

/** Every engine that there is on this machine, each with an empty index of its own. */
export function searchEngines(): SearchEngine[] {
  if (ELASTICSEARCH_URL !== undefined) return [fts5(), elasticsearch(ELASTICSEARCH_URL)];
  process.stderr.write("left out: Elasticsearch, no WARMLINE_TEST_ELASTICSEARCH_URL\n");
  return [fts5()];
}

export function fts5(): SearchEngine {
  const folder = mkdtempSync(join(tmpdir(), "warmline-search-"));
  const index = openFts5(folder);
  return {
    name: "FTS5",
    index,
    async bytes() {
      const sizes = readdirSync(folder).map((name) => statSync(join(folder, name)).size);
      return sizes.reduce((sum, size) => sum + size, 0);
    },
    async close() {
      await index.close();
      rmSync(folder, { recursive: true });
    },
  };
}

function elasticsearch(url: string): SearchEngine {
  const prefix = `test-${randomUUID()}`;
  const client = new Client({ node: url });
  const index = openElasticsearch({ url, prefix, kinds: SEARCH_KINDS });
  return {
    name: "Elasticsearch",
    index,
    async bytes() {
      const { _all: all } = await client.indices.stats({ index: `${prefix}-*` });
      return all.primaries?.store?.size_in_bytes ?? 0;
    },
    async close() {
      await index.close();
      const names = Object.keys(await client.indices.get({ index: `${prefix}-*` }));
      await client.indices.delete({ index: names });
      await client.close();
    },
  };
}
