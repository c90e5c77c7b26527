import { afterEach, describe, expect, test } from "vitest";
import { onEachEngine } from "./each-engine/testing.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import { onAccountFen, owedFen } from "@warmline/shared/ledger/account.ts";
import { payments } from "@warmline/shared/ledger/payment.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { charge } from "./charge-commands.ts";
import { pay, type PayInput } from "./payment-commands.ts";
import { receiptOf } from "./receipt-query.ts";
import {
  actor,
  caller,
  cashier,
  done,
  finance,
  openLedgerRoom,
  paying,
  settle,
  storedAccount,
  stream,
  type Engine,
  type LedgerRoom,
} from "./testing.ts";
import { reverse, voidPayment } from "./undo-commands.ts";
import { verifyJournal } from "./verify.ts";

const SEASON = "2025-2026";
const FEE = 267_470;

let room: LedgerRoom;
afterEach(() => room.close());

/** Households of two branches, all charged. */
async function openCharged(engine: Engine = "sqlite"): Promise<string[]> {
  room = await openLedgerRoom(engine);
  const ids = await settle(room.deps, 3);
  for (const id of ids) await done(room.deps, caller(), charge, { id, season: SEASON });
  return ids;
}

/** 3,000.00 of three households: 1,500.00 in cash, of 2,000.00 given, and the rest by card. */
const LANDLORD: PayInput = {
  parts: [
    { accountId: "h0", amountFen: fen(100_000), seenSeq: 1 },
    { accountId: "h1", amountFen: fen(FEE), season: SEASON },
    { accountId: "h2", amountFen: fen(32_530) },
  ],
  tenders: [
    { method: "cash", amountFen: fen(150_000), givenFen: fen(200_000) },
    { method: "card", amountFen: fen(250_000) },
  ],
  payer: "房东",
};

interface Undone {
  readonly id: string;
  readonly reason: string;
}

async function stands(): Promise<number[][]> {
  const accounts = await Promise.all(["h0", "h1", "h2"].map((id) => storedAccount(room.deps, id)));
  return accounts.map((account) => [owedFen(account!), onAccountFen(account!), account!.seq]);
}

async function refused(input: PayInput, who = cashier) {
  const head = await room.deps.store.head();
  const result = await runCommand(room.deps, caller(who), pay, input);
  expect(await room.deps.store.head()).toBe(head);
  return result;
}

describe("one payment over several households and in several ways", () => {
  test("is one receipt, one commit and an entry for each household", async () => {
    await openCharged();
    const head = await room.deps.store.head();
    const paid = await done(room.deps, caller(cashier), pay, LANDLORD);
    expect(await room.deps.store.head()).toBe(head + 1);
    expect(paid).toMatchObject({
      paymentId: "XICHENG-2025-000001",
      changeFen: 50_000,
      parts: [
        { accountId: "h0", owedFen: FEE - 100_000 },
        { accountId: "h1", owedFen: 0 },
        { accountId: "h2", owedFen: FEE - 32_530 },
      ],
    });
    expect(await room.deps.store.get(payments, paid.paymentId)).toMatchObject({
      tenders: [
        { method: "cash", amountFen: 150_000, givenFen: 200_000, changeFen: 50_000 },
        { method: "card", amountFen: 250_000 },
      ],
      parts: paid.parts.map(({ accountId, entryId }) => ({ accountId, entryId })),
      payer: "房东",
    });
    const streams = await Promise.all(["h0", "h1", "h2"].map((id) => stream(room.deps, id)));
    const money = streams.map((entries) =>
      entries.at(-1)!.lines.flatMap(({ method, amountFen }) => (method ? [method, amountFen] : [])),
    );
    expect(money).toEqual([
      ["cash", 100_000],
      ["cash", 50_000, "card", 217_470],
      ["card", 32_530],
    ]);
    expect((await verifyJournal(room.deps.store)).findings).toEqual([]);
  });

  const inBranch = actor(["cashier"], { kind: "branch", branchId: "branch-2" });
  type Part = PayInput["parts"][number];
  const [first, second, third] = LANDLORD.parts as unknown as readonly [Part, Part, Part];
  const parts = (...over: PayInput["parts"]) => ({ ...LANDLORD, parts: over });
  test.each([
    ["not-found", "h9", parts(first, second, { ...third, accountId: "h9" }), cashier],
    ["out-of-scope", "100000000", LANDLORD, inBranch],
    ["account-changed", "100000001", parts(first, { ...second, seenSeq: 7 }, third), cashier],
    [
      "season-not-owed",
      "100000002",
      parts(first, second, { ...third, season: "2024-2025" }),
      cashier,
    ],
  ] as const)("%s of one is refused whole, and says whose", async (code, household, input, who) => {
    await openCharged();
    expect(await refused(input, who)).toMatchObject({ ok: false, code, detail: { household } });
  });

  test("a payment for one household says no number with its refusal", async () => {
    await openCharged();
    const result = await refused({ ...LANDLORD, parts: [{ ...first, seenSeq: 7 }] });
    expect(result).toEqual({ ok: false, code: "account-changed" });
  });

  test.each([
    ["void", (input: Undone) => done(room.deps, caller(cashier), voidPayment, input)],
    ["reversal", (input: Undone) => done(room.deps, caller(finance), reverse, input)],
  ] as const)("a %s of any part undoes all, in one commit", async (kind, undo) => {
    await openCharged();
    const before = await stands();
    const { parts: taken } = await done(room.deps, caller(cashier), pay, LANDLORD);
    const head = await room.deps.store.head();
    const input = { id: taken[1]!.entryId, reason: "重复" };
    const undone = await undo(input);
    expect(await room.deps.store.head()).toBe(head + 1);
    expect(undone.parts.map(({ accountId }) => accountId)).toEqual(["h0", "h1", "h2"]);
    expect(await stands()).toEqual(before.map(([owed = 0]) => [owed, 0, 3]));
    const last = (await stream(room.deps, "h2")).at(-1);
    expect(last).toMatchObject({ detail: { kind }, reverses: taken[2]!.entryId });
    const again = await runCommand(room.deps, caller(finance), reverse, {
      ...input,
      id: taken[0]!.entryId,
    });
    expect(again).toMatchObject({ code: "already-reversed", detail: { household: "100000000" } });
    expect((await verifyJournal(room.deps.store)).findings).toEqual([]);
  });

  test("whoever may not see all its households undoes none of them", async () => {
    await openCharged();
    const { parts: taken } = await done(room.deps, caller(cashier), pay, LANDLORD);
    const elsewhere = actor(["finance"], { kind: "branch", branchId: "branch-2" });
    const input = { id: taken[1]!.entryId, reason: "重复" };
    expect(await runCommand(room.deps, caller(elsewhere), reverse, input)).toMatchObject({
      code: "out-of-scope",
    });
  });
});

onEachEngine("on %s", (engine) => {
  describe("a channel's serial", () => {
    const SLIP = { merchant: "POS-01", serial: "000812" };
    const slip = (over: Partial<PayInput> = {}): PayInput => ({
      parts: [{ accountId: "h0", amountFen: fen(FEE), season: SEASON }],
      tenders: [{ method: "card", amountFen: fen(FEE) }],
      channel: SLIP,
      ...over,
    });

    test("asked again it is the same payment, with the same answer", async () => {
      await openCharged(engine);
      const first = await done(room.deps, caller(cashier), pay, slip());
      await done(room.deps, caller(finance), pay, {
        ...slip(),
        channel: undefined,
        parts: [{ accountId: "h0", amountFen: fen(FEE) }],
      });
      const head = await room.deps.store.head();
      expect(await done(room.deps, caller(cashier), pay, slip())).toEqual(first);
      expect(await room.deps.store.head()).toBe(head);
      expect(await room.deps.store.get(payments, first.paymentId)).toMatchObject({
        channel: { kind: "counter", ...SLIP },
      });
    });

    test("with anything else it is refused; at another terminal it is another", async () => {
      await openCharged(engine);
      const { paymentId: receipt } = await done(room.deps, caller(cashier), pay, slip());
      const others: PayInput[] = [
        slip({ parts: [{ accountId: "h1", amountFen: fen(FEE), season: SEASON }] }),
        slip({ payer: "李四" }),
        slip({ tenders: [{ method: "bank", amountFen: fen(FEE) }], effectiveOn: "2025-10-31" }),
        slip({ tenders: [{ method: "bank", amountFen: fen(FEE) }] }),
        slip({ parts: [{ accountId: "h0", amountFen: fen(FEE) }] }),
      ];
      for (const input of others) {
        const detail = { serial: SLIP.serial, receipt };
        expect(await refused(input)).toMatchObject({ code: "serial-used", detail });
      }
      const elsewhere = slip({
        channel: { ...SLIP, merchant: "POS-02" },
        parts: [{ accountId: "h0", amountFen: fen(FEE) }],
      });
      expect((await done(room.deps, caller(cashier), pay, elsewhere)).paymentId).not.toBe(receipt);
    });

    test("many at once on two processes are one payment", async () => {
      await openCharged(engine);
      const processes = [room.deps, await room.another()];
      const results = await Promise.all(
        Array.from({ length: 8 }, (_, place) =>
          done(
            processes[place % 2]!,
            caller(place % 3 === 0 ? cashier : { ...cashier, scope: { kind: "city" } }),
            pay,
            slip(),
          ),
        ),
      );
      expect(new Set(results.map(({ paymentId }) => paymentId)).size).toBe(1);
      expect(await stream(room.deps, "h0")).toHaveLength(2);
    });

    test("a voided payment gives its slip back, a reversed one does not", async () => {
      await openCharged(engine);
      const { parts } = await done(room.deps, caller(cashier), pay, slip());
      const undo = { id: parts[0]!.entryId, reason: "记错户" };
      await done(room.deps, caller(cashier), voidPayment, undo);
      const right = slip({ parts: [{ accountId: "h1", amountFen: fen(FEE) }] });
      const second = await done(room.deps, caller(cashier), pay, right);
      expect(await done(room.deps, caller(cashier), pay, right)).toEqual(second);
      await done(room.deps, caller(finance), reverse, { ...undo, id: second.parts[0]!.entryId });
      expect(await done(room.deps, caller(cashier), pay, right)).toEqual(second);
      expect(await refused(slip())).toMatchObject({ code: "serial-used" });
    });
  });
});

onEachEngine("a value date, on %s", (engine) => {
  describe("of a payment by bank", () => {
    const byBank = (effectiveOn: string): PayInput => ({
      parts: [{ accountId: "h0", amountFen: fen(FEE) }],
      tenders: [{ method: "bank", amountFen: fen(FEE) }],
      effectiveOn,
    });

    test("is the day from which it counts, on its entry and receipt", async () => {
      await openCharged(engine);
      const { paymentId } = await done(room.deps, caller(cashier), pay, byBank("2025-10-20"));
      const [, entry] = await stream(room.deps, "h0");
      expect(entry).toMatchObject({ bookedOn: "2025-11-01", effectiveOn: "2025-10-20" });
      const receipt = await receiptOf(room.deps, finance, paymentId);
      expect(receipt).toMatchObject({ value: { effectiveOn: "2025-10-20" } });
    });

    test("that is the day of the books says nothing more", async () => {
      await openCharged(engine);
      await done(room.deps, caller(cashier), pay, byBank("2025-11-01"));
      const [, entry] = await stream(room.deps, "h0");
      expect(entry).not.toHaveProperty("effectiveOn");
    });

    test.each([
      ["value-date-later", byBank("2025-11-02")],
      ["value-date-earlier", byBank("2025-10-01")],
      ["value-date-not-bank", { ...paying("h0", fen(FEE)), effectiveOn: "2025-10-31" }],
    ])("%s: nothing is taken", async (code, input) => {
      await openCharged(engine);
      expect(await refused(input)).toMatchObject({ code });
      expect(await stream(room.deps, "h0")).toHaveLength(1);
    });
  });
});
