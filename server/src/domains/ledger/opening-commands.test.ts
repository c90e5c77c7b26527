import { afterAll, beforeAll, expect, test } from "vitest";
import { commitsAfter, startTestServer, type TestServer } from "../../testing.ts";
import { charge } from "./charge-commands.ts";
import { caller, done, settle, storedAccount, stream } from "./testing.ts";
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

const nothing = { relievedFen: 0, paidFen: 0, writtenOffFen: 0 };

function row(place: number, more: object = {}) {
  const seasons = [{ season: "2022-2023", chargedFen: 10_000 + place, ...nothing }];
  return { number: String(100_000_000 + place), seasons, prepaidFen: 0, ...more };
}

const paidUp = [{ season: "2021-2022", chargedFen: 9_000, ...nothing, paidFen: 9_000 }];

test("checked first, then taken over in one commit, whoever owes nothing too", async () => {
  const rows = [
    row(0),
    row(1, { prepaidFen: 500 }),
    row(2, { seasons: [], prepaidFen: 70 }),
    row(3, { seasons: paidUp }),
    row(4, { seasons: [] }),
  ];
  const head = await server.deps.store.head();
  const checked = await post("openings/check", { rows });
  const { households, ...sums } = checked.body;
  expect(sums).toEqual({ owedFen: 20_001, prepaidFen: 570, already: 0, faults: [] });
  expect(households).toHaveLength(5);
  expect(await commitsAfter(server.deps, head)).toBe(0);

  const opened = await post("openings", { rows, reason: REASON });
  expect(opened.body).toEqual({ ...sums, taken: 5 });
  expect(await commitsAfter(server.deps, head)).toBe(1);
  // What was prepaid pays at once what is open.
  expect(await storedAccount(server.deps, "h1")).toMatchObject({
    items: [{ season: "2022-2023", amountFen: 10_001, openFen: 9_501 }],
    lots: [],
  });
  expect(await storedAccount(server.deps, "h3")).toMatchObject({
    items: [],
    sums: [{ season: "2021-2022", chargedFen: 9_000, paidFen: 9_000, takenOver: true }],
  });
  const [entry] = await stream(server.deps, "h4");
  expect(entry).toMatchObject({ lines: [], detail: { kind: "opening" } });
  const { body } = await server.request("/api/households/h4/entries", { cookie: finance });
  expect(body.entries).toMatchObject([{ kind: "opening", reason: REASON }]);

  const again = await post("openings", { rows, reason: REASON });
  expect(again.body).toEqual({ taken: 0, already: 5, owedFen: 0, prepaidFen: 0, faults: [] });
  expect(await commitsAfter(server.deps, head)).toBe(1);
});

test("with any fault nothing of it is written, and all of them are named", async () => {
  await post("openings", { rows: [row(10)], reason: REASON });
  await done(server.deps, caller(), charge, { id: "h11", season: "2025-2026" });
  const charged = [{ season: "2025-2026", chargedFen: 1, ...nothing }];
  const twice = [row(0).seasons[0], row(0).seasons[0]];
  const more = [{ season: "2022-2023", chargedFen: 5, ...nothing, paidFen: 6 }];
  const rows = [
    row(12),
    row(900),
    row(10, { prepaidFen: 1 }),
    row(11, { seasons: charged }),
    row(13, { seasons: twice }),
    row(14, { seasons: more }),
  ];
  const { body } = await post("openings", { rows, reason: REASON });
  expect(body.faults).toEqual([
    { number: "100000900", code: "not-found" },
    { number: "100000010", code: "already-opened" },
    { number: "100000011", code: "season-charged", season: "2025-2026" },
    { number: "100000013", code: "season-twice" },
    { number: "100000014", code: "bad-amount" },
  ]);
  expect(body.taken).toBe(0);
  expect(await storedAccount(server.deps, "h12")).toBeNull();
});

test("a key belongs to its rows: others are refused, a late duplicate posts nothing", async () => {
  const rows = [row(15)];
  const key = "one-sheet-1";
  const first = await post("openings", { rows, reason: REASON }, finance, key);
  const others = await post("openings", { rows: [row(17)], reason: REASON }, finance, key);
  expect(others).toMatchObject({ status: 409, body: { code: "key-reused" } });
  expect(await storedAccount(server.deps, "h17")).toBeNull();
  const [entry] = await stream(server.deps, "h15");
  const undo = { cookie: finance, body: { reason: "录错" }, key: "undo-h15" };
  await server.request(`/api/entries/${entry?.id}/reversal`, undo);
  const late = await post("openings", { rows, reason: REASON }, finance, key);
  expect(late.body).toEqual(first.body);
  expect(await stream(server.deps, "h15")).toHaveLength(2);
  const anew = await post("openings", { rows, reason: REASON });
  expect(anew.body).toMatchObject({ taken: 1, owedFen: 10_015 });
  expect(await stream(server.deps, "h15")).toHaveLength(3);
});

test("two offices with the same sheet at the same moment take it over once", async () => {
  const rows = Array.from({ length: 10 }, (_, place) => row(place + 20));
  const answers = await Promise.all(
    Array.from({ length: 4 }, () => post("openings", { rows, reason: REASON })),
  );
  const taken = answers.map(({ body }) => body.taken).toSorted((a, b) => a - b);
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
