import type { Brought } from "@warmline/server/platform/reports/port.ts";
import { areaMilli } from "@warmline/shared/kernel/area.ts";
import { seededRandom, type Random } from "@warmline/shared/kernel/ids.ts";
import { fen, negateFen, subtractFen, ZERO_FEN, type Fen } from "@warmline/shared/kernel/money.ts";
import { price10k } from "@warmline/shared/kernel/price.ts";
import { addDays, type CityDate } from "@warmline/shared/kernel/time.ts";
import { NO_AREAS } from "@warmline/shared/reports/areas.ts";
import { placeParts, type Move, type PlaceParts } from "@warmline/shared/reports/moves.ts";
import type { PrepaidMove } from "@warmline/shared/reports/prepayments.ts";
import type { StopAct } from "@warmline/shared/reports/stop-acts.ts";
import { NO_SUMS, type Sums } from "@warmline/shared/reports/sums.ts";
import type { Taking, TakingUse } from "@warmline/shared/reports/takings.ts";

/** A city as the statistics see it: what each household was charged and paid, season by season. */

export const SEASONS = Array.from({ length: 7 }, (_, at) => `${2019 + at}-${2020 + at}`);
/** As in the city that it is made for. */
const BRANCHES = 10;
const STATIONS_EACH = 60;
const HOUSEHOLDS_EACH_BUILDING = 50;
const CASHIERS = 90;
const SEASON_DAYS = 151;

/** Of ten thousand households of a season. */
const STOPPED = 500;
const UNPAID = 1_000;
const RELIEVED = 200;
const OVERPAID = 300;
const REFUNDED = 30;
const VOIDED = 50;

export function placeOf(household: number, households: number): PlaceParts {
  const building = Math.floor(household / HOUSEHOLDS_EACH_BUILDING);
  const buildings = Math.ceil(households / HOUSEHOLDS_EACH_BUILDING);
  const station = Math.floor((building * BRANCHES * STATIONS_EACH) / buildings);
  const branch = Math.floor(station / STATIONS_EACH);
  return placeParts(
    `b${branch}/s${station}/h${building}/幸福里${building % 400}/residential/dwelling`,
  );
}

/** All of a season in the order of its days, fact by fact: first the charges, then payments. */
export function* seasonFacts(
  at: number,
  households: number,
  seed: number,
): Generator<Partial<Brought>> {
  const random = seededRandom(seed + at);
  const season = SEASONS[at]!;
  const first = `${season.slice(0, 4)}-10-15`;
  const chance = (of: number) => random.next() * 10_000 < of;
  for (let number = 0; number < households; number += 1) {
    const of = { ...ofHousehold(number, households), season, day: first };
    yield charge(of, amount(random), chance(STOPPED));
    if (chance(RELIEVED)) yield relief(of);
  }
  for (let number = 0; number < households; number += 1) {
    if (chance(UNPAID)) continue;
    const day = addDays(first, Math.floor(random.next() * 150));
    const of = { ...ofHousehold(number, households), season, day };
    const cashier = Math.floor(random.next() * CASHIERS);
    yield payment(of, amount(random), { cashier, overpaid: chance(OVERPAID) });
    if (chance(REFUNDED)) yield refund(of, cashier);
    if (chance(VOIDED)) yield voided(of, amount(random), cashier);
  }
}

function amount(random: Random): Fen {
  return fen(100_000 + Math.floor(random.next() * 300_000));
}

type Of = Pick<Move, "position" | "day" | "accountId" | "householdId" | "place" | "season">;

function ofHousehold(number: number, households: number) {
  const accountId = `household-${String(number).padStart(7, "0")}`;
  return { position: 0, accountId, householdId: accountId, place: placeOf(number, households) };
}

function move(of: Of, sums: Partial<Sums>, fee: Move["fee"] = "heat"): Move {
  return { ...of, fee, ...NO_SUMS, ...sums };
}

/** Whole of the season, or its base fee alone, which is a third. */
function charge(of: Of, fullFen: Fen, isStopped: boolean): Partial<Brought> {
  const area = areaMilli(Math.round(fullFen / 2.585));
  const fee = isStopped ? "stop-base" : "heat";
  const due = isStopped ? fen(Math.round(fullFen / 3)) : fullFen;
  const areas = isStopped
    ? { stoppedMilli: area, fullFen, baseFen: due }
    : { heatedMilli: area, partlyMilli: areaMilli(0) };
  const over = isStopped
    ? { kind: "days" as const, from: `${of.season.slice(0, 4)}-11-01`, days: SEASON_DAYS }
    : { kind: "season" as const };
  return {
    moves: [move(of, { dueFen: due, owedFen: due }, fee)],
    areas: [{ ...of, ...NO_AREAS, ...areas }],
    earned: [{ ...of, fee, priceClass: "residential", over, amountFen: due }],
    stopActs: isStopped ? [stop(of, { areaMilli: area, fullFen, baseFen: due })] : [],
  };
}

function stop(
  { position, day, householdId, place, season }: Of,
  areas: Pick<StopAct, "areaMilli" | "fullFen" | "baseFen">,
): StopAct {
  const of = { position, day, householdId, place, season, spaceId: "s1" };
  const terms = { share10k: price10k(300_000), from: `${season.slice(0, 4)}-11-01` };
  const amountFen = subtractFen(areas.fullFen, areas.baseFen);
  return { ...of, ...terms, ...areas, kind: "stop", stopFrom: null, sign: 1, amountFen };
}

function relief(of: Of): Partial<Brought> {
  const amountFen = fen(20_000);
  return {
    moves: [move(of, { relievedFen: amountFen, owedFen: negateFen(amountFen) })],
    relieved: [{ ...of, relief: "low-income", bearer: "county", amountFen }],
  };
}

interface Taken {
  readonly cashier: number;
  readonly overpaid: boolean;
}

function payment(of: Of, paidFen: Fen, { cashier, overpaid }: Taken): Partial<Brought> {
  const fees = taking(of, cashier, { use: "fees", season: of.season, amountFen: paidFen });
  const owedFen = negateFen(paidFen);
  const paid = { moves: [move(of, { paidFen, owedFen })], takings: [fees] };
  if (!overpaid) return paid;
  const amountFen = fen(5_000);
  const more = taking(of, cashier, { use: "prepaid", season: "", amountFen });
  const prepaid = [prepaidMove(of, { receivedFen: amountFen, changeFen: amountFen })];
  return { ...paid, takings: [fees, more], prepaid };
}

function refund(of: Of, cashier: number): Partial<Brought> {
  const amountFen = fen(2_000);
  const { paymentId, method, channel } = taking(of, cashier, { ...GONE, use: "refunded" });
  const { householdId, place, day, position } = of;
  const paidOut = { householdId, place, day, position, lotId: paymentId, method, channel };
  return {
    takings: [taking(of, cashier, { ...GONE, use: "refunded", amountFen })],
    prepaid: [prepaidMove(of, { refundedFen: amountFen, changeFen: negateFen(amountFen) })],
    paidOut: [
      { ...paidOut, refundId: paymentId, reason: "搬走", kind: "paid", amountFen, days: 3 },
    ],
  };
}

function voided(of: Of, amountFen: Fen, cashier: number): Partial<Brought> {
  const { office, cashierId, paymentId } = taking(of, cashier, GONE);
  const { position, day } = of;
  const undone = { position, day, office, cashierId, paymentId, amountFen, minutes: 12 };
  return {
    takings: [taking(of, cashier, { ...GONE, amountFen })],
    undone: [{ ...undone, kind: "void" }],
  };
}

const GONE = { use: "voided" as TakingUse, season: "", amountFen: ZERO_FEN };

function taking(
  { position, day, householdId, season: paidIn }: Of,
  cashier: number,
  what: Pick<Taking, "use" | "season" | "amountFen">,
): Taking {
  const by = { office: `hall-${cashier % 4}`, cashierId: `cashier-${cashier}` };
  const how = { method: "card", channel: "counter" } as const;
  return { position, day, ...by, ...how, paymentId: `${householdId}/${paidIn}`, ...what };
}

function prepaidMove(
  { position, day, householdId, place }: Of & { readonly day: CityDate },
  flows: Partial<PrepaidMove>,
): PrepaidMove {
  const none = {
    receivedFen: ZERO_FEN,
    appliedFen: ZERO_FEN,
    refundedFen: ZERO_FEN,
    movedFen: ZERO_FEN,
    changeFen: ZERO_FEN,
  };
  return { position, day, householdId, place, ...none, ...flows };
}
