import { charge } from "@warmline/server/domains/ledger/charge-commands.ts";
import {
  caller,
  MONGO_URL,
  openLedgerRoom,
  settle,
  stream,
  type Engine,
} from "@warmline/server/domains/ledger/testing.ts";
import { correctSeason } from "@warmline/server/domains/households/season-commands.ts";
import { correctTariff } from "@warmline/server/domains/households/tariff-commands.ts";
import { runCommand } from "@warmline/server/platform/commands/run-command.ts";
import type { Deps } from "@warmline/server/platform/deps.ts";
import { contracts, withVersion } from "@warmline/shared/households/contract-versions.ts";
import { households, seasons, tariffs } from "@warmline/shared/households/model.ts";
import { seededRandom, type Random } from "@warmline/shared/kernel/ids.ts";
import { price10k } from "@warmline/shared/kernel/price.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { setTimeout as sleep } from "node:timers/promises";
import type { Measurable, Measured } from "../../tools/measured.ts";

/** People ask for it; what is at stake here is the commit. */
const PROGRAM = { kind: "system", id: "program", name: "program" } as const;

const ROUNDS = 500;
const FIRST_DAY = { before: "11-01", after: "11-15" };
/** 25.85 holds on the first day as it was, 30.00 on the corrected one. */
const PRICES = {
  before: price10k(258_500),
  after: price10k(300_000),
  corrected: price10k(310_000),
};
/** Neither of the two always comes first. */
const HEAD_START_MS = 6;

/**
 * A season's first day, or a tariff, is corrected while a contract is signed and charged, from two
 * processes. Whoever comes first, a charge never has another price than the one that held when it
 * was committed.
 */
export const chargeRaces: Measurable = {
  about: "a charge beside corrections of its season and tariff: always at the price that holds",
  async run(options) {
    const engines: Engine[] = MONGO_URL === undefined ? ["sqlite"] : ["sqlite", "mongo"];
    const measured: Measured[] = [];
    for (const engine of engines) measured.push(...(await race(engine, options)));
    return measured;
  },
};

export interface Outcome {
  readonly charged: number;
  /** Charges that were overtaken by a correction, and so had to take it in. */
  readonly overtaken: number;
  readonly broken: number;
}

async function race(
  engine: Engine,
  { seed, rounds = ROUNDS }: { readonly seed: number; readonly rounds?: number | undefined },
): Promise<Measured[]> {
  const { charged, overtaken, broken } = await raceCharges(engine, seed, rounds);
  const counts = `${charged} charged, ${overtaken} after a correction, ${broken} broken`;
  const value = `${rounds} rounds, ${counts}`;
  const name = `charges beside corrections on ${engine}`;
  return [{ name, value, target: "0 broken, of each some", holds: broken === 0 && overtaken > 0 }];
}

export async function raceCharges(engine: Engine, seed: number, rounds: number): Promise<Outcome> {
  const room = await openLedgerRoom(engine);
  try {
    await settle(room.deps, 1);
    const other = await room.another();
    const random = seededRandom(seed);
    const sums = { charged: 0, overtaken: 0, broken: 0 };
    for (let round = 0; round < rounds; round += 1) {
      const one = await raceOnce(room.deps, other, round, random);
      sums.charged += one.charged ? 1 : 0;
      sums.overtaken += one.overtaken ? 1 : 0;
      if (one.fault === null) continue;
      if (sums.broken === 0) process.stderr.write(`seed ${seed}, round ${round}: ${one.fault}\n`);
      sums.broken += 1;
    }
    return sums;
  } finally {
    await room.close();
  }
}

interface Round {
  readonly charged: boolean;
  readonly overtaken: boolean;
  readonly fault: string | null;
}

async function raceOnce(deps: Deps, other: Deps, round: number, random: Random): Promise<Round> {
  const year = 3_000 + 2 * round;
  const [season, householdId] = [`${year}-${year + 1}`, `racer-${round}`];
  const [first, later] = [`${year}-${FIRST_DAY.before}`, `${year}-${FIRST_DAY.after}`];
  const priceClass = `class-${round}`;
  await prepare(deps, { season, householdId, priceClass, first, later, year });
  const head = await deps.store.head();
  const [early, late] = [random.next() * HEAD_START_MS, random.next() * HEAD_START_MS];
  const reason = "更正";
  const ofSeason = random.next() < 0.5;
  const correct = async () => {
    await sleep(early);
    if (!ofSeason) {
      const input = { id: `${priceClass}-before`, rev: 1, price10k: PRICES.corrected, reason };
      return runCommand(other, caller(), correctTariff, { ...input, approvedBy: "2" });
    }
    const input = { id: season, rev: 1, from: later, to: `${year + 1}-03-31`, reason };
    return runCommand(other, { ...caller(), actor: PROGRAM }, correctSeason, input);
  };
  const signAndCharge = async () => {
    await sleep(late);
    await sign(deps, season, householdId, priceClass);
    return runCommand(deps, caller(), charge, { id: householdId, season });
  };
  const [, charged] = await Promise.all([correct(), signAndCharge()]);
  if (!charged.ok) return { charged: false, overtaken: false, fault: null };
  const writes = (await deps.store.read(head, 100)).flatMap((commit) => commit.writes);
  const place = (collection: string) =>
    writes.findIndex((write) => write.collection === collection && write.rev === 2);
  const corrected = place(ofSeason ? "seasons" : "tariffs");
  const posted = writes.findIndex(({ collection }) => collection === "entries");
  const overtaken = corrected >= 0 && corrected < posted;
  const should = overtaken ? (ofSeason ? PRICES.after : PRICES.corrected) : PRICES.before;
  const was = await chargedPrice(deps, householdId);
  const fault = was === should ? null : `charged at ${was}, where ${should} held`;
  return { charged: true, overtaken, fault };
}

async function chargedPrice(deps: Deps, householdId: string): Promise<number | undefined> {
  const [entry] = await stream(deps, householdId);
  const step = entry?.detail.kind === "charge" ? entry.detail.items[0]?.steps[0] : undefined;
  return step?.rule === "area@1" ? step.price10k : undefined;
}

async function prepare(
  { store }: Deps,
  of: {
    readonly season: string;
    readonly householdId: string;
    readonly priceClass: string;
    readonly first: string;
    readonly later: string;
    readonly year: number;
  },
): Promise<void> {
  const { season, householdId, first, later, year } = of;
  const household = (await store.get(households, "h0"))!;
  const priceClass = of.priceClass as "residential";
  const tariff = { component: "heat", priceClass, approvedBy: "1" };
  const result = await store.commit([
    insert(seasons, { id: season, from: first, to: `${year + 1}-03-31`, days: 151 }),
    insert(households, { ...household, id: householdId, number: String(900_000_000 + year) }),
    insert(tariffs, {
      ...tariff,
      id: `${priceClass}-before`,
      from: "2000-01-01",
      to: later,
      price10k: PRICES.before,
    }),
    insert(tariffs, {
      ...tariff,
      id: `${priceClass}-after`,
      from: later,
      to: null,
      price10k: PRICES.after,
    }),
  ]);
  if (!result.ok) throw new Error(`not prepared: ${JSON.stringify(result.conflict)}`);
}

async function sign(
  { store }: Deps,
  season: string,
  householdId: string,
  priceClass: string,
): Promise<void> {
  const household = (await store.get(households, householdId))!;
  const spaces = household.spaces.map((space) => ({
    ...space,
    priceClass: priceClass as "residential",
  }));
  const terms = { from: "2020-01-01", holder: household.name, spaces };
  const signed = withVersion(null, { householdId, season }, { kind: "signed", ...terms });
  await store.commit([insert(contracts, signed)]);
}
