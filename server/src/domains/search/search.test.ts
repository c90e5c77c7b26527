import { randomUUID } from "node:crypto";
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { SearchGroup } from "@warmline/shared/search/api.ts";
import { cases } from "@warmline/shared/cases/model.ts";
import { holding } from "@warmline/shared/knowledge/fixture.ts";
import { knowledgeItems } from "@warmline/shared/knowledge/model.ts";
import { households } from "@warmline/shared/households/model.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { startTestServer, type TestServer } from "../../testing.ts";
import * as it from "../cases/fixture.ts";
import { fileCase } from "../cases/index.ts";

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

describe("embedded", () => {
  searchingAs(() => ({}));
});
describe.skipIf(!isCluster)("cluster", () => {
  searchingAs(() => ({ ...CLUSTER, MONGO_DATABASE: `warmline_test_${randomUUID().slice(0, 8)}` }));
});

const { rev: _, ...article } = { ...holding, id: "article-1" };

function searchingAs(settings: () => Record<string, string>): void {
  let server: TestServer;
  let agent: string;
  beforeEach(async () => {
    server = await startTestServer(settings());
    await it.furnish(server.deps);
    agent = (await server.signIn(["agent"])).cookie;
  }, 60_000);
  afterEach(() => server.close(), 60_000);

  async function groups(q: string, cookie = agent): Promise<SearchGroup[]> {
    const { status, body } = await server.request("/api/search", { cookie, body: { q } });
    return status === 200 ? body.groups : [];
  }

  async function found(q: string, cookie = agent): Promise<string[]> {
    return (await groups(q, cookie)).flatMap(({ kind, rows }) =>
      rows.map(({ id }) => `${kind} ${id}`),
    );
  }

  const soon = { timeout: 15_000 };

  test("what was there before the index was, and what is filed while it is used", async () => {
    await expect.poll(() => found("100000001"), soon).toEqual(["household home-east"]);
    const report = it.reportWith({ householdId: it.eastHome.id, description: "厨房漏水" });
    const { id } = await it.must(runCommand(server.deps, it.agent, fileCase, report));
    await expect.poll(() => found("漏水"), soon).toEqual([`case ${id}`]);
    const [first] = await groups("wangxiuying");
    expect(first).toMatchObject({ kind: "household", level: "typed" });
    expect(first?.rows[0]?.fields[0]).toEqual({ name: "holder", text: "王秀英", marks: [[0, 3]] });
  });

  test("each only what they may read, asked of the index itself", async () => {
    const inWest = (await server.signIn(["dispatcher"], it.inWest)).cookie;
    const inHall = (await server.signIn(["cashier"], { kind: "hall", hallId: "h1" })).cookie;
    const finance = (await server.signIn(["finance"])).cookie;
    const administrator = (await server.signIn(["administrator"])).cookie;
    const report = it.reportWith({ householdId: it.eastHome.id, description: "王秀英家漏水" });
    const { id } = await it.must(runCommand(server.deps, it.agent, fileCase, report));
    const all = ["household home-east", "household home-west", `case ${id}`];
    await expect.poll(() => found("王秀英"), soon).toEqual(all);
    expect(await found("王秀英", inHall)).toEqual(all);
    expect(await found("王秀英", inWest)).toEqual(["household home-west"]);
    expect(await found("王秀英", finance)).toEqual(all.slice(0, 2));
    expect(await found("王秀英", administrator)).toEqual([]);
  });

  test("what is moved to another branch is gone from the one and found in the other", async () => {
    const inWest = (await server.signIn(["dispatcher"], it.inWest)).cookie;
    await expect.poll(() => found("王秀英", inWest), soon).toEqual(["household home-west"]);
    const { store } = server.deps;
    const home = (await store.get(households, "home-west"))!;
    const place = { ...home.place, branchId: it.EAST };
    await store.commit([replace(households, home, { ...home, place })]);
    await expect.poll(() => found("王秀英", inWest), { timeout: 2_000 }).toEqual([]);
  });

  test("knowledge by title and by what it says, until it is retired", async () => {
    const { store } = server.deps;
    await store.commit([insert(knowledgeItems, article)]);
    await expect.poll(() => found("shangrexialiang"), soon).toEqual(["knowledge article-1"]);
    expect(await found("再看过滤器")).toEqual(["knowledge article-1"]);
    const auditor = (await server.signIn(["auditor"])).cookie;
    expect(await found("shangrexialiang", auditor)).toEqual([]);
    const standing = (await store.get(knowledgeItems, article.id))!;
    await store.commit([replace(knowledgeItems, standing, { ...standing, state: "retired" })]);
    await expect.poll(() => found("shangrexialiang"), { timeout: 2_000 }).toEqual([]);
  });

  test("an index that is lost is built again by itself", async () => {
    await expect.poll(() => found("100000001"), soon).toHaveLength(1);
    if (server.deps.config.PROFILE === "cluster") {
      const prefix = server.deps.config.MONGO_DATABASE;
      const listed = await fetch(`${elasticsearch}/_cat/indices/${prefix}-*?format=json`);
      for (const { index } of (await listed.json()) as readonly { readonly index: string }[]) {
        await fetch(`${elasticsearch}/${index}`, { method: "DELETE" });
      }
    } else {
      const folder = join(server.deps.config.DATA_DIR, "search");
      for (const name of readdirSync(folder)) rmSync(join(folder, name));
    }
    const { body } = await server.request("/api/search", { cookie: agent, body: { q: "王" } });
    expect(body.code).toBe("search-unavailable");
    await expect.poll(() => found("100000001"), soon).toHaveLength(1);
    expect(await server.deps.store.size(cases)).toBe(0);
  });
}
