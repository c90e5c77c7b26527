import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { fen } from "@warmline/shared/kernel/money.ts";
import { DENOMINATIONS_FEN } from "@warmline/shared/ledger/cash.ts";
import { entries } from "@warmline/shared/ledger/entry.ts";
import { cashFen } from "@warmline/shared/ledger/lines.ts";
import { payments } from "@warmline/shared/ledger/payment.ts";
import { shifts } from "@warmline/shared/ledger/shift.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { startTestServer, type TestServer } from "../../testing.ts";
import { closeDay } from "./close-commands.ts";
import { pay } from "./payment-commands.ts";
import { countTill, openTill, reopenTill } from "./till-commands.ts";
import { entryPage } from "./queries.ts";
import { readTill } from "./till-queries.ts";
import {
  actor,
  caller,
  cashier,
  done,
  finance,
  openLedgerRoom,
  paid as take,
  paying,
  settle,
  XICHENG,
  type LedgerRoom,
} from "./testing.ts";
import { voidPayment } from "./undo-commands.ts";
import { verifyJournal } from "./verify.ts";

const second = { ...cashier, id: "second-cashier", name: "second-cashier" };
const manager = actor(["hall-manager"], XICHENG);

/** So much in notes and coins, the largest first. */
function pieces(amountFen: number): number[] {
  let rest = amountFen;
  return DENOMINATIONS_FEN.map((value) => {
    const count = Math.floor(rest / value);
    rest -= count * value;
    return count;
  });
}

describe("a till", () => {
  let room: LedgerRoom;
  beforeEach(async () => {
    room = await openLedgerRoom();
    await settle(room.deps, 1, { tills: [] });
  });
  afterEach(() => room.close());

  const run = <I>(who: typeof cashier, command: unknown, input: I) =>
    runCommand(room.deps, caller(who), command as never, input as never);
  const open = async (who = cashier, till = "1", floatFen = fen(50_000)) =>
    (await done(room.deps, caller(who), openTill, { till, floatFen })).shiftId;
  const paid = (amountFen: number, method: "cash" | "card" = "cash", who = cashier) =>
    take(room.deps, caller(who), paying("h0", fen(amountFen), { method }));
  const count = (id: string, amountFen: number, reason?: string, who = cashier) =>
    run(who, countTill, { id, pieces: pieces(amountFen), reason });
  const newest = async () => {
    const page = await entryPage(room.deps, cashier, { householdId: "h0", limit: 1 });
    return page.ok ? page.value.entries : [];
  };
  const shift = async (id: string) => (await room.deps.store.get(shifts, id))!;
  const cashOf = async (shiftId: string) =>
    cashFen(await room.deps.store.find(entries, { index: "byShift", where: { shiftId } }));

  test("takes cash, gives it back for a void, and is counted: nothing is missing", async () => {
    const id = await open();
    await paid(100_000);
    await paid(30_000, "card");
    const { entryId, paymentId } = await paid(20_000);
    expect(await room.deps.store.get(payments, paymentId)).toMatchObject({ shiftId: id });
    await done(room.deps, caller(cashier), voidPayment, { id: entryId, reason: "重复" });
    expect(await readTill(room.deps, cashier)).toMatchObject({
      office: "hall-xicheng",
      officeName: "西城大厅",
      own: { id, till: "1", floatFen: 50_000, expectedFen: 150_000, state: "open" },
      today: [{ id }],
    });
    expect(await count(id, 150_000)).toMatchObject({ ok: true });
    expect(await shift(id)).toMatchObject({
      state: "closed",
      counts: [{ expectedFen: 150_000, countedFen: 150_000 }],
    });
    expect((await readTill(room.deps, cashier)).own).toBeNull();
  });

  test("that holds less or more is counted with a reason, and the difference posted", async () => {
    const id = await open();
    await paid(100_000);
    expect(await count(id, 149_000)).toMatchObject({ code: "reason-missing" });
    expect(await count(id, 149_000, "找零多给")).toMatchObject({ ok: true });
    const where = { streamId: "suspense/hall-xicheng" };
    const [posted] = await room.deps.store.find(entries, { index: "seq", where });
    expect(posted).toMatchObject({
      detail: { kind: "tillDifference", expectedFen: 150_000, countedFen: 149_000 },
      lines: [
        { account: "money", method: "cash", amountFen: -1_000 },
        { account: "suspense", amountFen: 1_000 },
      ],
      office: "hall-xicheng",
      shiftId: id,
    });
    expect(await shift(id)).toMatchObject({
      counts: [{ entryId: posted!.id, reason: "找零多给" }],
    });
    expect(50_000 + (await cashOf(id))).toBe(149_000);
    expect((await verifyJournal(room.deps.store)).findings).toEqual([]);
  });

  test("counted too early is open again: its difference is answered by a reversal", async () => {
    const id = await open();
    await count(id, 60_000, "多出");
    expect(await run(cashier, reopenTill, { id, reason: " " })).toMatchObject({
      code: "reason-missing",
    });
    expect(await run(second, reopenTill, { id, reason: "数错" })).toMatchObject({
      code: "not-own-till",
    });
    await done(room.deps, caller(cashier), reopenTill, { id, reason: "数错" });
    expect(await cashOf(id)).toBe(0);
    await paid(1_000);
    await done(room.deps, caller(cashier), countTill, { id, pieces: pieces(51_000) });
    expect(await shift(id)).toMatchObject({
      state: "closed",
      counts: [{ countedFen: 60_000, reopened: { reason: "数错" } }, { countedFen: 51_000 }],
    });
    expect(await run(cashier, reopenTill, { id: "nowhere", reason: "数错" })).toMatchObject({
      code: "not-found",
    });
    expect((await verifyJournal(room.deps.store)).findings).toEqual([]);
  });

  test("is handed over: the next one begins with what was counted, once", async () => {
    const id = await open();
    await paid(1_000);
    const takeOver = (floatFen: number, who = second) =>
      run(who, openTill, { till: "1", floatFen, takeOver: id });
    expect(await takeOver(51_000)).toMatchObject({ code: "till-in-use" });
    await count(id, 51_000);
    expect(await takeOver(50_000)).toMatchObject({ code: "float-differs" });
    expect(await takeOver(51_000)).toMatchObject({ ok: true });
    expect(await run(cashier, reopenTill, { id, reason: "数错" })).toMatchObject({
      code: "till-handed-over",
    });
    const own = (await readTill(room.deps, second)).own!;
    expect(own).toMatchObject({ takenOverFrom: id, floatFen: 51_000 });
    await count(own.id, 51_000, undefined, second);
    expect(await takeOver(51_000, manager)).toMatchObject({ code: "not-handed-over" });
  });

  test("one of a person, one person at a till, in either order at once", async () => {
    const same = await Promise.all(
      [cashier, second, cashier, second].map((who, place) =>
        run(who, openTill, { till: String(place % 3), floatFen: fen(0) }),
      ),
    );
    expect(same.filter((one) => one.ok)).toHaveLength(2);
    const held = await room.deps.store.find(shifts, { index: "byCashier" });
    expect(new Set(held.map(({ till }) => till)).size).toBe(2);
  });

  describe("refuses cash", () => {
    const cash = paying("h0", fen(100));
    test("where none is open, but no card", async () => {
      expect(await run(cashier, pay, cash)).toMatchObject({ code: "till-not-open" });
      expect(await paid(100, "card")).toMatchObject({ owedFen: 0 });
    });

    test("where it was opened yesterday, until it is counted", async () => {
      const id = await open();
      room.clock.at += 86_400_000;
      const detail = { day: "2025-11-01" };
      expect(await run(cashier, pay, cash)).toMatchObject({ code: "till-of-another-day", detail });
      expect(await run(cashier, openTill, { till: "1", floatFen: 0 })).toMatchObject({
        code: "till-open-already",
      });
      await count(id, 50_000);
      await open();
      expect(await run(cashier, pay, cash)).toMatchObject({ ok: true });
    });
  });

  test("that was counted gives nothing back: a void is refused", async () => {
    const id = await open();
    const { entryId } = await paid(1_000);
    const [before] = await newest();
    expect(before).not.toHaveProperty("settled");
    await count(id, 51_000);
    expect((await newest())[0]).toMatchObject({ id: entryId, settled: "till-closed" });
    const input = { id: entryId, reason: "错" };
    expect(await run(cashier, voidPayment, input)).toMatchObject({ code: "till-closed" });
    expect(await count(id, 51_000)).toMatchObject({ code: "till-closed" });
  });

  test("keeps its day open; the hall's manager counts for who is not there", async () => {
    const id = await open();
    const day = { office: "hall-xicheng", day: "2025-11-01" };
    expect(await run(manager, closeDay, day)).toMatchObject({
      code: "tills-open",
      detail: { till: "1", who: cashier.name },
    });
    expect(await count(id, 50_000, undefined, second)).toMatchObject({ code: "not-own-till" });
    expect(await count(id, 50_000, undefined, manager)).toMatchObject({ ok: true });
    expect(await run(manager, closeDay, day)).toMatchObject({ ok: true });
    expect(await run(cashier, openTill, { till: "1", floatFen: 0 })).toMatchObject({
      code: "day-closed",
    });
  });

  test("that was forgotten is shown on later days, for the hall's manager to count", async () => {
    const id = await open();
    room.clock.at += 86_400_000;
    expect(await readTill(room.deps, manager)).toMatchObject({ earlier: [{ id }], today: [] });
    expect(await count(id, 50_000, undefined, manager)).toMatchObject({ ok: true });
    expect(await readTill(room.deps, manager)).toMatchObject({ earlier: [], today: [] });
  });

  test("is counted with all cash that came in meanwhile, or the payment is refused", async () => {
    const id = await open();
    const outcomes = await Promise.all([
      count(id, 50_000, "不符"),
      ...Array.from({ length: 5 }, () => run(cashier, pay, paying("h0", fen(100)))),
    ]);
    const booked = outcomes.slice(1).filter(({ ok }) => ok).length;
    expect((await shift(id)).counts[0]).toMatchObject({ expectedFen: 50_000 + booked * 100 });
    expect(50_000 + (await cashOf(id))).toBe(50_000);
  });
});

describe("over HTTP", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
    await settle(server.deps, 1, { tills: [] });
  });
  afterAll(() => server.close());

  test("a till is opened, counted short and reopened; that of finance is the city's", async () => {
    const { cookie } = await server.signIn(finance.roles);
    const post = (path: string, body: object) =>
      server.request(`/api/ledger/${path}`, { cookie, body });
    const opened = await post("till/open", { till: "财务", floatFen: 10_000 });
    expect(opened).toMatchObject({ status: 200, body: { office: "city", own: { till: "财务" } } });
    const { id } = opened.body.own;
    const short = { pieces: pieces(9_000) };
    const unsaid = await post(`shifts/${id}/count`, short);
    expect(unsaid).toMatchObject({ status: 422, body: { code: "reason-missing" } });
    const counted = await post(`shifts/${id}/count`, { ...short, reason: "少十元" });
    expect(counted.body).toMatchObject({ own: null, today: [{ differenceFen: -1_000 }] });
    const back = await post(`shifts/${id}/reopen`, { reason: "找到了" });
    expect(back.body).toMatchObject({ own: { id, expectedFen: 10_000 } });
    const bad = await post(`shifts/${id}/count`, { pieces: [-1] });
    expect(bad).toMatchObject({ status: 400, body: { code: "bad-input" } });
  });
});
