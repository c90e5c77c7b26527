import { afterEach, beforeEach, expect, test } from "vitest";
import { onEachEngine } from "./each-engine/testing.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import { households } from "@warmline/shared/households/model.ts";
import { cashFen, type PaymentMethod } from "@warmline/shared/ledger/lines.ts";
import { refunds, type Refund } from "@warmline/shared/ledger/refund.ts";
import { DENOMINATIONS_FEN } from "@warmline/shared/ledger/cash.ts";
import { shifts } from "@warmline/shared/ledger/shift.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { codeOf, openApprovalRoom, people, type Post } from "../requests/fixture.ts";
import { transferHousehold } from "./balance-commands.ts";
import { charge } from "./charge-commands.ts";
import { closeDay } from "./close-commands.ts";
import { pay } from "./payment-commands.ts";
import { dropRefund, payRefund, returnRefund } from "./refund-commands.ts";
import { dueRefunds, refundableOf } from "./refund-queries.ts";
import { askRefund } from "./refund-request.ts";
import { balanceOf, openDrawer, prepay } from "./fixture.ts";
import { caller, done, stream } from "./testing.ts";
import { countTill } from "./till-commands.ts";
import { reverse, voidPayment } from "./undo-commands.ts";
import { verifyJournal } from "./verify.ts";

const FEE = 267_470;
const DAY = "2025-11-01";

let room: Awaited<ReturnType<typeof openApprovalRoom>>;

function run<I>(by: Post, command: unknown, input: I) {
  return runCommand(room.deps, caller(people[by]), command as typeof dropRefund, input as never);
}

const sound = async () => expect((await verifyJournal(room.deps.store)).findings).toEqual([]);
const standing = (id = "h0") => balanceOf(room.deps, id);
const prepaid = (yuan: number, method?: PaymentMethod) =>
  prepay(room.deps, people.cashier, yuan, method);
const openTill = (floatFen = 0) => openDrawer(room.deps, people.cashier, floatFen);
const refund = async (id: string): Promise<Refund> => (await room.deps.store.get(refunds, id))!;

const ask = (lotId: string, amountFen: number, more: object = {}, by: Post = "cashier") =>
  run(by, askRefund, {
    id: "h0",
    lotId,
    method: "card",
    amountFen: fen(amountFen),
    reason: "搬走",
    ...more,
  });

async function asked(lotId: string, amountFen: number, more: object = {}): Promise<string> {
  const answer = await ask(lotId, amountFen, more);
  if (!answer.ok) throw new Error(answer.code);
  return answer.value.id;
}

/** Asked for by the cashier, approved by the hall. */
async function due(lotId: string, amountFen: number, more: object = {}): Promise<string> {
  const id = await asked(lotId, amountFen, more);
  expect(codeOf(await room.approve("manager", id))).toBe("ok");
  return id;
}

const count = (by: Post, id: string) =>
  run(by, countTill, { id, pieces: DENOMINATIONS_FEN.map(() => 0), reason: "交款" });

onEachEngine("refunds, %s", (engine) => {
  beforeEach(async () => {
    room = await openApprovalRoom(engine);
  });
  afterEach(() => room.close());

  test("asked for with what it posts, approved, paid out under a number", async () => {
    const lotId = await prepaid(100);
    const id = await asked(lotId, 6_000, { payee: "李四" });
    const { preview, steps, amountFen } = await room.found(id);
    expect(preview).toMatchObject({
      changes: [{ field: "payee", from: [], to: ["李四"] }],
      entries: [{ kind: "refund", amountFen: -6_000 }],
      owed: [{ onAccountFen: { before: 10_000, after: 4_000 } }],
    });
    expect([amountFen, steps.length]).toEqual([6_000, 1]);
    expect(codeOf(await room.approve("cashier", id))).toBe("own-request");
    expect(codeOf(await room.approve("manager", id))).toBe("ok");
    expect(await refund(id)).toMatchObject({ state: "due", asker: { id: "cashier" } });
    expect(await standing()).toEqual([0, 10_000]);

    const channel = { merchant: "POS-1", serial: "77" };
    expect(codeOf(await run("cashier", payRefund, { id, channel }))).toBe("ok");
    const { paid: out, state } = await refund(id);
    expect([state, out?.number, out?.channel]).toEqual(["paid", "TF-XICHENG-2025-000001", channel]);
    expect(await standing()).toEqual([0, 4_000]);
    const [, entry] = await stream(room.deps, "h0");
    expect(entry).toMatchObject({
      id: out?.entryId,
      refundId: id,
      requestId: id,
      office: "hall-xicheng",
      lines: [
        { account: "money", amountFen: -6_000, method: "card" },
        { account: "prepaid", amountFen: 6_000, lotId },
      ],
    });
    expect(codeOf(await run("cashier", payRefund, { id }))).toBe("refund-settled");
    await sound();
  });

  test("cash comes out of the drawer of whoever pays, and the count knows it", async () => {
    const other = await openTill(50_000);
    const lotId = await prepaid(300, "cash");
    const id = await due(lotId, 20_000, { method: "cash" });
    expect(codeOf(await run("finance", payRefund, { id }))).toBe("till-not-open");
    expect(codeOf(await run("cashier", payRefund, { id }))).toBe("ok");
    const cash = (await stream(room.deps, "h0")).filter(({ shiftId }) => shiftId === other);
    expect(cashFen(cash)).toBe(10_000);
    await count("cashier", other);
    const shift = (await room.deps.store.get(shifts, other))!;
    expect(shift.counts.at(-1)?.expectedFen).toBe(60_000);
    expect(codeOf(await run("cashier", returnRefund, { id, reason: "误" }))).toBe("till-closed");
    await sound();
  });

  test("cash paid out in error is back in the drawer, and the payment can be voided", async () => {
    const till = await openTill();
    const lotId = await prepaid(100, "cash");
    const [entry] = await stream(room.deps, "h0");
    const id = await due(lotId, 10_000, { method: "cash" });
    await run("cashier", payRefund, { id });
    const undo = { id: entry!.id, reason: "错户" };
    expect(codeOf(await run("cashier", voidPayment, undo))).toBe("money-refunded");
    expect(codeOf(await run("finance", reverse, undo))).toBe("money-refunded");
    expect(codeOf(await run("second", returnRefund, { id, reason: "误" }))).toBe("not-own-refund");
    expect(codeOf(await run("cashier", returnRefund, { id, reason: "误" }))).toBe("ok");
    expect(await refund(id)).toMatchObject({ state: "returned", returned: { reason: "误" } });
    expect(await standing()).toEqual([0, 10_000]);
    const cash = (await stream(room.deps, "h0")).filter(({ shiftId }) => shiftId === till);
    expect(cash.map(({ detail }) => detail.kind)).toEqual(["payment", "refund", "reversal"]);
    const again = await run("cashier", returnRefund, { id, reason: "误" });
    expect(codeOf(again)).toBe("already-reversed");
    expect(codeOf(await run("cashier", voidPayment, undo))).toBe("ok");
    await sound();
  });

  test("what the bank returned pays at once what was charged meanwhile", async () => {
    const lotId = await prepaid(3_000, "bank");
    const id = await due(lotId, 300_000, { method: "bank" });
    await run("finance", payRefund, { id });
    await done(room.deps, caller(), charge, { id: "h0", season: "2025-2026" });
    expect(await standing()).toEqual([FEE, 0]);
    room.clock.at += 3 * 86_400_000;
    expect(codeOf(await run("cashier", returnRefund, { id, reason: "退票" }))).toBe(
      "not-own-refund",
    );
    expect(codeOf(await run("second", returnRefund, { id, reason: "退票" }))).toBe("ok");
    expect(await standing()).toEqual([0, 300_000 - FEE]);
    await sound();
  });

  test("a large one takes a second yes of finance", async () => {
    const lotId = await prepaid(4_000);
    const id = await asked(lotId, 300_001);
    expect((await room.found(id)).steps).toHaveLength(2);
    await room.approve("manager", id);
    expect(await room.deps.store.get(refunds, id)).toBeNull();
    await room.approve("finance", id);
    expect(await refund(id)).toMatchObject({ state: "due" });
  });

  test("what was charged after the approval is paid first, and the refund is dropped", async () => {
    const lotId = await prepaid(100);
    const id = await due(lotId, 10_000);
    await done(room.deps, caller(), charge, { id: "h0", season: "2025-2026" });
    expect(codeOf(await run("cashier", payRefund, { id }))).toBe("not-on-account");
    expect(codeOf(await run("cashier", dropRefund, { id, reason: "已抵扣" }))).toBe("ok");
    expect(codeOf(await run("cashier", dropRefund, { id, reason: "已抵扣" }))).toBe(
      "refund-settled",
    );
    expect(codeOf(await run("finance", returnRefund, { id, reason: "误" }))).toBe(
      "refund-not-paid",
    );
    expect(await standing()).toEqual([FEE - 10_000, 0]);
    await sound();
  });

  test.each([
    ["not-found", "XICHENG-2025-000001", { id: "nobody" }],
    ["bad-amount", "XICHENG-2025-000001", { amountFen: 0 }],
    ["not-on-account", "XICHENG-2025-000001", { amountFen: 10_001 }],
    ["not-on-account", "XICHENG-2025-000009", {}],
    ["other-way", "XICHENG-2025-000001", { method: "cash" }],
  ])("is not asked for: %s %s", async (code, lotId, more) => {
    await prepaid(100);
    expect(codeOf(await ask(lotId, 1, more))).toBe(code);
  });

  test("is not asked for twice, neither while it waits nor while it is due", async () => {
    const lotId = await prepaid(100);
    const id = await asked(lotId, 1);
    expect(codeOf(await ask(lotId, 2))).toBe("request-pending");
    await room.approve("manager", id);
    expect(codeOf(await ask(lotId, 2))).toBe("refund-waiting");
    await run("cashier", payRefund, { id });
    expect(codeOf(await ask(lotId, 2))).toBe("ok");
  });

  test("what was used meanwhile sends a request back", async () => {
    const lotId = await prepaid(100);
    const id = await asked(lotId, 10_000);
    await done(room.deps, caller(), charge, { id: "h0", season: "2025-2026" });
    expect(codeOf(await room.approve("manager", id))).toBe("changed-since-approved");
    expect(await room.deps.store.get(refunds, id)).toBeNull();
  });

  test("a payment in two ways for two households: of each what it brought", async () => {
    await openTill(100_000);
    const parts = ["h0", "h1"].map((accountId) => ({ accountId, amountFen: fen(6_000) }));
    const tenders = [
      { method: "card", amountFen: fen(8_000) },
      { method: "cash", amountFen: fen(4_000) },
    ] as const;
    const { paymentId } = await done(room.deps, caller(people.cashier), pay, { parts, tenders });
    const h1 = await refundableOf(room.deps, people.finance, "h1");
    expect(h1).toMatchObject({
      value: {
        lots: [
          {
            leftFen: 6_000,
            ways: [
              { method: "card", amountFen: 2_000 },
              { method: "cash", amountFen: 4_000 },
            ],
          },
        ],
      },
    });
    expect(codeOf(await ask(paymentId, 1, { method: "cash" }))).toBe("other-way");
    await run("cashier", payRefund, { id: await due(paymentId, 6_000) });
    const inCard = { id: "h1", method: "card" };
    expect(codeOf(await ask(paymentId, 2_001, inCard))).toBe("more-than-came");
    await run("cashier", payRefund, { id: await due(paymentId, 2_000, inCard) });
    expect(codeOf(await ask(paymentId, 1, inCard))).toBe("more-than-came");
    await run("cashier", payRefund, {
      id: await due(paymentId, 4_000, { id: "h1", method: "cash" }),
    });
    expect(await standing("h0")).toEqual([0, 0]);
    expect(await standing("h1")).toEqual([0, 0]);
    await sound();
  });

  test("what stays with a former holder goes back to them, by each way once in all", async () => {
    const lotId = await prepaid(100);
    await run("cashier", payRefund, { id: await due(lotId, 4_000) });
    const { rev } = (await room.deps.store.get(households, "h0"))!;
    const stay = { name: "赵六", from: "2025-10-20", evidence: "证8", reason: "买卖" };
    await done(room.deps, caller(), transferHousehold, {
      id: "h0",
      rev,
      ...stay,
      balances: "stay",
    });
    const first = (await room.deps.store.find(refunds, { index: "byLot", limit: 1 }))[0]!;
    const back = await run("finance", returnRefund, { id: first.id, reason: "退票" });
    expect(codeOf(back)).toBe("balance-moved");
    expect(codeOf(await ask(lotId, 6_001, { id: "h0.1" }))).toBe("not-on-account");
    await run("cashier", payRefund, { id: await due(lotId, 6_000, { id: "h0.1" }) });
    expect(await standing("h0.1")).toEqual([0, 0]);
    await sound();
  });

  test("a closed day takes no payout; what waits is seen where it was asked", async () => {
    const lotId = await prepaid(100);
    const out = await due(lotId, 4_000);
    await run("cashier", payRefund, { id: out });
    const id = await due(lotId, 6_000);
    const seen = async (by: Post) => (await dueRefunds(room.deps, people[by])).map((one) => one.id);
    expect([await seen("cashier"), await seen("finance")]).toEqual([[id], [id]]);
    expect(await seen("otherManager")).toEqual([]);
    for (const one of await room.deps.store.find(shifts, { index: "byDay", limit: 9 })) {
      if (one.state === "open") await count("finance", one.id);
    }
    await done(room.deps, caller(people.finance), closeDay, { office: "hall-xicheng", day: DAY });
    expect(codeOf(await run("cashier", payRefund, { id }))).toBe("day-closed");
    const back = { id: out, reason: "误" };
    expect(codeOf(await run("cashier", returnRefund, back))).toBe("day-closed");
    room.clock.at += 86_400_000;
    expect(codeOf(await run("cashier", payRefund, { id }))).toBe("ok");
  });

  test("two who pay it out at once: one does", async () => {
    const id = await due(await prepaid(100), 10_000);
    const other = await room.another();
    const results = await Promise.all([
      run("cashier", payRefund, { id }),
      runCommand(other, caller(people.finance), payRefund, { id }),
    ]);
    expect(results.map(codeOf).toSorted()).toEqual(["ok", "refund-settled"]);
    expect(await standing()).toEqual([0, 0]);
    await sound();
  });
});
