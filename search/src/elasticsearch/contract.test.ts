import { Client } from "@elastic/elasticsearch";
import { v7 as uuid } from "uuid";
import { describe } from "vitest";
import { CONTRACT_KINDS, searchContract } from "../contract.ts";
import { openElasticsearch } from "./open.ts";

const url = process.env["WARMLINE_TEST_ELASTICSEARCH_URL"];

describe.skipIf(url === undefined)("Elasticsearch", () => {
  searchContract(async () => {
    const prefix = `test-${uuid()}`;
    const options = { url: url!, prefix, kinds: CONTRACT_KINDS };
    const index = openElasticsearch(options);
    const client = new Client({ node: url! });
    const dropAll = async () => {
      const found = await client.indices.get({ index: `${prefix}-*` });
      const names = Object.keys(found);
      if (names.length > 0) await client.indices.delete({ index: names });
    };
    return {
      index,
      again: async () => openElasticsearch(options),
      lose: dropAll,
      async close() {
        await dropAll();
        await index.close();
        await client.close();
      },
    };
  });
});
