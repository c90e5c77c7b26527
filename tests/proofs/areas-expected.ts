import type { CityDate } from "@warmline/shared/kernel/time.ts";
import { accountIdOf, type Entry } from "@warmline/shared/ledger/entry.ts";
import { householdIdOf } from "@warmline/shared/ledger/holder-account.ts";
import { allSteps } from "@warmline/shared/ledger/item-steps.ts";
import { isSpaceStep, type Step } from "@warmline/shared/ledger/steps.ts";
import type { AreaSums } from "@warmline/shared/reports/area-statement.ts";
import type { NodePath } from "@warmline/shared/reports/node.ts";
import { FEES_OF_RATES } from "@warmline/shared/reports/sums.ts";
import type { Share } from "./reports-expected.ts";

/** A space of a charge that stands. */
export interface Space {
  readonly householdId: string;
  readonly building: NodePath;
  readonly priceClass: string;
  readonly season: string;
  readonly areaMilli: number;
  /** Days of the season without heat. */
  readonly stoppedDays: number;
  readonly seasonDays: number;
  /** Its own steps in the order of the charge. */
  readonly steps: readonly Step[];
}

/** Of the charges that no entry takes back, as booked until a day. */
export function spacesOf(journal: readonly Entry[], day: CityDate): Space[] {
  const booked = journal.filter(({ bookedOn }) => bookedOn <= day);
  const undone = new Set(booked.map(({ reverses }) => reverses));
  const standing = booked.filter(({ id, detail }) => detail.kind === "charge" && !undone.has(id));
  return standing.flatMap(spacesOfCharge);
}

function spacesOfCharge({ streamId, place = "", lines, detail }: Entry): Space[] {
  const steps = allSteps(detail);
  const [branch = "", station = "", building = "", , priceClass = ""] = place.split("/");
  return steps.filter(isSpaceStep).map((area) => {
    const own = steps.filter((step) => "spaceId" in step && step.spaceId === area.spaceId);
    const days = own.map((step) => {
      if (step.rule === "stop@1") return step.days;
      return step.rule === "restore@1" ? -step.days : 0;
    });
    return {
      householdId: householdIdOf(accountIdOf(streamId)!),
      building: [branch, station, building],
      priceClass,
      season: lines[0]!.season!,
      areaMilli: area.areaMilli,
      stoppedDays: days.reduce<number>((sum, one) => sum + one, 0),
      seasonDays: own.flatMap((step) => (step.rule === "stop@1" ? [step.seasonDays] : []))[0] ?? 1,
      steps: own,
    };
  });
}

/** 面积缴费表 of a node by price class, reckoned a second way: space by space, with no SQL. */
export function expectedAreas(
  spaces: readonly Space[],
  shares: readonly Share[],
): AreaSums & { households: number } {
  const homeOf = ({ householdId, building }: Pick<Share, "householdId" | "building">) =>
    `${householdId} ${building.join("/")}`;
  const owed = new Map<string, number>();
  for (const share of shares) {
    if (!FEES_OF_RATES.some((fee) => fee === share.fee)) continue;
    owed.set(homeOf(share), (owed.get(homeOf(share)) ?? 0) + share.owedFen);
  }
  const sum = (of: (space: Space) => boolean) =>
    spaces.filter(of).reduce((total, { areaMilli }) => total + areaMilli, 0);
  const settled = (space: Space) => (owed.get(homeOf(space)) ?? 0) <= 0;
  const stopped = ({ stoppedDays, seasonDays }: Space) => stoppedDays === seasonDays;
  return {
    households: new Set(spaces.map(homeOf)).size,
    billableMilli: sum(() => true),
    paidMilli: sum((one) => settled(one) && !stopped(one)),
    stoppedMilli: sum(stopped),
    unpaidMilli: sum((one) => !settled(one) && !stopped(one)),
    settledMilli: sum(settled),
  } as AreaSums;
}
