import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tariffs, type Household } from "@warmline/shared/households/model.ts";
import { price10k } from "@warmline/shared/kernel/price.ts";
import { accounts } from "@warmline/shared/ledger/account.ts";
import { accountStream, entries } from "@warmline/shared/ledger/entry.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { startTestServer, type TestServer } from "../../testing.ts";
import { verifyJournal } from "../ledger/verify.ts";
import { insertCity, registration, space } from "./city-fixture.ts";

let server: TestServer;
let cashier: string;
let finance: string;

const season = "2026-2027";
const TARIFF = {
  id: "t1",
  component: "heat",
  priceClass: "residential",
  from: "2020-01-01",
  to: null,
  price10k: price10k(258_500),
  approvedBy: "冀价〔2020〕1号",
} as const;

beforeAll(async () => {
  server = await startTestServer();
  await insertCity(server.deps.store);
  await server.deps.store.commit([insert(tariffs, TARIFF)]);
  cashier = (await server.signIn(["cashier"], { kind: "hall", hallId: "h1" })).cookie;
  finance = (await server.signIn(["finance"])).cookie;
});
afterAll(() => server.close());

let requests = 0;

function post(path: string, body: unknown, cookie = cashier) {
  requests += 1;
  return server.request(path, { cookie, body, key: `contracts-${requests}` });
}

async function registered(): Promise<Household> {
  return (await post("/api/households", registration(String(requests)))).body;
}

async function get(path: string) {
  return (await server.request(`/api/households/${path}`, { cookie: cashier })).body;
}

function sign(of: { id: string; rev: number }, more: object = {}) {
  const terms = { season, holder: "王小明", signedOn: "2026-10-20" };
  return post(`/api/households/${of.id}/contracts`, { rev: of.rev, ...terms, ...more });
}

function end(id: string, rev: number) {
  return post(`/api/households/${id}/contracts/${season}/end`, { rev, reason: "报停" });
}

const smaller = { ...space, billingAreaMilli: 98_120 };
const SHOWN = { basis: "survey", evidence: "测〔2026〕7号", reason: "实测" };

/** Asked for at the counter, approved by finance; answers the premise, or the refusal. */
async function change(of: { id: string; rev: number }, more: object = {}) {
  const body = { rev: of.rev, from: "2026-11-15", spaces: [smaller], ...SHOWN, ...more };
  const asked = await post(`/api/households/${of.id}/premise/spaces-request`, body);
  if (asked.status !== 200) return asked;
  const { id, rev } = asked.body.request;
  const approved = await post(`/api/requests/${id}/approve`, { rev }, finance);
  expect(approved.body.request?.state, JSON.stringify(approved.body)).toBe("executed");
  return { ...approved, body: await get(`${of.id}/premise`) };
}

test("signing, ending and signing anew: what was signed before stays", async () => {
  const before = await registered();
  const signed = await sign(before);
  const first = { version: 1, kind: "signed", holder: "王小明", from: "2026-10-20" };
  expect(signed.body).toMatchObject({ state: "active", rev: 1, versions: [first] });
  expect(signed.body.versions[0].spaces).toEqual([space]);
  expect((await sign(before)).body.code).toBe("contract-active");
  const ended = await end(before.id, signed.body.rev);
  expect(ended.body).toMatchObject({ state: "ended", rev: 2 });
  expect((await end(before.id, 2)).body.code).toBe("contract-ended");
  expect((await end(before.id, 1)).body.code).toBe("changed-meanwhile");
  const anew = await sign(before, { holder: "李四" });
  expect(anew.body).toMatchObject({
    state: "active",
    rev: 3,
    versions: [
      first,
      { version: 2, kind: "ended", reason: "报停" },
      { version: 3, kind: "signed", holder: "李四" },
    ],
  });
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
  // A cashier agrees on the spaces on file, and on no others.
  [{ spaces: [smaller] }, "bad-input"],
])("%j is refused with %s", async (part, code) => {
  expect((await sign(await registered(), part)).body.code).toBe(code);
});

describe("what is heated", () => {
  test("changes by a version with its evidence, for contracts in force, too", async () => {
    const before = await registered();
    await sign(before);
    const changed = await change(before);
    expect(changed.body.versions).toMatchObject([
      { version: 1, basis: "registration", spaces: [space] },
      { version: 2, from: "2026-11-15", spaces: [smaller], ...SHOWN },
    ]);
    expect(await get(before.id)).toMatchObject({ rev: 2, spaces: [smaller] });
    const [contract] = await get(`${before.id}/contracts`);
    expect(contract.versions).toMatchObject([
      { kind: "signed", spaces: [space] },
      { kind: "area-change", from: "2026-11-15", spaces: [smaller], evidence: "测〔2026〕7号" },
    ]);
    // The inverse: back, from the same day.
    await change({ id: before.id, rev: 2 }, { spaces: [space] });
    expect(await get(before.id)).toMatchObject({ rev: 3, spaces: [space] });
    expect((await get(`${before.id}/contracts`))[0].versions[2].spaces).toEqual([space]);
  });

  test("is another for the seasons from a day on; those before stay", async () => {
    const before = await registered();
    await sign(before);
    await change(before, { from: "2027-09-01" });
    expect((await get(`${before.id}/contracts`))[0].versions).toHaveLength(1);
    expect(await get(before.id)).toMatchObject({ spaces: [smaller] });
  });

  test("another class is a class change", async () => {
    const before = await registered();
    await sign(before);
    await change(before, { spaces: [{ ...space, priceClass: "commercial" }] });
    expect((await get(`${before.id}/contracts`))[0].versions[1].kind).toBe("class-change");
  });

  test.each([
    [{ spaces: [space] }, "spaces-same"],
    [{ spaces: [{ ...space, usableAreaMilli: 99_000 }] }, "area-wrong"],
    [{ evidence: "" }, "bad-input"],
    [{ basis: "registration" }, "bad-input"],
    [{ rev: 7 }, "changed-meanwhile"],
  ])("%j is refused with %s", async (part, code) => {
    expect((await change(await registered(), part)).body.code).toBe(code);
  });

  test("is not changed by whoever takes the money: they ask, and finance approves", async () => {
    const { id, rev } = await registered();
    const body = { rev, from: "2026-11-15", spaces: [smaller], ...SHOWN };
    const asked = await post(`/api/households/${id}/premise/spaces-request`, body);
    const approve = `/api/requests/${asked.body.request.id}/approve`;
    expect((await post(approve, { rev: 1 }, cashier)).body.code).toBe("forbidden");
    expect(await get(id)).toMatchObject({ rev: 1, spaces: [space] });
  });
});

test("a charge names its version; a change charges anew; what agrees no more is said", async () => {
  const before = await registered();
  await sign(before);
  const charge = () => post(`/api/households/${before.id}/charges`, { season }, finance);
  expect((await charge()).body).toMatchObject({ owedFen: 267_470 });
  const account = () => server.deps.store.get(accounts, before.id);
  const [entry] = await server.deps.store.find(entries, {
    index: "seq",
    where: { streamId: accountStream(before.id) },
    limit: 1,
  });
  expect(entry!.detail).toMatchObject({ kind: "charge", contractVersion: 1 });
  const mismatches = async () => (await verifyJournal(server.deps.store)).mismatches.first;
  const mine = async () =>
    (await mismatches()).filter(({ householdId }) => householdId === before.id);
  expect(await mine()).toEqual([]);
  await change(before);
  expect(await mine()).toEqual([]);
  // 103.47 → 98.12 m²: −2,674.70 + 2,536.40.
  expect((await account())!.sums).toMatchObject([
    { season, contractVersion: 2, chargedFen: 253_640 },
  ]);
  await end(before.id, 2);
  const of = { householdId: before.id, season, charged: 2 };
  expect(await mine()).toEqual([{ ...of, why: "ended", agreed: 3 }]);
});
