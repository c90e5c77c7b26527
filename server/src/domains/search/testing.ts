import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, vi } from "vitest";
import type { Role, Scope } from "@warmline/shared/access/actor.ts";
import type { SearchGroup } from "@warmline/shared/search/api.ts";
import type { Deps } from "../../platform/deps.ts";
import { startTestServer, type TestServer } from "../../testing.ts";
import { furnish } from "../cases/fixture.ts";

const elasticsearch = process.env["WARMLINE_TEST_ELASTICSEARCH_URL"];
const mongo = process.env["WARMLINE_TEST_MONGO_URL"];
const redis = process.env["WARMLINE_TEST_REDIS_URL"];
const CLUSTER = {
  PROFILE: "cluster",
  ELASTICSEARCH_URL: elasticsearch!,
  MONGO_URL: mongo!,
  REDIS_URL: redis!,
};
const isCluster = [elasticsearch, mongo, redis].every((url) => url !== undefined);

/** Until an index is built, beside others' tests. */
export const SOON = { timeout: 40_000 };
/** So soon what is withdrawn is found no more. */
export const AT_ONCE = { timeout: 2_000 };

/** A server with two branches and a household each, asked as whoever is signed in. */
export interface Searching {
  readonly server: TestServer;
  readonly deps: Deps;
  as(roles: readonly Role[], scope?: Scope): Promise<string>;
  groups(q: string, cookie?: string): Promise<SearchGroup[]>;
  /** `kind id` of each, in order; an agent of the city asks unless said otherwise. */
  found(q: string, cookie?: string): Promise<string[]>;
}

/** The same tests on both profiles, each test with a store of its own. */
export function searchingOnBoth(tests: (searching: Searching) => void): void {
  vi.setConfig({ testTimeout: 60_000 });
  describe("embedded", () => {
    tests(searchingAs(() => ({})));
  });
  describe.skipIf(!isCluster)("cluster", () => {
    const database = () => `warmline_test_${randomUUID().slice(0, 8)}`;
    tests(searchingAs(() => ({ ...CLUSTER, MONGO_DATABASE: database() })));
  });
}

/** All that an Elasticsearch holds of a store. */
export async function dropIndices(database: string): Promise<void> {
  const listed = await fetch(`${elasticsearch}/_cat/indices/${database}-*?format=json`);
  const names = ((await listed.json()) as { index: string }[]).map(({ index }) => index);
  if (names.length > 0) await fetch(`${elasticsearch}/${names.join()}`, { method: "DELETE" });
}

function searchingAs(settings: () => Record<string, string>): Searching {
  let server: TestServer;
  let agent: string;
  beforeEach(async () => {
    server = await startTestServer(settings());
    await furnish(server.deps);
    agent = (await server.signIn(["agent"])).cookie;
  }, 60_000);
  afterEach(async () => {
    const { PROFILE, MONGO_DATABASE } = server.deps.config;
    await server.close();
    if (PROFILE === "cluster") await dropIndices(MONGO_DATABASE);
  }, 60_000);

  async function groups(q: string, cookie = agent): Promise<SearchGroup[]> {
    const { status, body } = await server.request("/api/search", { cookie, body: { q } });
    return status === 200 ? body.groups : [];
  }
  return {
    get server() {
      return server;
    },
    get deps() {
      return server.deps;
    },
    as: async (roles, scope) => (await server.signIn(roles, scope)).cookie,
    groups,
    async found(q, cookie) {
      const all = await groups(q, cookie);
      return all.flatMap(({ kind, rows }) => rows.map(({ id }) => `${kind} ${id}`));
    },
  };
}
