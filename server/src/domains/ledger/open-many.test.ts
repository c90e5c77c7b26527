import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../../testing.ts";
import { charge } from "./charge.ts";
import { caller, settle, storedAccount, stream } from "./testing.ts";
import { verifyJournal } from "./verify.ts";

const REASON = "旧系统结转";

let server: TestServer;
let finance: string;

beforeAll(async () => {
  server = await startTestServer();
  await settle(server.deps, 30);
  finance = (await server.signIn(["finance"])).cookie;
});
afterAll(() => server.close());

let keys = 0;
function post(path: string, body: object, cookie = finance, key = `openings-${(keys += 1)}`) {
  return server.request(`/api/ledger/${path}`, { cookie, body, key });
}

function row(place: number, more: object = {}) {
  const balances = [{ season: "2022-2023", owedFen: 10_000 + place }];
  return { number: String(100_000_000 + place), balances, prepaidFen: 0, ...more };
}

test("checked first, then taken over in one commit; sent again it changes nothing", async () => {
  const rows = [row(0), row(1, { prepaidFen: 500 }), row(2, { balances: [], prepaidFen: 70 })];
  const head = await server.deps.store.head();
  const checked = await post("openings/check", { rows });
  expect(checked.body).toMatchObject({ owedFen: 20_001, prepaidFen: 570, already: 0, faults: [] });
  expect(checked.body.households).toHaveLength(3);
  expect(await server.deps.store.head()).toBe(head);

  const opened = await post("openings", { rows, reason: REASON });
  expect(opened.body).toEqual(checked.body);
  expect(await server.deps.store.head()).toBe(head + 1);
  expect(await storedAccount(server.deps, "h1")).toMatchObject({
    owedFen: 10_001,
    prepaidFen: 500,
  });
  const [entry] = await stream(server.deps, "h1");
  expect(entry).toMatchObject({ reason: REASON, detail: { kind: "opening" } });

  const again = await post("openings", { rows, reason: REASON });
  expect(again.body).toMatchObject({ already: 3, households: [], owedFen: 0, faults: [] });
  expect(await server.deps.store.head()).toBe(head + 1);
});

test("with any fault nothing of it is written, and all of them are named", async () => {
  await post("openings", { rows: [row(10)], reason: REASON });
  await charge(server.deps, caller(), { householdId: "h11", season: "2025-2026" });
  const charged = [{ season: "2025-2026", owedFen: 1 }];
  const twice = [row(0).balances[0], row(0).balances[0]];
  const rows = [
    row(12),
    row(900),
    row(10, { prepaidFen: 1 }),
    row(11, { balances: charged }),
    row(13, { balances: twice }),
    row(14, { balances: [{ season: "2022-2023", owedFen: 0 }] }),
  ];
  const { body } = await post("openings", { rows, reason: REASON });
  expect(body.faults).toEqual([
    { number: "100000900", code: "not-found" },
    { number: "100000010", code: "already-opened" },
    { number: "100000011", code: "season-charged", season: "2025-2026" },
    { number: "100000013", code: "season-twice" },
    { number: "100000014", code: "nothing-to-open" },
  ]);
  expect(await storedAccount(server.deps, "h12")).toBeNull();
});

test("an opening that was reversed is taken over again, under the same key, too", async () => {
  const rows = [row(15)];
  await post("openings", { rows, reason: REASON }, finance, "one-sheet-1");
  const [entry] = await stream(server.deps, "h15");
  const undo = { cookie: finance, body: { reason: "录错" }, key: "undo-h15" };
  await server.request(`/api/entries/${entry?.id}/reversal`, undo);
  const anew = await post("openings", { rows, reason: REASON }, finance, "one-sheet-1");
  expect(anew.body).toMatchObject({ already: 0, owedFen: 10_015 });
  expect(await stream(server.deps, "h15")).toHaveLength(3);
});

test("two offices with the same sheet at the same moment take it over once", async () => {
  const rows = Array.from({ length: 10 }, (_, place) => row(place + 20));
  const answers = await Promise.all(
    Array.from({ length: 4 }, () => post("openings", { rows, reason: REASON })),
  );
  const taken = answers.map(({ body }) => body.households.length).toSorted((a, b) => a - b);
  expect(taken).toEqual([0, 0, 0, 10]);
  for (const { number } of rows) {
    const stored = await stream(server.deps, `h${Number(number) - 100_000_000}`);
    expect(stored).toHaveLength(1);
  }
  expect((await verifyJournal(server.deps.store)).findings).toEqual([]);
});

test("is finance's alone, within their scope, and no household stands twice", async () => {
  const cashier = await server.signIn(["cashier"]);
  const local = await server.signIn(["finance"], { kind: "branch", branchId: "branch-2" });
  const body = { rows: [row(16)], reason: REASON };
  expect((await post("openings", body, cashier.cookie)).body.code).toBe("forbidden");
  const outside = await post("openings", body, local.cookie);
  expect(outside.body.faults).toEqual([{ number: "100000016", code: "out-of-scope" }]);
  const double = await post("openings/check", { rows: [row(16), row(16)] });
  expect(double.body.code).toBe("bad-input");
});
