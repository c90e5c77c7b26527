import { Client } from "@elastic/elasticsearch";
import { v7 as uuid } from "uuid";
import type { Building, SearchIndex } from "../port.ts";
import { best, page } from "../seek.ts";
import { keepAnchor, readAnchor } from "./anchor.ts";
import {
  aliasOf,
  allOf,
  asked,
  dropIndices,
  makeIndices,
  POSITION,
  useIndices,
  type Names,
} from "./indices.ts";
import { createReader } from "./reader.ts";
import { writeAll } from "./write.ts";

export interface ElasticsearchOptions extends Names {
  readonly url: string;
}

const TIMEOUT_MS = 10_000;

/** The index in an Elasticsearch: one index a kind, behind an alias. */
export function openElasticsearch({ url, ...names }: ElasticsearchOptions): SearchIndex {
  const client = new Client({ node: url, requestTimeout: TIMEOUT_MS, maxRetries: 1 });
  const engine = createReader(client, names);
  return {
    best: (sought) => asked(() => best(engine, sought)),
    page: (sought) => asked(() => page(engine, sought)),
    anchor: () => asked(() => readAnchor(client, names)),
    write: (changes, anchor) =>
      asked(async () => {
        const indexOf = (kind: string) => aliasOf(names, kind);
        await writeAll(client, changes, anchor.position, { indexOf, alias: true });
        await keepAnchor(client, aliasOf(names, POSITION), anchor, true);
      }),
    build: () => asked(() => buildBeside(client, names)),
    close: () => client.close(),
  };
}

async function buildBeside(client: Client, names: Names): Promise<Building> {
  const stamp = uuid();
  await makeIndices(client, names, stamp);
  const indexOf = (kind: string) => `${aliasOf(names, kind)}-${stamp}`;
  return {
    write: (changes, position) =>
      asked(() => writeAll(client, changes, position, { indexOf, alias: false })),
    finish: (anchor) =>
      asked(async () => {
        await keepAnchor(client, indexOf(POSITION), anchor, false);
        await client.indices.refresh({ index: allOf(names).map(indexOf) });
        await useIndices(client, names, stamp);
      }),
    abandon: () => asked(() => dropIndices(client, names, stamp)),
  };
}
