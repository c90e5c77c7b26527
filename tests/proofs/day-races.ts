import { setTimeout as sleep } from "node:timers/promises";
import { closeDay } from "@warmline/server/domains/ledger/close-commands.ts";
import { keepSheet, totalsOf } from "@warmline/server/domains/ledger/day-sheet.ts";
import { pay } from "@warmline/server/domains/ledger/payment-commands.ts";
import {
  caller,
  cashier,
  done,
  MONGO_URL,
  openLedgerRoom,
  paying,
  settle,
  type Engine,
  type LedgerRoom,
} from "@warmline/server/domains/ledger/testing.ts";
import { runCommand } from "@warmline/server/platform/commands/run-command.ts";
import type { Deps } from "@warmline/server/platform/deps.ts";
import { seededRandom } from "@warmline/shared/kernel/ids.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import { cityDate } from "@warmline/shared/kernel/time.ts";
import { books, booksId } from "@warmline/shared/ledger/books.ts";
import { entries } from "@warmline/shared/ledger/entry.ts";
import type { Measurable, Measured } from "../../tools/measured.ts";

const ROUNDS = 300;
const HOUSEHOLDS = 4;
const OFFICE = "hall-xicheng";
const DAY_MS = 86_400_000;
/** The close comes at any time while the payments are booked, one after the other. */
const CLOSE_WITHIN_MS = { sqlite: 20, mongo: 150 } as const;

/**
 * A day is closed in one process while payments are booked on it in another. Whoever comes first, a
 * closed day has taken nothing since, and its sheet tells what it took.
 */
export const dayRaces: Measurable = {
  about: "payments beside the close of their day: a closed day takes nothing more",
  async run({ seed, rounds = ROUNDS }) {
    const engines: Engine[] = MONGO_URL === undefined ? ["sqlite"] : ["sqlite", "mongo"];
    const measured: Measured[] = [];
    for (const engine of engines) {
      const { booked, refused, broken } = await raceDays(engine, seed, rounds);
      measured.push({
        name: `payments beside the close of their day on ${engine}`,
        value: `${rounds} rounds, ${booked} booked, ${refused} too late, ${broken} broken`,
        target: "0 broken, of each some",
        holds: broken === 0 && booked > 0 && refused > 0,
      });
    }
    return measured;
  },
};

interface Outcome {
  readonly booked: number;
  /** Payments that found their day closed. */
  readonly refused: number;
  readonly broken: number;
}

export async function raceDays(engine: Engine, seed: number, rounds: number): Promise<Outcome> {
  const room = await openLedgerRoom(engine);
  try {
    await settle(room.deps, HOUSEHOLDS, { tills: [] });
    const other = await room.another();
    const random = seededRandom(seed);
    const sums = { booked: 0, refused: 0, broken: 0 };
    for (let round = 0; round < rounds; round += 1) {
      const one = await raceOnce(room, other, () => random.next() * CLOSE_WITHIN_MS[engine]);
      sums.booked += one.booked;
      sums.refused += HOUSEHOLDS - one.booked;
      if (one.fault === null) continue;
      if (sums.broken === 0) process.stderr.write(`seed ${seed}, round ${round}: ${one.fault}\n`);
      sums.broken += 1;
    }
    return sums;
  } finally {
    await room.close();
  }
}

/** Every round has a day of its own. */
async function raceOnce(
  { deps, clock }: LedgerRoom,
  other: Deps,
  closeAfterMs: () => number,
): Promise<{ readonly booked: number; readonly fault: string | null }> {
  clock.at += DAY_MS;
  const of = { office: OFFICE, day: cityDate(deps.clock.now()) };
  const head = await deps.store.head();
  const payments = Array.from({ length: HOUSEHOLDS }, async (_, place) => {
    const input = paying(`h${place}`, fen(100), { method: "card" });
    const paid = await runCommand(deps, caller(cashier), pay, input);
    if (!paid.ok && paid.code !== "day-closed") throw new Error(`refused: ${paid.code}`);
    return paid.ok;
  });
  const close = async () => {
    await sleep(closeAfterMs());
    await done(other, caller(), closeDay, of);
    await keepSheet(other, caller(), of);
  };
  const [, ...paid] = await Promise.all([close(), ...payments]);
  const booked = paid.filter(Boolean).length;
  const writes = (await deps.store.read(head, 100)).flatMap((commit) => commit.writes);
  const closed = writes.findIndex(({ collection }) => collection === books.name);
  const late = writes.findLastIndex(({ collection }) => collection === entries.name) > closed;
  if (late) return { booked, fault: `${of.day} took an entry after it was closed` };
  const kept = (await deps.store.get(books, booksId(of.office, of.day)))?.closings[0]?.sheet;
  const counted = kept?.totals.receipts.count;
  const now = (await totalsOf(deps.store, of)).receipts.count;
  const fault = counted === booked && now === booked ? null : `${booked} booked, ${counted} kept`;
  return { booked, fault };
}
