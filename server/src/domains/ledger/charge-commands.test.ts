import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fen, ZERO_FEN } from "@warmline/shared/kernel/money.ts";
import { onAccountFen, owedFen } from "@warmline/shared/ledger/account.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { charge, chargeMany } from "./charge-commands.ts";
import { openBalances, openMany } from "./opening-commands.ts";
import { pay } from "./payment-commands.ts";
import {
  caller,
  cashier,
  done,
  openLedgerRoom,
  paying,
  settle,
  space,
  storedAccount,
  stream,
  type LedgerRoom,
} from "./testing.ts";
import { reverse } from "./undo-commands.ts";

const SEASON = "2025-2026";

let room: LedgerRoom;
beforeEach(async () => {
  room = await openLedgerRoom();
});
afterEach(() => room.close());

describe("bulk charging", () => {
  test("a chunk again answers what it answered first; a new run finds all charged", async () => {
    const householdIds = await settle(room.deps, 20);
    const run = caller();
    const first = await done(room.deps, run, chargeMany, { season: SEASON, householdIds });
    expect(first).toEqual({ charged: 20, already: 0, refused: [] });
    const head = await room.deps.store.head();
    expect(await done(room.deps, run, chargeMany, { season: SEASON, householdIds })).toEqual(first);
    const anew = await done(room.deps, caller(), chargeMany, { season: SEASON, householdIds });
    expect(anew).toEqual({ charged: 0, already: 20, refused: [] });
    expect(await room.deps.store.head()).toBe(head);
  });

  test("keys belong to a run: after a reversal the next run charges again", async () => {
    const householdIds = await settle(room.deps, 2);
    const run = caller();
    await done(room.deps, run, chargeMany, { season: SEASON, householdIds });
    const [entry] = await stream(room.deps, "h0");
    await done(room.deps, caller(), reverse, { id: entry!.id, reason: "面积有误" });
    await done(room.deps, run, chargeMany, { season: SEASON, householdIds });
    expect(owedFen((await storedAccount(room.deps, "h0"))!)).toBe(0);
    const next = await done(room.deps, caller(), chargeMany, { season: SEASON, householdIds });
    expect(next).toEqual({ charged: 1, already: 1, refused: [] });
    expect(owedFen((await storedAccount(room.deps, "h0"))!)).toBe(267_470);
  });

  test("two runs at once, and payments between them, charge each household once", async () => {
    const householdIds = await settle(room.deps, 30);
    const input = { season: SEASON, householdIds };
    const other = await room.another();
    await Promise.all([
      done(room.deps, caller(), chargeMany, input),
      done(other, caller(), chargeMany, input),
      ...householdIds.map((id) => done(room.deps, caller(cashier), pay, paying(id, fen(100)))),
    ]);
    for (const id of householdIds) {
      const account = (await storedAccount(room.deps, id))!;
      expect(account.sums).toMatchObject([{ chargedFen: 267_470, paidFen: 100 }]);
      expect(onAccountFen(account)).toBe(0);
    }
  });

  test("what is on account pays at once, whoever cannot be charged is named", async () => {
    const ids = await settle(room.deps, 3);
    await done(room.deps, caller(cashier), pay, paying("h1", fen(300_000)));
    const report = await done(room.deps, caller(), chargeMany, {
      season: SEASON,
      householdIds: [...ids, "h99"],
    });
    expect(report).toEqual({
      charged: 3,
      already: 0,
      refused: [{ householdId: "h99", code: "not-found" }],
    });
    const account = (await storedAccount(room.deps, "h1"))!;
    expect([owedFen(account), onAccountFen(account)]).toEqual([0, 32_530]);
  });
});

test.each([
  ["settled by two parts", { settlement: "two-part" }],
  ["higher than 3 m", { storeyHeightMm: 3_450 }],
] as const)("a space %s is not charged as if it were not", async (_, over) => {
  await settle(room.deps, 1, { spaces: [space(), space({ id: "s2", ...over })] });
  const result = await runCommand(room.deps, caller(), charge, { id: "h0", season: SEASON });
  expect(result).toMatchObject({ code: "rule-missing" });
});

test("a season taken over is never charged, whether it was paid or not", async () => {
  await settle(room.deps);
  const nothing = { relievedFen: ZERO_FEN, writtenOffFen: ZERO_FEN };
  const whole = { chargedFen: fen(267_470), paidFen: fen(267_470) };
  const seasons = [{ season: SEASON, ...whole, ...nothing }];
  await done(room.deps, caller(), openBalances, { id: "h0", seasons, prepaidFen: ZERO_FEN });
  const result = await runCommand(room.deps, caller(), charge, { id: "h0", season: SEASON });
  expect(result).toMatchObject({ code: "already-charged" });
  const rows = [{ number: "100000000", seasons, prepaidFen: ZERO_FEN }];
  const again = await done(room.deps, caller(), openMany, { rows, reason: "结转" });
  expect(again).toMatchObject({ taken: 0, already: 1, faults: [] });
});
