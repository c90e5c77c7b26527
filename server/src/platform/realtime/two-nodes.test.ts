import { afterAll, beforeAll, expect, test } from "vitest";
import { ROLES } from "@warmline/shared/access/actor.ts";
import { startTestServer, type TestServer } from "../../testing.ts";
import { LiveClient } from "./testing.ts";

// Two services over one SQLite file: neither can notify the other, so each polls the log.

let here: TestServer;
let there: TestServer;
let cookie: string;
let client: LiveClient;
beforeAll(async () => {
  here = await startTestServer();
  there = await startTestServer({ DATA_DIR: here.deps.config.DATA_DIR });
  cookie = (await here.signIn(ROLES)).cookie;
  client = await LiveClient.connected(there.url, cookie);
});
afterAll(async () => {
  client.close();
  await there.close();
  await here.close();
});

test("what happens on one node shows on the other's screens within a second", async () => {
  const room = await client.joined("cases", {});
  const latencies: number[] = [];
  for (let round = 0; round < 10; round += 1) {
    const body = { category: "other", description: `第${round}件`, contact: {} };
    const filed = await here.request("/api/cases", { cookie, key: `two-nodes-${round}`, body });
    const since = performance.now();
    await client.until(() => client.rowsIn(room).has(filed.body.id));
    latencies.push(performance.now() - since);
  }
  const worst = Math.round(Math.max(...latencies));
  const mean = Math.round(latencies.reduce((sum, one) => sum + one, 0) / latencies.length);
  process.stdout.write(`fact to screen across two nodes: mean ${mean} ms, worst ${worst} ms\n`);
  expect(worst).toBeLessThan(1_000);
});

test("whoever is signed out on one node is out on the other", async () => {
  await here.request("/api/sign-out", { cookie, body: {} });
  await client.until(() => client.endedBy !== null);
  expect((await there.request("/api/me", { cookie })).status).toBe(401);
});
