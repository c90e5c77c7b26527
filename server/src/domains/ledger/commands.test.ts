import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { households } from "@warmline/shared/households/model.ts";
import { audit } from "@warmline/shared/audit/model.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { applyPrepaid } from "./apply-prepaid.ts";
import { charge } from "./charge.ts";
import { chargeMany } from "./charge-many.ts";
import { openBalances } from "./open-balances.ts";
import { pay } from "./pay.ts";
import { reverse } from "./reverse.ts";
import {
  actor,
  caller,
  cashier,
  finance,
  openLedgerRoom,
  settle,
  space,
  storedAccount,
  stream,
  XICHENG,
  type LedgerRoom,
} from "./testing.ts";

const SEASON = "2025-2026";
const DAY_MS = 86_400_000;

let room: LedgerRoom;
beforeEach(async () => {
  room = await openLedgerRoom();
  await settle(room.deps);
});
afterEach(() => room.close());

async function charged() {
  const result = await charge(room.deps, caller(), { householdId: "h0", season: SEASON });
  if (!result.ok) throw new Error(result.code);
  return result.value;
}

async function paid(who = cashier, amountFen = 100_000) {
  const input = { householdId: "h0", method: "cash", amountFen } as const;
  const result = await pay(room.deps, caller(who), input);
  if (!result.ok) throw new Error(result.code);
  return result.value;
}

test("charged, paid, reversed: the debt of each moment, and the account as stored", async () => {
  expect((await charged()).debt).toMatchObject({ owedFen: 267_470, seq: 1 });
  const payment = await paid();
  expect(payment.debt).toMatchObject({ owedFen: 167_470, prepaidFen: 0, seq: 2 });
  expect(payment.entry.detail).toMatchObject({
    receiptNumber: "XICHENG-2025-000001",
    hallId: "hall-xicheng",
    allocations: [{ season: SEASON, amountFen: 100_000 }],
  });
  const input = { entryId: payment.entry.id, reason: "收错了" };
  const back = await reverse(room.deps, caller(cashier), input);
  expect(back).toMatchObject({ ok: true, value: { debt: { owedFen: 267_470 } } });
  expect(await storedAccount(room.deps, "h0")).toMatchObject({ seq: 3, owedFen: 267_470 });
  const seen = await room.deps.store.find(audit, { index: "byTime" });
  expect(seen.map(({ command }) => command)).toEqual([
    "ledger.charge",
    "ledger.pay",
    "ledger.reverse",
  ]);
  expect(seen.at(-1)).toMatchObject({ actorId: cashier.id, reason: "收错了" });
});

describe("refusals of commands", () => {
  const nobody = actor(["finance"], { kind: "branch", branchId: "branch-2" });
  const input = { householdId: "h0", method: "cash", amountFen: 100 } as const;

  test.each([
    ["key-missing", () => pay(room.deps, { ...caller(nobody), key: undefined as never }, input)],
    ["not-found", () => pay(room.deps, caller(nobody), { ...input, householdId: "h9" })],
    ["out-of-scope", () => pay(room.deps, caller(nobody), { ...input, amountFen: 0 })],
    ["account-changed", () => pay(room.deps, caller(), { ...input, amountFen: 0, seenSeq: 7 })],
    ["bad-amount", () => pay(room.deps, caller(), { ...input, amountFen: 0, season: SEASON })],
    ["season-not-owed", () => pay(room.deps, caller(), { ...input, season: SEASON })],
    ["season-unknown", () => charge(room.deps, caller(), { householdId: "h0", season: "1" })],
    ["nothing-prepaid", () => applyPrepaid(room.deps, caller(), { householdId: "h0" })],
    [
      "nothing-to-open",
      () => openBalances(room.deps, caller(), { householdId: "h0", balances: [], prepaidFen: 0 }),
    ],
    ["not-found", () => reverse(room.deps, caller(), { entryId: "e", reason: "" })],
  ] as const)("%s", async (code, run) => {
    const head = await room.deps.store.head();
    expect(await run()).toMatchObject({ ok: false, code });
    expect(await room.deps.store.head()).toBe(head);
  });

  test("no-contract: the household has none in that season", async () => {
    await settleWithout();
    const result = await charge(room.deps, caller(), { householdId: "h0", season: SEASON });
    expect(result).toMatchObject({ code: "no-contract" });
  });

  async function settleWithout() {
    const { contracts } = await import("@warmline/shared/households/model.ts");
    const contract = await room.deps.store.get(contracts, `h0/${SEASON}`);
    await room.deps.store.commit([replace(contracts, contract!, { ...contract!, state: "ended" })]);
  }

  test("key-reused: another amount, another person, another command", async () => {
    const once = caller(cashier);
    expect(await pay(room.deps, once, input)).toMatchObject({ ok: true });
    const seen = [
      await pay(room.deps, once, { ...input, amountFen: 101 }),
      await pay(room.deps, { ...once, actor: finance }, input),
      await applyPrepaid(room.deps, once, { householdId: "h0" }),
    ];
    expect(seen.map((result) => !result.ok && result.code)).toEqual(Array(3).fill("key-reused"));
    expect(await stream(room.deps, "h0")).toHaveLength(1);
  });
});

test("the same key again: the first answer again, also of a reversal that settled", async () => {
  const { entry } = await charged();
  const once = caller(cashier);
  const input = { householdId: "h0", method: "wechat", amountFen: 50_000, seenSeq: 1 } as const;
  const first = await pay(room.deps, once, input);
  expect(await pay(room.deps, once, input)).toEqual(first);
  const undo = caller();
  const reversed = await reverse(room.deps, undo, { entryId: entry.id, reason: "面积有误" });
  expect(reversed).toMatchObject({ value: { settlement: { detail: { kind: "settled" } } } });
  const again = await reverse(room.deps, undo, { entryId: entry.id, reason: "面积有误" });
  expect(again).toMatchObject({
    value: {
      entry: { id: reversed.ok && reversed.value.entry.id },
      settlement: { id: reversed.ok && reversed.value.settlement?.id },
      debt: { owedFen: 0, prepaidFen: 50_000 },
    },
  });
  expect(await stream(room.deps, "h0")).toHaveLength(4);
});

describe("who may reverse", () => {
  const manager = actor(["hall-manager"], XICHENG);
  const other = { ...cashier, id: "another-cashier" };
  const nextHall = { kind: "hall", hallId: "hall-nancheng" } as const;

  test.each([
    ["the cashier, the same day", cashier, 0, "ok"],
    ["the cashier, the next day", cashier, DAY_MS, "not-same-day"],
    ["another cashier", other, 0, "not-own-payment"],
    ["the hall's manager, later", manager, 30 * DAY_MS, "ok"],
    ["another hall's manager", actor(["hall-manager"], nextHall), 0, "other-hall"],
    ["finance, later", finance, 400 * DAY_MS, "ok"],
    ["an agent", actor(["agent"]), 0, "forbidden"],
  ] as const)("a payment: %s", async (_name, who, later, code) => {
    const { entry } = await paid();
    room.clock.at += later;
    const result = await reverse(room.deps, caller(who), { entryId: entry.id, reason: "错" });
    expect(result.ok ? "ok" : result.code).toBe(code);
  });

  test.each([
    ["the cashier", cashier, "forbidden"],
    ["the hall's manager", manager, "forbidden"],
    ["finance", finance, "ok"],
  ] as const)("a charge: %s", async (_name, who, code) => {
    const { entry } = await charged();
    const result = await reverse(room.deps, caller(who), { entryId: entry.id, reason: "错" });
    expect(result.ok ? "ok" : result.code).toBe(code);
  });

  test("nobody twice, not even at once", async () => {
    const { entry } = await charged();
    const results = await Promise.all(
      Array.from({ length: 8 }, () =>
        reverse(room.deps, caller(), { entryId: entry.id, reason: "错" }),
      ),
    );
    const codes = results.map((result) => (result.ok ? "ok" : result.code));
    expect(codes.filter((code) => code === "ok")).toHaveLength(1);
    expect(codes.filter((code) => code === "already-reversed")).toHaveLength(7);
  });
});

describe("bulk charging", () => {
  test("charges once, and a rerun changes nothing", async () => {
    const ids = await addHouseholds(20);
    const first = await chargeMany(room.deps, caller(), { season: SEASON, householdIds: ids });
    expect(first).toEqual({ ok: true, value: { charged: 20, already: 0, refused: [] } });
    const head = await room.deps.store.head();
    const again = await chargeMany(room.deps, caller(), { season: SEASON, householdIds: ids });
    expect(again).toEqual({ ok: true, value: { charged: 0, already: 20, refused: [] } });
    expect(await room.deps.store.head()).toBe(head);
  });

  test("two runs at once, and payments between them, charge each household once", async () => {
    const ids = await addHouseholds(30);
    const input = { season: SEASON, householdIds: ids };
    const other = await room.another();
    await Promise.all([
      chargeMany(room.deps, caller(), input),
      chargeMany(other, caller(), input),
      ...ids.map((householdId) =>
        pay(room.deps, caller(cashier), { householdId, method: "cash", amountFen: 100 }),
      ),
    ]);
    await chargeMany(room.deps, caller(), input);
    for (const id of ids) {
      const account = (await storedAccount(room.deps, id))!;
      expect(account.seasons[0]!.chargedFen).toBe(267_470);
      expect(account.owedFen - account.prepaidFen).toBe(267_470 - 100);
    }
  });

  test("a payment under whatever key from outside does not pass for the charge", async () => {
    const [id = ""] = await addHouseholds(1);
    const key = `charge/${SEASON}/${id}`;
    const input = { householdId: id, method: "cash", amountFen: 100 } as const;
    await pay(room.deps, caller(cashier, key), input);
    const result = await chargeMany(room.deps, caller(), { season: SEASON, householdIds: [id] });
    expect(result).toMatchObject({ value: { charged: 1, already: 0 } });
  });

  test("who cannot be charged is named, the others are charged", async () => {
    const ids = await addHouseholds(3);
    const result = await chargeMany(room.deps, caller(), {
      season: SEASON,
      householdIds: [...ids, "h99"],
    });
    expect(result).toMatchObject({
      value: { charged: 3, refused: [{ householdId: "h99", code: "no-contract" }] },
    });
  });

  async function addHouseholds(count: number): Promise<string[]> {
    await room.close();
    room = await openLedgerRoom();
    return settle(room.deps, count);
  }
});

test("receipt numbers of a hall have no gaps, whatever was refused between them", async () => {
  await Promise.all(
    Array.from({ length: 30 }, (_, place) =>
      pay(room.deps, caller(cashier), {
        householdId: "h0",
        method: "cash",
        amountFen: place % 3 === 0 ? 0 : 100,
      }),
    ),
  );
  const numbers = (await stream(room.deps, "h0")).map(({ detail }) =>
    detail.kind === "payment" ? detail.receiptNumber : "",
  );
  expect(numbers.toSorted()).toEqual(
    Array.from({ length: 20 }, (_, place) => `XICHENG-2025-${String(place + 1).padStart(6, "0")}`),
  );
});

test("a space that is not settled by area is not charged", async () => {
  await room.close();
  room = await openLedgerRoom();
  await settle(room.deps, 1, { spaces: [space(), space({ id: "s2", settlement: "two-part" })] });
  const result = await charge(room.deps, caller(), { householdId: "h0", season: SEASON });
  expect(result).toMatchObject({ code: "rule-missing" });
  expect(await room.deps.store.get(households, "h0")).not.toBeNull();
});
