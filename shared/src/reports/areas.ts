import { areaMilli, type AreaMilli } from "../kernel/area.ts";
import { addFen, fen, negateFen, ZERO_FEN, type Fen } from "../kernel/money.ts";
import type { CityDate } from "../kernel/time.ts";
import { accountIdOf, type Entry } from "../ledger/entry.ts";
import type { FeeId } from "../ledger/fees.ts";
import { householdIdOf } from "../ledger/holder-account.ts";
import { itemLines, type ChargedItem } from "../ledger/kinds/charge.ts";
import { sumFen } from "../ledger/lines.ts";
import { isRounding, isSpaceStep, type SpaceStep, type Step } from "../ledger/steps.ts";
import { takenBackBy } from "./earned.ts";
import { placeParts, type PlaceParts } from "./moves.ts";

/**
 * 面积明细: what one entry changes of the area that a household is charged for in a season, and of
 * what of it is stopped, as the steps of its charge say. Below zero where a charge is reversed.
 * What is taken over from the system before has no steps, and so no area.
 */
export interface AreaMove extends Areas {
  /** The commit that brought the entry. */
  readonly position: number;
  readonly day: CityDate;
  readonly householdId: string;
  /** Where its household was when it was charged. */
  readonly place: PlaceParts;
  readonly season: string;
}

/** Area in 1/1000 m², money in fen. */
export interface Areas {
  /** 供热面积: with heat on any day of the season. */
  readonly heatedMilli: AreaMilli;
  /** 报停面积: without heat all season. */
  readonly stoppedMilli: AreaMilli;
  /** 部分报停: what of the heated is stopped on some of the days. */
  readonly partlyMilli: AreaMilli;
  /** 全额: what spaces stopped from the season's first day on cost with heat. */
  readonly fullFen: Fen;
  /** 报停基础费: of each such space its full charge × its ratio. */
  readonly baseFen: Fen;
  /** What else makes base fees due: 尾差, and what was taken over. */
  readonly otherFen: Fen;
}

export const NO_AREAS: Areas = {
  heatedMilli: areaMilli(0),
  stoppedMilli: areaMilli(0),
  partlyMilli: areaMilli(0),
  fullFen: ZERO_FEN,
  baseFen: ZERO_FEN,
  otherFen: ZERO_FEN,
};

export function addAreas(areas: Areas, more: Partial<Areas>): Areas {
  const area = (name: "heatedMilli" | "stoppedMilli" | "partlyMilli") =>
    areaMilli(areas[name] + (more[name] ?? 0));
  const money = (name: "fullFen" | "baseFen" | "otherFen") =>
    addFen(areas[name], more[name] ?? ZERO_FEN);
  return {
    heatedMilli: area("heatedMilli"),
    stoppedMilli: area("stoppedMilli"),
    partlyMilli: area("partlyMilli"),
    fullFen: money("fullFen"),
    baseFen: money("baseFen"),
    otherFen: money("otherFen"),
  };
}

function negated({ heatedMilli, stoppedMilli, partlyMilli, ...money }: Areas): Areas {
  return {
    heatedMilli: areaMilli(0 - heatedMilli),
    stoppedMilli: areaMilli(0 - stoppedMilli),
    partlyMilli: areaMilli(0 - partlyMilli),
    fullFen: negateFen(money.fullFen),
    baseFen: negateFen(money.baseFen),
    otherFen: negateFen(money.otherFen),
  };
}

type Referred = (entryId: string) => Entry | undefined;
type Part = Pick<AreaMove, "season"> & { readonly place: string | undefined } & Areas;

/** None where no area and no base fee is changed; `referred` knows what the entry takes back. */
export function areasOf(entry: Entry, position: number, referred: Referred): AreaMove[] {
  const accountId = accountIdOf(entry.streamId);
  if (accountId === null) return [];
  const undone = takenBackBy(entry).map(referred)[0];
  const of = { position, day: entry.bookedOn, householdId: householdIdOf(accountId) };
  return partsOf(undone ?? entry).map(({ season, place, ...areas }) => ({
    ...of,
    season,
    place: placeParts(place),
    ...(undone === undefined ? areas : negated(areas)),
  }));
}

function partsOf({ detail, lines, place }: Entry): Part[] {
  if (detail.kind === "charge") {
    const items = itemLines(lines);
    const fees = detail.items.map((item, at) => ({ ...item, fee: items[at]?.fee ?? "heat" }));
    return [{ season: items[0]?.season ?? "", place, ...areasOfCharge(fees) }];
  }
  if (detail.kind === "opening") {
    const taken = detail.seasons.filter(({ fee }) => fee === "stop-base");
    return taken.map(({ season, chargedFen }) => ({
      season,
      place,
      ...NO_AREAS,
      otherFen: chargedFen,
    }));
  }
  return [];
}

/**
 * What a charge says of its spaces: one whose steps stand under the base fee is stopped from the
 * season's first day on, and without a restore all season (season-cost.ts).
 */
export function areasOfCharge(items: readonly (ChargedItem & { readonly fee: FeeId })[]): Areas {
  const steps = items.flatMap((item) => item.steps);
  let areas = NO_AREAS;
  for (const { fee, steps: own } of items) {
    for (const space of own.filter(isSpaceStep)) {
      areas = addAreas(areas, areaOf(space, fee, steps));
      if (fee === "stop-base") areas = addAreas(areas, baseOf(space, own));
    }
    if (fee === "stop-base") {
      areas = addAreas(areas, { otherFen: sumFen(own.filter(isRounding)) });
    }
  }
  return areas;
}

function areaOf(space: SpaceStep, fee: FeeId, steps: readonly Step[]): Partial<Areas> {
  const of = steps.filter((step) => "spaceId" in step && step.spaceId === space.spaceId);
  const isRestored = of.some(({ rule }) => rule === "restore@1");
  if (fee === "stop-base" && !isRestored) return { stoppedMilli: space.areaMilli };
  const isPartly = isRestored || of.some(({ rule }) => rule === "stop@1");
  return { heatedMilli: space.areaMilli, partlyMilli: areaMilli(isPartly ? space.areaMilli : 0) };
}

/** Its charge less what the stop of the whole season waives of it. */
function baseOf(space: SpaceStep, own: readonly Step[]): Partial<Areas> {
  const steps = own.filter((step) => "spaceId" in step && step.spaceId === space.spaceId);
  return { fullFen: space.amountFen, baseFen: fen(sumFen(steps)) };
}
