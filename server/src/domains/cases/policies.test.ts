import { afterAll, beforeAll, expect, test } from "vitest";
import { resolveClock } from "@warmline/shared/cases/clock.ts";
import type { PolicyRow } from "@warmline/shared/cases/policy.ts";
import { startTestServer, type TestServer } from "../../testing.ts";
import * as it from "./fixture.ts";

let server: TestServer;
let [one, other, agent]: [string, string, string] = ["", "", ""];
beforeAll(async () => {
  server = await startTestServer();
  await it.furnish(server.deps);
  one = (await server.signIn(["supervisor"])).cookie;
  other = (await server.signIn(["administrator"])).cookie;
  agent = (await server.signIn(["agent"])).cookie;
});
afterAll(() => server.close());

const PATH = "/api/clock-policies";
const read = async () => (await server.request(PATH, { cookie: one })).body;
const post = (cookie: string, path: string, body: object = {}) =>
  server.request(PATH + path, { cookie, body });

async function filed() {
  const body = { category: "leak", description: "漏水", contact: { phone: "13800138111" } };
  const given = { cookie: agent, body: { ...body, separate: true } };
  const { id } = (await server.request("/api/cases", given)).body;
  return () => server.request(`/api/cases/${id}`, { cookie: agent }).then((seen) => seen.body);
}

/** Every leak may take so many minutes, and nothing else has a clock. */
async function leaksIn(minutes: number): Promise<object> {
  const { holding } = await read();
  const leaks = holding.rows.filter(({ category }: PolicyRow) => category === "leak");
  const terms = { resolve: { minutes, by: "clock" } };
  const changes = leaks.map((row: PolicyRow) => ({ ...row, terms }));
  return { base: holding.version, changes, reason: "市里要求" };
}

test("a version holds once another has approved it, for clocks that begin then", async () => {
  const before = await filed();
  const early = resolveClock(await before());
  expect(early).toMatchObject({ policy: 1, due: early.from + 4 * 3_600_000 });
  const made = await post(one, "", await leaksIn(30));
  expect([made.status, made.body]).toMatchObject([200, { version: 2, state: "proposed" }]);
  expect(resolveClock(await (await filed())()).policy).toBe(1);
  expect((await post(one, "/2/approve")).body.code).toBe("own-policy");
  expect((await post(other, "/2/approve")).body).toMatchObject({ state: "approved" });
  const after = await (await filed())();
  expect(after.clocks).toMatchObject([{ kind: "resolve", policy: 2 }]);
  expect(resolveClock(after).due).toBe(resolveClock(after).from + 30 * 60_000);
  expect(resolveClock(await before())).toEqual(early);
});

test("what is declined or withdrawn does not hold, and its number is not given again", async () => {
  const { holding } = await read();
  const next = async (minutes: number) =>
    (await post(one, "", await leaksIn(minutes))).body.version as number;
  const declined = await next(40);
  const second = await post(other, "", await leaksIn(50));
  expect([second.status, second.body.code]).toEqual([409, "policy-pending"]);
  await post(other, `/${declined}/decline`);
  const withdrawn = await next(50);
  expect((await post(other, `/${withdrawn}/withdraw`)).body.code).toBe("not-yours");
  await post(one, `/${withdrawn}/withdraw`);
  expect(withdrawn).toBe(declined + 1);
  expect((await read()).holding).toEqual(holding);
  expect((await post(other, `/${declined}/approve`)).body.code).toBe("policy-decided");
  expect((await post(other, "/99/approve")).status).toBe(404);
});

test("who neither leads nor administers sees none", async () => {
  expect((await server.request(PATH, { cookie: agent })).status).toBe(403);
});
