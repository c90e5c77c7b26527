import { afterAll, beforeAll, expect, test } from "vitest";
import type { Household } from "@warmline/shared/households/model.ts";
import { startTestServer, type TestServer } from "../../testing.ts";
import { insertCity, registration, space } from "./city-fixture.ts";

let server: TestServer;
let cookie: string;

beforeAll(async () => {
  server = await startTestServer();
  await insertCity(server.deps.store);
  cookie = (await server.signIn(["cashier"], { kind: "hall", hallId: "h1" })).cookie;
});
afterAll(() => server.close());

let requests = 0;

function post(path: string, body: unknown) {
  requests += 1;
  return server.request(path, { cookie, body, key: `contracts-${requests}` });
}

async function registered(): Promise<Household> {
  return (await post("/api/households", registration(String(requests)))).body;
}

async function get(path: string) {
  return (await server.request(`/api/households/${path}`, { cookie })).body;
}

const season = "2026-2027";

function sign(of: { id: string; rev: number }, more: object = {}) {
  const terms = { season, holder: "王小明", spaces: [space], signedOn: "2026-10-20" };
  return post(`/api/households/${of.id}/contracts`, { rev: of.rev, ...terms, ...more });
}

function end(id: string, rev: number) {
  return post(`/api/households/${id}/contracts/${season}/end`, { rev, reason: "报停" });
}

test("signing, ending and signing anew; the household has the spaces agreed on", async () => {
  const before = await registered();
  const smaller = { ...space, billingAreaMilli: 90_000 };
  const signed = await sign(before, { spaces: [smaller] });
  expect(signed.body).toMatchObject({ state: "active", rev: 1, spaces: [smaller] });
  const after = await get(before.id);
  expect(after.spaces).toEqual([smaller]);
  expect((await sign(after)).body.code).toBe("contract-active");
  const ended = await end(before.id, signed.body.rev);
  expect(ended.body).toMatchObject({ state: "ended", rev: 2 });
  expect((await end(before.id, 2)).body.code).toBe("contract-ended");
  expect((await end(before.id, 1)).body.code).toBe("changed-meanwhile");
  const anew = await sign(after);
  expect(anew.body).toMatchObject({ state: "active", rev: 3, spaces: [space] });
  expect(anew.body).not.toHaveProperty("endedOn");
  expect(await get(`${before.id}/contracts`)).toEqual([anew.body]);
});

test("of five signatures at the same moment one stands", async () => {
  const household = await registered();
  const answers = await Promise.all(Array.from({ length: 5 }, () => sign(household)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
});

test.each([
  [{ season: "2027-2028" }, "season-unknown"],
  [{ season: "2026-2028" }, "bad-input"],
  [{ signedOn: "2026-02-30" }, "bad-input"],
  [{ spaces: [{ ...space, usableAreaMilli: 99_000 }] }, "area-wrong"],
])("%j is refused with %s", async (part, code) => {
  expect((await sign(await registered(), part)).body.code).toBe(code);
});
