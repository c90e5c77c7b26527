import { seededRandom, type Random } from "@warmline/shared/kernel/ids.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import { addDays } from "@warmline/shared/kernel/time.ts";
import { placeParts, type Move, type PlaceParts } from "@warmline/shared/reports/moves.ts";
import { NO_SUMS } from "@warmline/shared/reports/sums.ts";

/** A city as the statistics see it: what each household was charged and paid, season by season. */

export const SEASONS = Array.from({ length: 7 }, (_, at) => `${2019 + at}-${2020 + at}`);
/** As in the city that it is made for. */
const BRANCHES = 10;
const STATIONS_EACH = 60;
const HOUSEHOLDS_EACH_BUILDING = 50;

export function placeOf(household: number, households: number): PlaceParts {
  const building = Math.floor(household / HOUSEHOLDS_EACH_BUILDING);
  const buildings = Math.ceil(households / HOUSEHOLDS_EACH_BUILDING);
  const station = Math.floor((building * BRANCHES * STATIONS_EACH) / buildings);
  const branch = Math.floor(station / STATIONS_EACH);
  return placeParts(
    `b${branch}/s${station}/h${building}/幸福里${building % 400}/residential/dwelling`,
  );
}

/** All of a season in the order of its days: first the charges, then nine of ten pay. */
export function* seasonMoves(at: number, households: number, seed: number): Generator<Move> {
  const random = seededRandom(seed + at);
  const season = SEASONS[at]!;
  const first = `${season.slice(0, 4)}-10-15`;
  for (let household = 0; household < households; household += 1) {
    const due = fen(100_000 + Math.floor(random.next() * 300_000));
    yield { ...ofHousehold(household, households, season, first), dueFen: due, owedFen: due };
  }
  for (let household = 0; household < households; household += 1) {
    if (random.next() < 0.1) continue;
    yield paid(household, { households, season, first, random });
  }
}

interface Season {
  readonly households: number;
  readonly season: string;
  readonly first: string;
  readonly random: Random;
}

function paid(household: number, { households, season, first, random }: Season): Move {
  const day = addDays(first, Math.floor(random.next() * 150));
  const amount = 100_000 + Math.floor(random.next() * 300_000);
  const sums = { paidFen: fen(amount), owedFen: fen(-amount) };
  return { ...ofHousehold(household, households, season, day), ...sums };
}

function ofHousehold(household: number, households: number, season: string, day: string): Move {
  const accountId = `household-${String(household).padStart(7, "0")}`;
  const place = placeOf(household, households);
  const of = { position: 0, day, accountId, householdId: accountId, season, fee: "heat", place };
  return { ...of, fee: "heat", ...NO_SUMS };
}
