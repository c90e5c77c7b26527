import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { audit } from "@warmline/shared/audit/model.ts";
import { endContract } from "../households/contract-commands.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import { owedFen } from "@warmline/shared/ledger/account.ts";
import type { PaymentMethod } from "@warmline/shared/ledger/lines.ts";
import { payments } from "@warmline/shared/ledger/payment.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { charge } from "./charge-commands.ts";
import { openBalances } from "./opening-commands.ts";
import { applyPrepaid } from "./apply-command.ts";
import { pay } from "./payment-commands.ts";
import {
  actor,
  caller,
  cashier,
  done,
  finance,
  openLedgerRoom,
  paid as takePayment,
  paying,
  settle,
  storedAccount,
  stream,
  XICHENG,
  type LedgerRoom,
} from "./testing.ts";
import { reverse, voidPayment } from "./undo-commands.ts";

const SEASON = "2025-2026";
const DAY_MS = 86_400_000;

let room: LedgerRoom;
beforeEach(async () => {
  room = await openLedgerRoom();
  await settle(room.deps);
});
afterEach(() => room.close());

function charged() {
  return done(room.deps, caller(), charge, { id: "h0", season: SEASON });
}

function paid(who = cashier, amountFen = fen(100_000), method: PaymentMethod = "cash") {
  return takePayment(room.deps, caller(who), paying("h0", amountFen, { method }));
}

test("charged, paid, voided: what is owed at each moment, and the account as stored", async () => {
  expect(await charged()).toMatchObject({ owedFen: 267_470, onAccountFen: 0, seq: 1 });
  const payment = await paid();
  expect(payment).toMatchObject({ owedFen: 167_470, seq: 2, paymentId: "XICHENG-2025-000001" });
  expect(await room.deps.store.get(payments, "XICHENG-2025-000001")).toMatchObject({
    bookedOn: "2025-11-01",
    tenders: [{ method: "cash", amountFen: 100_000 }],
    channel: { kind: "counter" },
    officeId: "hall-xicheng",
    takenBy: cashier.id,
    parts: [{ accountId: "h0", entryId: payment.entryId, amountFen: 100_000 }],
  });
  const input = { id: payment.entryId, reason: "收错了" };
  const back = await done(room.deps, caller(cashier), voidPayment, input);
  expect(back.parts).toMatchObject([{ accountId: "h0", owedFen: 267_470, seq: 3 }]);
  const account = (await storedAccount(room.deps, "h0"))!;
  expect([account.seq, owedFen(account)]).toEqual([3, 267_470]);
  const seen = await room.deps.store.find(audit, { index: "byTime" });
  expect(seen.map(({ command }) => command)).toEqual([
    "ledger.charge",
    "ledger.pay",
    "ledger.void",
  ]);
  expect(seen.at(-1)).toMatchObject({ actorId: cashier.id, reason: "收错了" });
  const entries = await stream(room.deps, "h0");
  expect(entries.map(({ auditId }) => auditId)).toEqual(seen.map(({ id }) => id));
  expect(entries.map(({ place }) => place)).toEqual(
    Array(3).fill("branch-1/s/b/阳光/residential/"),
  );
});

describe("refusals of commands", () => {
  const nobody = actor(["finance"], { kind: "branch", branchId: "branch-2" });
  const input = paying("h0", fen(100));
  const none = paying("h0", fen(0));
  const nothing = { id: "h0", seasons: [], prepaidFen: 0 };
  test.each([
    ["not-found", () => runCommand(room.deps, caller(nobody), pay, paying("h9", fen(100)))],
    ["out-of-scope", () => runCommand(room.deps, caller(nobody), pay, none)],
    [
      "account-changed",
      () => runCommand(room.deps, caller(), pay, paying("h0", fen(0), { seenSeq: 7 })),
    ],
    [
      "bad-amount",
      () => runCommand(room.deps, caller(), pay, paying("h0", fen(0), { season: SEASON })),
    ],
    [
      "season-not-owed",
      () => runCommand(room.deps, caller(), pay, paying("h0", fen(100), { season: SEASON })),
    ],
    ["season-unknown", () => runCommand(room.deps, caller(), charge, { id: "h0", season: "1" })],
    ["nothing-prepaid", () => runCommand(room.deps, caller(), applyPrepaid, { id: "h0" })],
    [
      "bad-amount",
      () => runCommand(room.deps, caller(), openBalances, { ...nothing, prepaidFen: fen(-1) }),
    ],
    ["not-found", () => runCommand(room.deps, caller(), reverse, { id: "e", reason: "" })],
    ["not-found", () => runCommand(room.deps, caller(), voidPayment, { id: "e", reason: "" })],
  ] as const)("%s", async (code, asked) => {
    const head = await room.deps.store.head();
    expect(await asked()).toMatchObject({ ok: false, code });
    expect(await room.deps.store.head()).toBe(head);
  });

  test("no-contract: the household has none in that season", async () => {
    const ending = { id: "h0", season: SEASON, rev: 1, reason: "终止" };
    await done(room.deps, caller(), endContract, ending);
    const result = await runCommand(room.deps, caller(), charge, { id: "h0", season: SEASON });
    expect(result).toMatchObject({ code: "no-contract" });
  });

  test("key-reused: another amount, another command; another person's key is another", async () => {
    const once = caller(cashier);
    expect(await runCommand(room.deps, once, pay, input)).toMatchObject({ ok: true });
    const seen = [
      await runCommand(room.deps, once, pay, paying("h0", fen(101))),
      await runCommand(room.deps, once, applyPrepaid, { id: "h0" }),
    ];
    expect(seen.map((result) => !result.ok && result.code)).toEqual(["key-reused", "key-reused"]);
    expect(await stream(room.deps, "h0")).toHaveLength(1);
    await done(room.deps, { ...once, actor: finance }, pay, input);
    expect(await stream(room.deps, "h0")).toHaveLength(2);
  });
});

test("the same key again answers as of the entry, whatever came since", async () => {
  await charged();
  const once = caller(cashier);
  const input = paying("h0", fen(50_000), { method: "wechat", seenSeq: 1 });
  const first = await done(room.deps, once, pay, input);
  expect(first.parts).toMatchObject([{ owedFen: 217_470, seq: 2 }]);
  await paid();
  room.clock.at += DAY_MS;
  expect(await done(room.deps, once, pay, input)).toEqual(first);
  expect(await stream(room.deps, "h0")).toHaveLength(3);
});

describe("who may undo", () => {
  const manager = actor(["hall-manager"], XICHENG);
  const other = { ...cashier, id: "another-cashier" };
  const nextHall = { kind: "hall", hallId: "hall-nancheng" } as const;

  test.each([
    ["the cashier, the same day", cashier, 0, "ok"],
    ["the cashier, the next day", cashier, DAY_MS, "not-same-day"],
    ["another cashier", other, 0, "not-own-payment"],
    ["finance, who did not take it", finance, 0, "not-own-payment"],
  ] as const)("voids a payment: %s", async (_name, who, later, code) => {
    const { entryId: id } = await paid();
    room.clock.at += later;
    const result = await runCommand(room.deps, caller(who), voidPayment, { id, reason: "错" });
    expect(result.ok ? "ok" : result.code).toBe(code);
  });

  test.each([
    ["the hall's manager, the same day", manager, 0, "ok"],
    ["the hall's manager, later", manager, 30 * DAY_MS, "approval-needed"],
    ["another hall's manager", actor(["hall-manager"], nextHall), 0, "other-hall"],
    ["finance, the same day", finance, 0, "ok"],
    ["finance, later", finance, 400 * DAY_MS, "approval-needed"],
    ["the cashier", cashier, 0, "forbidden"],
    ["an agent", actor(["agent"]), 0, "forbidden"],
  ] as const)("reverses a payment: %s", async (_name, who, later, code) => {
    const { entryId: id } = await paid();
    room.clock.at += later;
    const result = await runCommand(room.deps, caller(who), reverse, { id, reason: "错" });
    expect(result.ok ? "ok" : result.code).toBe(code);
  });

  test.each([
    ["the cashier", cashier, "forbidden"],
    ["the hall's manager", manager, "forbidden"],
    ["finance", finance, "ok"],
  ] as const)("reverses a charge: %s", async (_name, who, code) => {
    const { entryId: id } = await charged();
    const result = await runCommand(room.deps, caller(who), reverse, { id, reason: "错" });
    expect(result.ok ? "ok" : result.code).toBe(code);
  });

  test("nobody twice, not even at once", async () => {
    const { entryId: id } = await charged();
    const results = await Promise.all(
      Array.from({ length: 8 }, () =>
        runCommand(room.deps, caller(), reverse, { id, reason: "错" }),
      ),
    );
    const codes = results.map((result) => (result.ok ? "ok" : result.code));
    expect(codes.filter((code) => code === "ok")).toHaveLength(1);
    expect(codes.filter((code) => code === "already-reversed")).toHaveLength(7);
  });
});

describe("receipts", () => {
  test("of an office have no gaps, whatever was refused between them", async () => {
    await Promise.all(
      Array.from({ length: 30 }, (_, place) =>
        runCommand(room.deps, caller(cashier), pay, paying("h0", fen(place % 3 === 0 ? 0 : 100))),
      ),
    );
    const numbers = (await stream(room.deps, "h0")).map(({ paymentId }) => paymentId);
    expect(new Set(numbers)).toEqual(
      new Set(
        Array.from(
          { length: 20 },
          (_, place) => `XICHENG-2025-${String(place + 1).padStart(6, "0")}`,
        ),
      ),
    );
  });

  test.each([
    ["a hall", cashier, "XICHENG-2025-000001"],
    [
      "a branch",
      actor(["cashier"], { kind: "branch", branchId: "branch-1" }),
      "BRANCH-1-2025-000001",
    ],
    ["the city", actor(["cashier"]), "CITY-2025-000001"],
  ])("each office has its own series: %s", async (_, who, number) => {
    expect((await paid(who, fen(100), "card")).paymentId).toBe(number);
  });

  test("are of the year of the day that the entry is booked on", async () => {
    room.clock.at = Date.parse("2025-12-31T15:59:59.999Z");
    const byCard = () => paid(cashier, fen(100), "card");
    expect((await byCard()).paymentId).toBe("XICHENG-2025-000001");
    // Recorded later than the one before, and so in the next year: whatever the clock says.
    const next = await byCard();
    const [, entry] = await stream(room.deps, "h0");
    expect(next.paymentId).toBe("XICHENG-2026-000001");
    expect(entry).toMatchObject({ bookedOn: "2026-01-01", paymentId: "XICHENG-2026-000001" });
  });
});
