import { afterEach, beforeEach, expect, test } from "vitest";
import { fen } from "@warmline/shared/kernel/money.ts";
import { addDays } from "@warmline/shared/kernel/time.ts";
import { onEachEngine } from "../ledger/each-engine/testing.ts";
import { payRefund, returnRefund } from "../ledger/refund-commands.ts";
import { askRefund } from "../ledger/refund-request.ts";
import { caller, done, paid, paying } from "../ledger/testing.ts";
import { voidPayment } from "../ledger/undo-commands.ts";
import { openApprovalRoom, people } from "../requests/fixture.ts";
import { feedReports } from "./feed.ts";
import { readRefunds } from "./read-refunds.ts";
import { readVoids } from "./read-voids.ts";
import { refundsSheet } from "./refunds-sheet.ts";
import { cellsOf } from "./testing.ts";
import { voidsSheet } from "./voids-sheet.ts";

// 退费统计 and 作废冲正监控, by what people at the counter do.

const DAY = "2025-11-01";
const MINUTE_MS = 60_000;
const LIMIT = 50;
const branch = (branchId: string) =>
  ({ ...people.finance, scope: { kind: "branch", branchId } }) as const;

onEachEngine("on %s", (engine) => {
  let room: Awaited<ReturnType<typeof openApprovalRoom>>;
  const ending = { stop: async () => {} };
  beforeEach(async () => {
    room = await openApprovalRoom(engine);
    const stopping = new AbortController();
    const feeding = feedReports(room.deps, stopping.signal);
    ending.stop = async () => {
      stopping.abort();
      await feeding;
      await room.deps.reports.close();
    };
  });
  afterEach(async () => {
    await ending.stop();
    await room.close();
  });

  const cashier = () => caller(people.cashier);
  const prepaid = (yuan: number) =>
    paid(room.deps, cashier(), paying("h0", fen(yuan * 100), { method: "card" }));
  const refunds = async (asked: object = {}, actor: object = people.finance) => {
    const read = await readRefunds(room.deps, actor as never, { ...asked, limit: LIMIT });
    return read.ok ? read.value : Promise.reject(new Error(read.code));
  };
  const voids = async (asked: object = {}, actor: object = people.finance) => {
    const read = await readVoids(room.deps, actor as never, asked);
    return read.ok ? read.value : Promise.reject(new Error(read.code));
  };

  test("refunds: why, by which way, after how many days, and what came back", async () => {
    const { paymentId: lotId } = await prepaid(100);
    const of = { id: "h0", lotId, method: "card", amountFen: fen(6_000), reason: "搬走" } as const;
    const { id } = await done(room.deps, cashier(), askRefund, of);
    room.clock.at += 3 * 24 * 60 * MINUTE_MS;
    expect(await room.approve("manager", id)).toMatchObject({ ok: true });
    await expect.poll(async () => (await refunds()).behind).toBe(0);
    expect((await refunds()).rows).toEqual([]);
    await done(room.deps, cashier(), payRefund, { id });
    await expect.poll(async () => (await refunds()).total.count).toBe(1);
    const sums = { count: 1, paidFen: 6_000, days: 3, longestDays: 3, returned: 0, returnedFen: 0 };
    const ground = { reason: "搬走", method: "card", channel: "counter", ...sums };
    const city = await refunds();
    expect(city).toMatchObject({ total: sums, grounds: [ground], more: 0, disagreements: [] });
    expect(city.rows).toMatchObject([{ id: "branch-1", ...sums }]);
    const home = await refunds({ node: "branch-1/s/b" });
    expect([home.level, home.rows[0]?.number]).toEqual(["household", "100000000"]);
    expect((await refunds({ to: DAY })).rows).toEqual([]);
    expect((await refunds({}, branch("branch-2"))).rows).toEqual([]);
    await expect(refunds({ node: "branch-1" }, branch("branch-2"))).rejects.toThrow("out-of-scope");

    await done(room.deps, cashier(), returnRefund, { id, reason: "退票" });
    await expect.poll(async () => (await refunds()).total.returned).toBe(1);
    const after = await refunds();
    expect(after.total).toEqual({ ...sums, returned: 1, returnedFen: 6_000 });
    const cells = await cellsOf(await refundsSheet(after, "zh"));
    expect(cells[0]).toEqual(["退费统计"]);
    expect(cells.at(-1)).toEqual(["搬走", "刷卡", "柜台", 1, 60, 3, 3, 1, 60, 0]);
  });

  test("voids: of whose takings, what share, and how long after each receipt", async () => {
    await prepaid(300);
    const { entryId, paymentId } = await prepaid(100);
    room.clock.at += 12 * MINUTE_MS + 59_000;
    await done(room.deps, cashier(), voidPayment, { id: entryId, reason: "收错" });
    await expect.poll(async () => (await voids()).total.count).toBe(1);
    const row = { month: "2025-11", office: "hall-xicheng", cashierId: "cashier", count: 1 };
    const sums = { voidedFen: 10_000, takenFen: 40_000, middleMinutes: 12, latestMinutes: 12 };
    const city = await voids();
    expect(city).toMatchObject({ total: { count: 1, takenFen: 40_000 }, disagreements: [] });
    // One receipt alone is none to be looked at.
    const who = { cashierName: "cashier", isOutlier: false };
    expect(city.rows).toEqual([{ ...row, ...sums, ...who }]);
    expect(city.receipts).toEqual([]);
    const receipt = { paymentId, day: DAY, office: "hall-xicheng", kind: "void", minutes: 12 };
    const own = await voids({ cashier: "cashier" });
    expect(own.receipts).toEqual([{ ...receipt, amountFen: 10_000 }]);
    const yesterday = addDays(DAY, -1);
    expect((await voids({ from: yesterday, to: yesterday })).rows).toEqual([]);
    expect((await voids({ office: "hall-nancheng" })).rows).toEqual([]);
    expect((await voids({ cashier: "second" })).rows).toEqual([]);
    expect((await voids({}, branch("branch-1"))).rows).toEqual([]);
    await expect(voids({ office: "city" }, branch("branch-1"))).rejects.toThrow("out-of-scope");
    const cells = await cellsOf(await voidsSheet(own, "zh"));
    expect(cells.find(([month]) => month === "2025-11")).toEqual([
      "2025-11",
      "cashier",
      "hall-xicheng",
      1,
      100,
      400,
      0.25,
      12,
      12,
    ]);
    expect(cells.at(-1)).toEqual([paymentId, DAY, "hall-xicheng", "作废", 100, 12]);
  });
});
