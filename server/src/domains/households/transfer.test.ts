import { afterAll, beforeAll, expect, test } from "vitest";
import type { Household } from "@warmline/shared/households/model.ts";
import { addDays, cityDate, instantOf } from "@warmline/shared/kernel/time.ts";
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

const TOMORROW = addDays(cityDate(instantOf(Date.now())), 1);
let requests = 0;

function post(path: string, body: unknown) {
  requests += 1;
  return server.request(path, { cookie, body, key: `transfer-${requests}` });
}

async function signed(): Promise<Household> {
  const { body } = await post("/api/households", registration(String(requests)));
  const terms = { season: "2026-2027", holder: "王小明", signedOn: "2026-10-20" };
  await post(`/api/households/${body.id}/contracts`, { rev: 1, ...terms });
  return body;
}

function transfer(of: { id: string; rev: number }, more: object = {}) {
  const shown = { evidence: "不动产权〔2020〕8号", reason: "买卖" };
  const body = { rev: of.rev, name: "赵六", from: "2020-05-01", ...shown, ...more };
  return post(`/api/households/${of.id}/holder`, body);
}

const get = async (path: string) =>
  (await server.request(`/api/households/${path}`, { cookie })).body;

test("a holder follows another, on contracts in force, too, and goes back", async () => {
  const before = await signed();
  const moved = await transfer(before);
  expect(moved.body).toMatchObject({
    name: "赵六",
    number: before.number,
    spaces: [space],
    formerHolders: [{ name: "王小明", until: "2020-05-01", evidence: "不动产权〔2020〕8号" }],
  });
  const [contract] = await get(`${before.id}/contracts`);
  expect(contract.versions).toMatchObject([
    { kind: "signed", holder: "王小明" },
    { kind: "transfer", holder: "赵六", from: "2026-11-15", spaces: [space], reason: "买卖" },
  ]);
  const found = await post("/api/households/search", { q: "赵六" });
  expect(found.body.rows.map(({ id }: Household) => id)).toEqual([before.id]);
  // The inverse: back, with both times on record.
  const back = await transfer({ id: before.id, rev: 2 }, { name: "王小明", from: "2020-05-01" });
  expect(back.body).toMatchObject({ name: "王小明", formerHolders: [{}, { name: "赵六" }] });
  expect((await get(`${before.id}/contracts`))[0].versions[2]).toMatchObject({ holder: "王小明" });
});

test("an ended contract stays whose it was", async () => {
  const before = await signed();
  await post(`/api/households/${before.id}/contracts/2026-2027/end`, { rev: 1, reason: "报停" });
  await transfer(before);
  expect((await get(`${before.id}/contracts`))[0].versions).toHaveLength(2);
});

test.each([
  [{ name: "王小明" }, "holder-same"],
  [{ from: TOMORROW }, "transfer-in-future"],
  [{ evidence: "" }, "bad-input"],
  [{ rev: 7 }, "changed-meanwhile"],
])("%j is refused with %s", async (part, code) => {
  expect((await transfer(await signed(), part)).body.code).toBe(code);
});

test("no transfer comes before the last", async () => {
  const before = await signed();
  await transfer(before);
  const earlier = await transfer({ id: before.id, rev: 2 }, { name: "钱七", from: "2020-04-30" });
  expect(earlier.body.code).toBe("transfer-not-later");
});
