import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Household } from "@warmline/shared/households/model.ts";
import { addDays, cityDate, instantOf } from "@warmline/shared/kernel/time.ts";
import { indexed, startTestServer, type TestServer } from "../../testing.ts";
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
  await indexed(server.deps);
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

describe("to a customer", () => {
  const register = async (name: string, more: object = {}) =>
    (await post("/api/customers", { kind: "person", name, phones: [], ...more })).body;
  const holdings = async (id: string) =>
    (await server.request(`/api/customers/${id}/households`, { cookie })).body;
  const identity = () => ({ kind: "passport", number: `P${requests}12345` });

  test("that is known: all that it is written on says who, and it goes back", async () => {
    const [before, seller, buyer] = [
      await signed(),
      await register("王小明"),
      await register("赵六"),
    ];
    await post(`/api/households/${before.id}/customer`, { rev: 1, customerId: seller.id });
    const of = { id: before.id, rev: 2 };
    const moved = await transfer(of, { customer: { id: buyer.id } });
    expect(moved.body).toMatchObject({
      name: "赵六",
      customerId: buyer.id,
      formerHolders: [{ name: "王小明", customerId: seller.id }],
    });
    const [contract] = await get(`${before.id}/contracts`);
    expect(contract.versions[1]).toMatchObject({ holder: "赵六", customerId: buyer.id });
    expect(await holdings(seller.id)).toEqual([]);
    expect(await holdings(buyer.id)).toMatchObject([{ id: before.id }]);
    const rev3 = { id: before.id, rev: 3 };
    const back = await transfer(rev3, { name: "王小明", customer: { id: seller.id } });
    expect(back.body).toMatchObject({ name: "王小明", customerId: seller.id });
    expect(await holdings(seller.id)).toMatchObject([{ id: before.id }]);
    // To a name alone: nobody is known to be the customer any more.
    const bare = await transfer({ id: before.id, rev: 4 }, { name: "钱七" });
    expect(bare.body.customerId).toBeUndefined();
    expect((await get(`${before.id}/contracts`))[0].versions[3].customerId).toBeUndefined();
  });

  test("that is registered with it, in one commit or not at all", async () => {
    const [before, number] = [await signed(), identity()];
    const customer = { kind: "person", name: "赵六", phones: [], identity: number };
    const moved = await transfer(before, { customer });
    expect(moved.body).toMatchObject({ name: "赵六", rev: 2 });
    expect(await holdings(moved.body.customerId)).toMatchObject([{ id: before.id }]);
    const other = await signed();
    const known = await transfer(other, { customer });
    expect(known.body).toMatchObject({
      code: "customer-known",
      detail: { customerId: moved.body.customerId },
    });
    expect((await get(other.id)).rev).toBe(1);
  });

  test("is told apart from another of the same name, and not from itself", async () => {
    const [before, one, other] = [
      await signed(),
      await register("王小明"),
      await register("王小明"),
    ];
    await post(`/api/households/${before.id}/customer`, { rev: 1, customerId: one.id });
    const of = { id: before.id, rev: 2 };
    const same = { name: "王明", customer: { id: one.id } };
    expect((await transfer(of, same)).body.code).toBe("holder-same");
    expect((await transfer(of, { name: "王小明" })).body.code).toBe("holder-same");
    const moved = await transfer(of, { name: "王小明", customer: { id: other.id } });
    expect(moved.body).toMatchObject({
      customerId: other.id,
      formerHolders: [{ customerId: one.id }],
    });
  });

  test("that nobody knows is refused", async () => {
    const unknown = await transfer(await signed(), { customer: { id: "nobody" } });
    expect(unknown.body.code).toBe("customer-unknown");
  });
});

test("a contract names the customer where the household's holder signs", async () => {
  const { body: before } = await post("/api/households", registration(String(requests)));
  const household = { id: before.id, rev: 1 };
  const signer = { kind: "person", name: "王小明", phones: [], household };
  const { body: customer } = await post("/api/customers", signer);
  const terms = { season: "2026-2027", holder: "王小明", signedOn: "2026-10-20" };
  await post(`/api/households/${before.id}/contracts`, { rev: 2, ...terms });
  await post(`/api/households/${before.id}/contracts/2026-2027/end`, { rev: 1, reason: "报停" });
  const again = { ...terms, holder: "他人", reason: "复热" };
  await post(`/api/households/${before.id}/contracts`, { rev: 2, ...again });
  const [{ versions }] = await get(`${before.id}/contracts`);
  const { id } = customer;
  const signers = versions.map((one: { customerId?: string }) => one.customerId);
  expect(signers).toEqual([id, id, undefined]);
});
