import { afterEach, describe, expect, test, vi } from "vitest";
import { seededRandom, type Random } from "@warmline/shared/kernel/ids.ts";
import type { Result } from "@warmline/shared/kernel/result.ts";
import { isSettled, replay } from "@warmline/shared/ledger/account.ts";
import { sameAccount } from "@warmline/shared/ledger/check.ts";
import { sumFen } from "@warmline/shared/ledger/lines.ts";
import { PAYMENT_METHODS } from "@warmline/shared/ledger/model.ts";
import type { Deps } from "../../platform/deps.ts";
import { applyPrepaid } from "./apply-prepaid.ts";
import { charge } from "./charge.ts";
import { openBalances } from "./open-balances.ts";
import { pay } from "./pay.ts";
import type { PostedEntry } from "./post.ts";
import { reverse } from "./reverse.ts";
import {
  caller,
  cashier,
  finance,
  MONGO_URL,
  openLedgerRoom,
  SEASONS,
  settle,
  storedAccount,
  stream,
  type LedgerRoom,
} from "./testing.ts";
import { verifyJournal } from "./verify.ts";

// A MongoDB just started takes its time over the first collections.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const STEPS = 120;
const SEEDS = [11, 12, 13];
const AT_ONCE = 8;

let room: LedgerRoom;
afterEach(() => room.close());

const engines = [
  { engine: "sqlite", missing: false },
  { engine: "mongo", missing: MONGO_URL === undefined },
] as const;

describe.each(engines)("on $engine", ({ engine, missing }) => {
  describe.skipIf(missing)("with WARMLINE_TEST_MONGO_URL", () => {
    test.each(SEEDS)("a random stream of two processes, seed %i, stays sound", async (seed) => {
      room = await openLedgerRoom(engine);
      const households = await settle(room.deps, 3);
      const processes = [room.deps, await room.another()];
      const random = seededRandom(seed);
      let done = 0;
      for (let step = 0; step < STEPS; step += AT_ONCE) {
        const batch = Array.from({ length: AT_ONCE }, async (_, place) => {
          const household = households[Math.floor(random.next() * households.length)]!;
          return randomCommand(processes[place % 2]!, household, random);
        });
        for (const result of await Promise.all(batch)) done += result.ok ? 1 : 0;
      }
      expect(done).toBeGreaterThan(STEPS / 4);
      for (const household of households) await holds(room.deps, household);
      expect((await verifyJournal(room.deps.store)).findings).toEqual([]);
    });

    test("the same key many times at once, on two processes: one effect, one answer", async () => {
      room = await openLedgerRoom(engine);
      const [householdId = ""] = await settle(room.deps);
      const processes = [room.deps, await room.another()];
      const once = caller(cashier);
      const results = await Promise.all(
        Array.from({ length: 16 }, (_, place) =>
          pay(processes[place % 2]!, once, { householdId, method: "bank", amountFen: 777 }),
        ),
      );
      const ids = results.map((result) => (result.ok ? result.value.entry.id : result.code));
      expect(new Set(ids).size).toBe(1);
      expect(await stream(room.deps, householdId)).toHaveLength(1);
      expect(await storedAccount(room.deps, householdId)).toMatchObject({ prepaidFen: 777 });
    });

    test("two cashiers at one household: every payment counts, none is lost", async () => {
      room = await openLedgerRoom(engine);
      const [householdId = ""] = await settle(room.deps);
      await charge(room.deps, caller(), { householdId, season: "2025-2026" });
      const processes = [room.deps, await room.another()];
      const results = await Promise.all(
        Array.from({ length: 10 }, (_, place) =>
          pay(processes[place % 2]!, caller(place % 3 === 0 ? finance : cashier), {
            householdId,
            method: "cash",
            amountFen: 30_000,
          }),
        ),
      );
      expect(results.filter(({ ok }) => ok)).toHaveLength(10);
      const account = (await storedAccount(room.deps, householdId))!;
      expect(account).toMatchObject({ owedFen: 0, prepaidFen: 300_000 - 267_470, seq: 11 });
      await holds(room.deps, householdId);
    });

    test("whoever was shown an older account is told before money is taken", async () => {
      room = await openLedgerRoom(engine);
      const [householdId = ""] = await settle(room.deps);
      await charge(room.deps, caller(), { householdId, season: "2025-2026" });
      const other = await room.another();
      const input = { householdId, method: "cash", amountFen: 267_470, seenSeq: 1 } as const;
      const results = await Promise.all([
        pay(room.deps, caller(cashier), input),
        pay(other, caller(finance), input),
      ]);
      const codes = results.map((result) => (result.ok ? "ok" : result.code));
      expect(codes.toSorted()).toEqual(["account-changed", "ok"]);
    });
  });
});

/** Replay equals the cached account, debits equal credits, and nobody paid more than was due. */
async function holds(deps: Deps, household: string): Promise<void> {
  const entries = await stream(deps, household);
  const account = (await storedAccount(deps, household))!;
  expect(sameAccount(replay(household, entries), account)).toBe(true);
  expect(isSettled(account)).toBe(true);
  expect(sumFen(entries.flatMap(({ lines }) => lines))).toBe(0);
  for (const { chargedFen, openingFen, paidFen } of account.seasons) {
    expect(paidFen).toBeLessThanOrEqual(chargedFen + openingFen);
  }
}

async function randomCommand(
  deps: Deps,
  householdId: string,
  random: Random,
): Promise<Result<PostedEntry>> {
  const upTo = (count: number) => Math.floor(random.next() * count);
  const season = SEASONS[upTo(SEASONS.length)]!;
  // All draws come before the first await, so that a seed gives the same commands each time.
  const [kind, amountFen, place] = [upTo(8), 1 + upTo(300_000), upTo(40)];
  const method = PAYMENT_METHODS[upTo(PAYMENT_METHODS.length)]!;
  const chosen = upTo(3) === 0 ? season : undefined;
  switch (kind) {
    case 0:
    case 1:
      return charge(deps, caller(), { householdId, season });
    case 2:
    case 3:
    case 4:
      return pay(deps, caller(cashier), { householdId, method, amountFen, season: chosen });
    case 5:
      return applyPrepaid(deps, caller(), { householdId, season: chosen });
    case 6: {
      const balances = [{ season, owedFen: amountFen }];
      return openBalances(deps, caller(), { householdId, balances, prepaidFen: 5 });
    }
    default: {
      const entries = await stream(deps, householdId);
      const entryId = entries[place % Math.max(1, entries.length)]?.id ?? "none";
      return reverse(deps, caller(), { entryId, reason: "错" });
    }
  }
}
