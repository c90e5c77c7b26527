import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { fen } from "@warmline/shared/kernel/money.ts";
import { cityDate } from "@warmline/shared/kernel/time.ts";
import { books } from "@warmline/shared/ledger/books.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { verifyStore } from "../../platform/stores/verify-store.ts";
import { startTestServer, type TestServer } from "../../testing.ts";
import { collections } from "../../modules.ts";
import { charge } from "./charge-commands.ts";
import { closeDay, reopenDay } from "./close-commands.ts";
import { listDays, readDay } from "./day-queries.ts";
import { entryPage } from "./queries.ts";
import { keepSheet } from "./day-sheet.ts";
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
import { reverse, voidPayment } from "./undo-commands.ts";

const DAY = { office: "hall-xicheng", day: "2025-11-01" };
const manager = actor(["hall-manager"], XICHENG);
const other = { ...finance, id: "other-finance", name: "other-finance" };

describe("the books of a day", () => {
  let room: LedgerRoom;
  beforeEach(async () => {
    room = await openLedgerRoom();
    await settle(room.deps, 1, { tills: [] });
  });
  afterEach(() => room.close());

  const paid = (method: "cash" | "card", amountFen: number) =>
    take(room.deps, caller(cashier), paying("h0", fen(amountFen), { method }));
  const close = async (of = DAY, who = manager) => {
    const closed = await runCommand(room.deps, caller(who), closeDay, of);
    if (closed.ok) await keepSheet(room.deps, caller(who), of);
    return closed;
  };
  const read = async (of = DAY) => {
    const day = await readDay(room.deps, finance, of);
    return day.ok ? day.value : day.code;
  };

  test("hold a void of what they hold, also by who works in another hall by then", async () => {
    const { entryId } = await paid("card", 5_000);
    const moved: typeof cashier = { ...cashier, scope: { kind: "hall", hallId: "hall-dongcheng" } };
    const undo = { id: entryId, reason: "重复" };
    await close();
    const barred = await runCommand(room.deps, caller(moved), voidPayment, undo);
    expect(barred).toMatchObject({ code: "day-closed" });
    const page = await entryPage(room.deps, cashier, { householdId: "h0", limit: 1 });
    expect(page).toMatchObject({ value: { entries: [{ id: entryId, settled: "day-closed" }] } });
    await done(room.deps, caller(other), reopenDay, { ...DAY, reason: "补记" });
    await done(room.deps, caller(moved), voidPayment, undo);
    await close();
    expect(await read()).toMatchObject({
      totals: {
        rows: [
          { kind: "payment", amountFen: 5_000 },
          { kind: "void", amountFen: -5_000 },
        ],
        receipts: { count: 1, voided: 1 },
      },
    });
  });

  test("are closed with what the day came to, by kind and way, and its receipts", async () => {
    await done(room.deps, caller(), charge, { id: "h0", season: "2025-2026" });
    await paid("card", 100_000);
    const { entryId } = await paid("card", 5_000);
    await done(room.deps, caller(cashier), voidPayment, { id: entryId, reason: "重复" });
    const third = await paid("card", 7_000);
    await done(room.deps, caller(manager), reverse, { id: third.entryId, reason: "退" });
    await take(room.deps, caller(), paying("h0", fen(1), { method: "bank" }));
    await close();
    expect(await read()).toMatchObject({
      state: "closed",
      closedBy: manager.name,
      totals: {
        rows: [
          { kind: "payment", method: "card", count: 3, amountFen: 112_000 },
          { kind: "reversal", method: "card", count: 1, amountFen: -7_000 },
          { kind: "void", method: "card", count: 1, amountFen: -5_000 },
        ],
        receipts: {
          count: 3,
          voided: 1,
          first: "XICHENG-2025-000001",
          last: "XICHENG-2025-000003",
        },
      },
    });
    const days = await listDays(room.deps, finance, { from: "2025-11-01", to: "2025-11-01" });
    expect(days).toMatchObject({
      days: [
        { office: "city", officeName: "", state: "open", entries: 1 },
        { office: "hall-xicheng", officeName: "西城大厅", state: "closed", entries: 5 },
      ],
    });
  });

  test("carry the anchor of the history before them, which the verification takes", async () => {
    await paid("card", 100_000);
    await close();
    const day = await read();
    const { anchor } = day as { readonly anchor: { position: number; hash: string } };
    const verified = await verifyStore(room.deps.store, collections, { anchor });
    expect(verified.findings).toEqual([]);
    const [first, ...rest] = anchor.hash;
    const forged = { ...anchor, hash: [first === "0" ? "1" : "0", ...rest].join("") };
    const refuted = await verifyStore(room.deps.store, collections, { anchor: forged });
    expect(refuted.findings).toMatchObject([/not that of the anchor/]);
  });

  test("closed by a process that died before adding them up are added up by the next", async () => {
    await paid("card", 100);
    await done(room.deps, caller(manager), closeDay, DAY);
    expect(await read()).not.toHaveProperty("anchor");
    expect(await close()).toMatchObject({ ok: true });
    await keepSheet(room.deps, caller(manager), DAY);
    const kept = (await room.deps.store.get(books, "hall-xicheng/2025-11-01"))!;
    expect([kept.rev, kept.closings.length]).toEqual([2, 1]);
  });

  test("are reopened with a reason, by somebody else; both closes stay on record", async () => {
    await close(DAY, finance);
    const reopen = (who = other, reason = "漏记一笔") =>
      runCommand(room.deps, caller(who), reopenDay, { ...DAY, reason });
    expect(await reopen(finance)).toMatchObject({ code: "own-close" });
    expect(await reopen(other, " ")).toMatchObject({ code: "reason-missing" });
    expect(await reopen()).toMatchObject({ ok: true });
    await paid("card", 100);
    await close();
    expect(await read()).toMatchObject({
      totals: { receipts: { count: 1 } },
      closings: [
        { by: finance.name, reopenedBy: other.name, reopenedFor: "漏记一笔" },
        { by: manager.name },
      ],
    });
  });

  test.each([
    ["not-found", closeDay, { office: "nowhere", day: DAY.day }, finance],
    ["out-of-scope", closeDay, { office: "branch-2", day: DAY.day }, manager],
    ["out-of-scope", closeDay, { office: "city", day: DAY.day }, manager],
    ["day-not-begun", closeDay, { ...DAY, day: "2025-11-02" }, manager],
    ["day-not-closed", reopenDay, { ...DAY, reason: "错" }, finance],
  ] as const)("%s", async (code, command, input, who) => {
    const head = await room.deps.store.head();
    const asked = runCommand(room.deps, caller(who), command as never, input as never);
    expect(await asked).toMatchObject({ ok: false, code });
    expect(await room.deps.store.head()).toBe(head);
  });

  test("already-closed: once is enough", async () => {
    await close();
    expect(await close()).toMatchObject({ code: "already-closed" });
  });

  test("of another's office are not told", async () => {
    const day = await readDay(room.deps, cashier, { office: "city", day: DAY.day });
    expect(day).toMatchObject({ code: "not-found" });
    await take(room.deps, caller(), paying("h0", fen(1), { method: "bank" }));
    const list = await listDays(room.deps, cashier, { from: DAY.day, to: DAY.day });
    expect(list).toEqual({ days: [] });
  });
});

describe("over HTTP", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
    await settle(server.deps, 1, { tills: [] });
  });
  afterAll(() => server.close());

  test("a day is closed, printed from, and reopened by another of finance", async () => {
    const { cookie } = await server.signIn(["finance"]);
    const day = cityDate(server.deps.clock.now());
    const path = `/api/ledger/days/city/${day}`;
    const money = {
      parts: [{ accountId: "h0", amountFen: 100 }],
      tenders: [{ method: "bank", amountFen: 100 }],
    };
    await server.request("/api/payments", { cookie, body: money });
    const closed = await server.request(`${path}/close`, { cookie, body: {} });
    expect(closed).toMatchObject({ status: 200, body: { state: "closed" } });
    expect(closed.body.anchor.hash).toMatch(/^[0-9a-f]{64}$/);
    const late = await server.request("/api/payments", { cookie, body: money });
    expect(late).toMatchObject({ status: 409, body: { code: "day-closed" } });
    expect(late.body.message).toContain(day);
    const own = await server.request(`${path}/reopen`, { cookie, body: { reason: "漏记" } });
    expect(own).toMatchObject({ status: 403, body: { code: "own-close" } });
    const second = await server.signIn(["finance"]);
    const back = await server.request(`${path}/reopen`, {
      cookie: second.cookie,
      body: { reason: "漏记" },
    });
    expect(back).toMatchObject({ status: 200, body: { state: "open" } });
    const list = await server.request(`/api/ledger/days?from=${day}&to=${day}`, { cookie });
    expect(list.body.days).toMatchObject([{ office: "city", state: "open", entries: 1 }]);
    const long = await server.request("/api/ledger/days?from=2025-01-01&to=2026-01-01", { cookie });
    expect(long).toMatchObject({ status: 400, body: { code: "bad-input" } });
  });
});
