import { afterEach, describe, expect, test, vi } from "vitest";
import { seededRandom, type Random } from "@warmline/shared/kernel/ids.ts";
import { addFen, fen, smallerFen, ZERO_FEN, type Fen } from "@warmline/shared/kernel/money.ts";
import { price10k } from "@warmline/shared/kernel/price.ts";
import type { Result } from "@warmline/shared/kernel/result.ts";
import { cityDate } from "@warmline/shared/kernel/time.ts";
import { onAccountFen, owedFen } from "@warmline/shared/ledger/account.ts";
import { isSettled, sameAccount } from "@warmline/shared/ledger/check.ts";
import { replay } from "@warmline/shared/ledger/entry.ts";
import { PAYMENT_METHODS, sumFen, type PaymentMethod } from "@warmline/shared/ledger/lines.ts";
import { accountOf } from "@warmline/shared/ledger/position.ts";
import type { Deps } from "../../platform/deps.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { changeCatalogue } from "../catalogue/change-command.ts";
import { charge } from "./charge-commands.ts";
import { chargeLateFee } from "./late-fee-command.ts";
import { openBalances } from "./opening-commands.ts";
import { applyPrepaid } from "./apply-command.ts";
import { pay } from "./payment-commands.ts";
import { payRefund, returnRefund } from "./refund-commands.ts";
import { orderRefund } from "./refund-request.ts";
import { reverse } from "./undo-commands.ts";
import {
  caller,
  cashier,
  done,
  finance,
  MONGO_URL,
  openLedgerRoom,
  paying,
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

const system = { kind: "system", id: "p", name: "p" } as const;
/** 1‰ a day for every season. */
const LATE_FEES = {
  base: 1,
  changes: [
    {
      list: "rules",
      row: {
        code: "late-fee",
        zh: "违约金",
        en: "Late fee",
        from: "2000-01-01",
        rule: {
          kind: "late-fee",
          share10k: price10k(1_000),
          graceDays: 0,
          maxShare10k: price10k(300_000),
          fees: ["heat"],
        },
      },
    },
  ],
  reason: "供热条例",
} as const;

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
      await done(room.deps, { ...caller(), actor: system }, changeCatalogue, LATE_FEES);
      const processes = [room.deps, await room.another()];
      const random = seededRandom(seed);
      let carriedOut = 0;
      for (let step = 0; step < STEPS; step += AT_ONCE) {
        const batch = Array.from({ length: AT_ONCE }, async (_, place) => {
          const household = households[Math.floor(random.next() * households.length)]!;
          return randomCommand(processes[place % 2]!, household, random);
        });
        for (const result of await Promise.all(batch)) carriedOut += result.ok ? 1 : 0;
        // By the next of them some are late.
        room.clock.at += 86_400_000;
      }
      expect(carriedOut).toBeGreaterThan(STEPS / 4);
      for (const household of households) await holds(room.deps, household);
      const all = await Promise.all(households.map((one) => stream(room.deps, one)));
      expect(all.flat().some(({ detail }) => detail.kind === "lateFee")).toBe(true);
      expect((await verifyJournal(room.deps.store)).findings).toEqual([]);
    });

    test("the same key many times at once, on two processes: one effect, one answer", async () => {
      room = await openLedgerRoom(engine);
      const [householdId = ""] = await settle(room.deps);
      const processes = [room.deps, await room.another()];
      const once = caller(cashier);
      const results = await Promise.all(
        Array.from({ length: 16 }, (_, place) =>
          runCommand(
            processes[place % 2]!,
            once,
            pay,
            paying(householdId, fen(777), { method: "bank" }),
          ),
        ),
      );
      const ids = results.map((result) =>
        result.ok ? result.value.parts[0]?.entryId : result.code,
      );
      expect(new Set(ids).size).toBe(1);
      expect(await stream(room.deps, householdId)).toHaveLength(1);
      expect(await storedAccount(room.deps, householdId)).toMatchObject({
        lots: [{ leftFen: 777 }],
      });
    });

    test("two cashiers at one household: every payment counts, none is lost", async () => {
      room = await openLedgerRoom(engine);
      const [householdId = ""] = await settle(room.deps);
      await done(room.deps, caller(), charge, { id: householdId, season: "2025-2026" });
      const processes = [room.deps, await room.another()];
      const results = await Promise.all(
        Array.from({ length: 10 }, (_, place) =>
          runCommand(
            processes[place % 2]!,
            caller(place % 3 === 0 ? finance : cashier),
            pay,
            paying(householdId, fen(30_000)),
          ),
        ),
      );
      expect(results.filter(({ ok }) => ok)).toHaveLength(10);
      const account = (await storedAccount(room.deps, householdId))!;
      const stands = [owedFen(account), onAccountFen(account), account.seq];
      expect(stands).toEqual([0, 300_000 - 267_470, 11]);
      await holds(room.deps, householdId);
    });

    test("whoever was shown an older account is told before money is taken", async () => {
      room = await openLedgerRoom(engine);
      const [householdId = ""] = await settle(room.deps);
      await done(room.deps, caller(), charge, { id: householdId, season: "2025-2026" });
      const other = await room.another();
      const input = paying(householdId, fen(267_470), { seenSeq: 1 });
      const results = await Promise.all([
        runCommand(room.deps, caller(cashier), pay, input),
        runCommand(other, caller(finance), pay, input),
      ]);
      const codes = results.map((result) => (result.ok ? "ok" : result.code));
      expect(codes.toSorted()).toEqual(["account-changed", "ok"]);
    });
  });
});

/** Replay equals the cached account, debits equal credits, nothing is free beside what is open. */
async function holds(deps: Deps, household: string): Promise<void> {
  const entries = await stream(deps, household);
  const account = (await storedAccount(deps, household))!;
  expect(sameAccount(accountOf(replay(household, entries)), account)).toBe(true);
  expect(isSettled(account)).toBe(true);
  expect(sumFen(entries.flatMap(({ lines }) => lines))).toBe(0);
}

async function randomCommand(
  deps: Deps,
  id: string,
  random: Random,
): Promise<Result<unknown, string>> {
  const upTo = (count: number) => Math.floor(random.next() * count);
  const season = SEASONS[upTo(SEASONS.length)]!;
  // All draws come before the first await, so that a seed gives the same commands each time.
  const [kind, amountFen, place] = [upTo(11), fen(1 + upTo(300_000)), upTo(40)];
  const method = PAYMENT_METHODS[upTo(PAYMENT_METHODS.length)]!;
  const chosen = upTo(3) === 0 ? season : undefined;
  switch (kind) {
    case 0:
    case 1:
      return runCommand(deps, caller(), charge, { id, season });
    case 2:
    case 3:
    case 4:
      return runCommand(
        deps,
        caller(cashier),
        pay,
        paying(id, amountFen, { method, season: chosen }),
      );
    case 5:
      return runCommand(deps, caller(), applyPrepaid, { id, season: chosen });
    case 6: {
      const nothing = { relievedFen: ZERO_FEN, writtenOffFen: ZERO_FEN };
      const sums = { chargedFen: addFen(amountFen, fen(7)), paidFen: fen(7), ...nothing };
      const input = { id, seasons: [{ season, ...sums }], prepaidFen: fen(5) };
      return runCommand(deps, caller(), openBalances, input);
    }
    case 10:
      return runCommand(deps, caller(), chargeLateFee, { id, day: cityDate(deps.clock.now()) });
    case 7:
    case 8:
      return refundOne(deps, id, { amountFen, method, place });
    default: {
      const entries = await stream(deps, id);
      const entry = entries[place % Math.max(1, entries.length)];
      const refundId = entry?.detail.kind === "refund" ? entry.refundId : undefined;
      if (refundId !== undefined) {
        return runCommand(deps, caller(), returnRefund, { id: refundId, reason: "退票" });
      }
      return runCommand(deps, caller(), reverse, { id: entry?.id ?? "none", reason: "错" });
    }
  }
}

/** Of what is on account, mostly by a way that it came: ordered, then paid out, each if it may. */
async function refundOne(
  deps: Deps,
  id: string,
  draw: { readonly amountFen: Fen; readonly method: PaymentMethod; readonly place: number },
): Promise<Result<unknown, string>> {
  const { lots = [] } = (await storedAccount(deps, id)) ?? {};
  const lot = lots[draw.place % Math.max(1, lots.length)];
  if (lot === undefined) return { ok: false, code: "nothing-prepaid" };
  const amountFen = smallerFen(draw.amountFen, lot.leftFen);
  const { lotId, method = draw.method } = lot;
  const program = { ...caller(), actor: { kind: "system", id: "clerk", name: "王芳" } as const };
  const wanted = { id, lotId, method, amountFen, reason: "搬走" };
  const ordered = await runCommand(deps, program, orderRefund, wanted);
  return ordered.ok ? runCommand(deps, caller(), payRefund, ordered.value) : ordered;
}
