import { PILOT } from "@warmline/shared/catalogue/metered-testing.ts";
import { valveOpening } from "@warmline/shared/catalogue/service-testing.ts";
import { askRefund } from "@warmline/server/domains/ledger/refund-request.ts";
import { payRefund } from "@warmline/server/domains/ledger/refund-commands.ts";
import { refundableOf } from "@warmline/server/domains/ledger/refund-queries.ts";
import { balanceOf } from "@warmline/server/domains/ledger/fixture.ts";
import { pay } from "@warmline/server/domains/ledger/payment-commands.ts";
import {
  caller,
  done,
  MONGO_URL,
  paying,
  storedAccount,
  type Engine,
} from "@warmline/server/domains/ledger/testing.ts";
import { verifyJournal } from "@warmline/server/domains/ledger/verify.ts";
import { meterCity } from "@warmline/server/domains/metering/testing.ts";
import { openApprovalRoom, people } from "@warmline/server/domains/requests/fixture.ts";
import { STOP_COMPONENT } from "@warmline/shared/catalogue/catalogue.ts";
import { tariffs } from "@warmline/shared/households/model.ts";
import { seededRandom, type Random } from "@warmline/shared/kernel/ids.ts";
import { heatMilli } from "@warmline/shared/kernel/heat.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import { price10k } from "@warmline/shared/kernel/price.ts";
import { meterReadings, meters } from "@warmline/shared/metering/model.ts";
import { insert } from "@warmline/shared/store/write.ts";
import type { Measurable, Measured } from "../../tools/measured.ts";
import { ACTS } from "./settle-acts.ts";
import { settleDisputes } from "./settle-disputes.ts";

const ROUNDS = 300;
const STEPS = 20;
const DAY_MS = 24 * 3_600_000;

type Room = Awaited<ReturnType<typeof openApprovalRoom>>;

/**
 * No order of commands and inverses ends where an account cannot be settled: whatever happened to a
 * household, what it owes can be paid to the fen, and what is on account goes back by the ways it
 * came, so that nothing is left; and the journal is sound.
 */
export const settlements: Measurable = {
  about: "whatever was done and undone to an account, it can be paid, paid back and is sound",
  async run({ seed, rounds = ROUNDS }) {
    const engines: Engine[] = MONGO_URL === undefined ? ["sqlite"] : ["sqlite", "mongo"];
    const measured: Measured[] = [];
    for (const engine of engines) {
      const { broken, acts } = await settleAll(engine, seed, rounds);
      const value = `${rounds} accounts, ${acts} acts, ${broken} left unsettled`;
      const name = `settled on ${engine}`;
      measured.push({ name, value, target: "none left", holds: broken === 0 && acts > rounds });
    }
    return measured;
  },
};

export async function settleAll(engine: Engine, seed: number, rounds: number) {
  const room = await openApprovalRoom(engine, rounds);
  const random = seededRandom(seed);
  const sums = { broken: 0, acts: 0, kinds: new Set<string>() };
  try {
    await aStopRate(room);
    await meterEach(room, rounds);
    for (let round = 0; round < rounds; round += 1) {
      const id = `h${round}`;
      // What one person may approve in a day is limited.
      room.clock.at += DAY_MS;
      const said = await randomActs(room, id, random);
      sums.acts += said.length;
      for (const one of said) sums.kinds.add(one);
      const fault = await leftOver(room, id);
      if (fault === null) continue;
      if (sums.broken === 0) {
        process.stderr.write(`seed ${seed}, ${id} after ${said.join(", ")}: ${fault}\n`);
      }
      sums.broken += 1;
    }
    const { findings } = await verifyJournal(room.deps.store);
    return { ...sums, broken: sums.broken + findings.length };
  } finally {
    await room.close();
  }
}

async function aStopRate({ deps }: Room): Promise<void> {
  const of = { component: STOP_COMPONENT, priceClass: "residential", from: "2020-01-01", to: null };
  const priced = { ...of, id: "b1", price10k: price10k(300_000), approvedBy: "1号" };
  await deps.store.commit([insert(tariffs, priced)]);
}

/** A rule for metered heat in each season, a meter of each household, and readings between them. */
async function meterEach({ deps }: Room, count: number): Promise<void> {
  await meterCity(deps, PILOT, "2020-07-01", [valveOpening()]);
  const read = { source: "read", at: deps.clock.now(), byName: "抄表员" } as const;
  const writes = Array.from({ length: count }, (_, place) => place).flatMap((place) => {
    const [householdId, meterId] = [`h${place}`, `meter-${place}`];
    const figures = [
      ["2023-10-01", 100],
      ["2024-05-01", 100 + ((place * 700) % 20_000)],
      ["2025-05-01", 30_000],
      ["2025-10-30", 30_000],
    ] as const;
    return [
      insert(meters, {
        id: meterId,
        householdId,
        number: `70${place}`,
        heatUnit: "kwh",
        installedOn: "2023-10-01",
      }),
      ...figures.map(([day, figure]) => {
        const of = { householdId, meterId, day, figureMilli: heatMilli(figure * 1_000) };
        return insert(meterReadings, { id: `${meterId}/${day}`, ...of, ...read });
      }),
    ];
  });
  await deps.store.commit(writes);
}

/** Those that were not refused, in their order. */
async function randomActs({ deps }: Room, id: string, random: Random): Promise<string[]> {
  const all = Object.entries(ACTS);
  const said: string[] = [];
  for (let step = 0; step < STEPS; step += 1) {
    const [name, act] = all[Math.floor(random.next() * all.length)]!;
    if ((await act({ deps, id, random })).ok) said.push(name);
  }
  return said;
}

/** What cannot be settled; null: nothing is left of it. */
async function leftOver(room: Room, id: string): Promise<string | null> {
  const { deps } = room;
  if ((await storedAccount(deps, id)) === null) return null;
  await settleDisputes(deps, id);
  const [owed = 0] = await balanceOf(deps, id);
  try {
    if (owed > 0) {
      const whole = paying(id, fen(owed), { method: "card" });
      await done(deps, caller(people.cashier), pay, whole);
    }
    await payBack(room, id);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const left = await balanceOf(deps, id);
  return left.every((amount) => amount === 0) ? null : `owed, on account: ${left.join(", ")}`;
}

/** All that is on account, by the ways it came, asked for and approved. */
async function payBack(room: Room, id: string): Promise<void> {
  const { deps } = room;
  const found = await refundableOf(deps, people.finance, id);
  if (!found.ok) throw new Error(found.code);
  for (const { lotId, leftFen, ways } of found.value.lots) {
    let rest = leftFen;
    for (const { method, amountFen } of ways ?? []) {
      const part = fen(Math.min(rest, amountFen));
      if (part === 0) continue;
      const wanted = { id, lotId, method, amountFen: part, reason: "搬走" };
      const asked = await done(deps, caller(people.cashier), askRefund, wanted);
      for (const by of ["manager", "finance"] as const) {
        if ((await room.found(asked.id)).state === "pending") {
          const answer = await room.approve(by, asked.id);
          if (!answer.ok) throw new Error(`${by}: ${answer.code}`);
        }
      }
      await done(deps, caller(people.cashier), payRefund, { id: asked.id });
      rest = fen(rest - part);
    }
  }
}
