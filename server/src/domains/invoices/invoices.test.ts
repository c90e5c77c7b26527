import { afterEach, beforeEach, expect, test } from "vitest";
import { onEachEngine } from "../ledger/each-engine/testing.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import { invoices } from "@warmline/shared/invoices/model.ts";
import { payments } from "@warmline/shared/ledger/payment.ts";
import type { StaffActor } from "@warmline/shared/access/actor.ts";
import type { Command } from "../../platform/commands/command.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { actor, caller, cashier, done, finance, openLedgerRoom } from "../ledger/testing.ts";
import type { LedgerRoom } from "../ledger/testing.ts";
import { pay } from "../ledger/payment-commands.ts";
import { reverse, voidPayment } from "../ledger/undo-commands.ts";
import { askInvoice } from "./ask-command.ts";
import { dropInvoice, mendInvoice } from "./change-commands.ts";
import { claimInvoice } from "./course-commands.ts";
import {
  asked,
  BUYER,
  charged,
  corrected,
  FEE,
  invoiceOf,
  issued,
  pays,
  SEASON,
  standing,
  withVat,
} from "./fixture.ts";
import { ISSUER } from "./issue-job.ts";
import { redInvoice } from "./red-commands.ts";

onEachEngine("invoices on %s", (engine) => {
  let room: LedgerRoom;
  beforeEach(async () => {
    room = await openLedgerRoom(engine);
    await charged(room.deps, 2);
  });
  afterEach(() => room.close());

  const run = <I, S, V, C extends string>(
    command: Command<I, S, V, C>,
    input: I,
    who: StaffActor = finance,
  ) => runCommand(room.deps, caller(who), command, input);

  async function entryOf(paymentId: string): Promise<string> {
    return (await room.deps.store.get(payments, paymentId))!.parts[0]!.entryId;
  }

  test("what a payment paid is invoiced with its tax, what is on account is not", async () => {
    await withVat(room.deps);
    const receipt = await pays(room.deps, FEE + 10_000);
    const id = await asked(room.deps, receipt);
    expect(id).toBe("FP-XICHENG-2025-000001");
    expect(await invoiceOf(room.deps, id)).toMatchObject({
      kind: "blue",
      state: "wanted",
      buyer: BUYER,
      paymentIds: [receipt],
      accountIds: ["h0"],
      lines: [{ season: SEASON, fee: "heat", netFen: 245_385, taxFen: 22_085, grossFen: FEE }],
      rules: [{ ruleCode: "vat", catalogueVersion: 2 }],
    });
    const again = await run(askInvoice, { of: { paymentId: receipt }, buyer: BUYER });
    expect(again).toMatchObject({ code: "nothing-to-invoice" });
  });

  test("two who ask for the same payment at once get one invoice, and lose no number", async () => {
    await withVat(room.deps);
    const receipt = await pays(room.deps);
    const other = await room.another();
    const input = { of: { paymentId: receipt }, buyer: BUYER };
    const results = await Promise.all(
      [room.deps, other, room.deps, other].map((deps) =>
        runCommand(deps, caller(cashier), askInvoice, input),
      ),
    );
    const refused = results.flatMap((one) => (one.ok ? [] : [one.code]));
    expect(refused).toEqual(Array.from({ length: 3 }, () => "nothing-to-invoice"));
    expect(await standing(room.deps, receipt)).toMatchObject({ paidFen: FEE, invoicedFen: FEE });
    const second = await asked(room.deps, await pays(room.deps, FEE, "h1"));
    expect(second).toBe("FP-XICHENG-2025-000002");
  });

  test("a season is invoiced over all payments that paid it", async () => {
    await withVat(room.deps);
    const receipts = [await pays(room.deps, 100_000), await pays(room.deps, FEE)];
    await asked(room.deps, receipts[0]!);
    const of = { accountId: "h0", season: SEASON };
    const { id } = await done(room.deps, caller(cashier), askInvoice, { of, buyer: BUYER });
    expect(await invoiceOf(room.deps, id)).toMatchObject({
      paymentIds: [receipts[1]],
      grossFen: FEE - 100_000,
    });
  });

  test("a payment for two households is one invoice", async () => {
    await withVat(room.deps);
    const parts = ["h0", "h1"].map((accountId) => ({ accountId, amountFen: fen(FEE) }));
    const tenders = [{ method: "card", amountFen: fen(2 * FEE) }] as const;
    const { paymentId } = await done(room.deps, caller(cashier), pay, { parts, tenders });
    const id = await asked(room.deps, paymentId);
    expect(await invoiceOf(room.deps, id)).toMatchObject({
      accountIds: ["h0", "h1"],
      grossFen: 2 * FEE,
    });
  });

  test("what is voided before it is issued is dropped, after it a red one follows", async () => {
    await withVat(room.deps);
    const [first, second] = [await pays(room.deps), await pays(room.deps, FEE, "h1")];
    const waiting = await asked(room.deps, first);
    const blue = await issued(room.deps, await asked(room.deps, second));
    for (const receipt of [first, second]) {
      const input = { id: await entryOf(receipt), reason: "错户" };
      await done(room.deps, caller(cashier), voidPayment, input);
      expect(await corrected(room.deps, receipt)).toBe(1);
      expect(await standing(room.deps, receipt)).toMatchObject({ paidFen: 0, invoicedFen: 0 });
    }
    expect((await invoiceOf(room.deps, waiting)).state).toBe("dropped");
    const { all } = await standing(room.deps, second);
    expect(all.find(({ kind }) => kind === "red")).toMatchObject({
      id: "FP-XICHENG-2025-000003",
      state: "wanted",
      blueId: blue.id,
      grossFen: -FEE,
      netFen: 0 - blue.netFen,
      taxFen: 0 - blue.taxFen,
      buyer: BUYER,
    });
  });

  test("what is voided while it is being issued is corrected once it is known", async () => {
    await withVat(room.deps);
    const receipt = await pays(room.deps);
    const id = await asked(room.deps, receipt);
    await done(room.deps, ISSUER, claimInvoice, { id, attempt: 1 });
    await done(room.deps, caller(), reverse, { id: await entryOf(receipt), reason: "错户" });
    expect(await corrected(room.deps, receipt)).toBe(0);
    await issued(room.deps, id);
    expect(await corrected(room.deps, receipt)).toBe(1);
    expect(await standing(room.deps, receipt)).toMatchObject({ invoicedFen: 0 });
  });

  test("taken back whole it may be asked for again, under another title", async () => {
    await withVat(room.deps);
    const receipt = await pays(room.deps);
    const { id, rev } = await issued(room.deps, await asked(room.deps, receipt));
    const red = await run(redInvoice, { id, rev, reason: "抬头有误" });
    expect(red.ok).toBe(true);
    const input = { of: { paymentId: receipt }, buyer: { title: "张三" } };
    const again = await done(room.deps, caller(cashier), askInvoice, input);
    expect(await invoiceOf(room.deps, again.id)).toMatchObject({ grossFen: FEE });
    expect(await standing(room.deps, receipt)).toMatchObject({ paidFen: FEE, invoicedFen: FEE });
    const twice = await run(redInvoice, { id, rev, reason: "再次" });
    expect(twice).toMatchObject({ code: "invoice-all-red" });
  });

  test.each([
    ["not-found", { of: { paymentId: "XICHENG-2025-000009" }, buyer: BUYER }, finance],
    ["not-found", { of: { accountId: "h9", season: SEASON }, buyer: BUYER }, finance],
    ["nothing-to-invoice", { of: { accountId: "h1", season: SEASON }, buyer: BUYER }, finance],
    [
      "tax-number-wrong",
      { of: { paymentId: "XICHENG-2025-000001" }, buyer: { title: "超市", taxNumber: "1" } },
      finance,
    ],
    [
      "out-of-scope",
      { of: { paymentId: "XICHENG-2025-000001" }, buyer: BUYER },
      actor(["finance"], { kind: "branch", branchId: "branch-2" }),
    ],
  ] as const)("is not asked for: %s", async (code, input, who) => {
    await withVat(room.deps);
    await pays(room.deps);
    expect(await run(askInvoice, input, who)).toMatchObject({ code });
    expect(await room.deps.store.find(invoices, { index: "byAsked" })).toEqual([]);
  });

  test("without rates of VAT for the day of the payment nothing is invoiced", async () => {
    const paymentId = await pays(room.deps);
    const input = { of: { paymentId }, buyer: BUYER };
    expect(await run(askInvoice, input)).toMatchObject({ code: "vat-missing" });
  });

  test("before it is issued it gets another title, or is dropped; afterwards neither", async () => {
    await withVat(room.deps);
    const receipt = await pays(room.deps);
    const id = await asked(room.deps, receipt);
    const titled = await run(mendInvoice, { id, rev: 1, buyer: { title: "李四" } });
    expect(titled.ok).toBe(true);
    expect(await invoiceOf(room.deps, id)).toMatchObject({ buyer: { title: "李四" }, attempt: 1 });
    expect(await run(dropInvoice, { id, rev: 1, reason: "不要了" })).toMatchObject({
      code: "changed-meanwhile",
    });
    expect((await run(dropInvoice, { id, rev: 2, reason: "不要了" })).ok).toBe(true);
    const other = await issued(room.deps, await asked(room.deps, receipt));
    const { rev } = other;
    for (const command of [mendInvoice, dropInvoice]) {
      const input = { id: other.id, rev, reason: "不要了" };
      expect(await run(command, input)).toMatchObject({ code: "invoice-issued" });
    }
  });
});
