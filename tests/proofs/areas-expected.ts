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

/** 报停汇总表 of a node by price class, reckoned a second way. */
export function expectedStops(spaces: readonly Space[], shares: readonly Share[]): object {
  const base = shares.filter(({ fee }) => fee === "stop-base");
  const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0);
  const stopped = spaces.filter((one) => one.stoppedDays === one.seasonDays);
  const partly = spaces.filter((one) => one.stoppedDays !== one.seasonDays && isTouched(one));
  const isWhole = (step: Step) => step.rule === "stop@1" && step.days === step.seasonDays;
  const wholes = spaces.flatMap(({ steps }) => steps.filter(isWhole));
  const fulls = wholes.flatMap((step) => (step.rule === "stop@1" ? [step.fullFen] : []));
  const homes = Map.groupBy(spaces, homeOf);
  const all = [...homes.values()].filter((own) =>
    own.every((one) => one.stoppedDays === one.seasonDays),
  );
  const due = sum(base.map(({ dueFen }) => dueFen));
  const baseFen = sum(fulls) + sum(wholes.map(({ amountFen }) => amountFen));
  return {
    households: all.length,
    stoppedMilli: sum(stopped.map(({ areaMilli }) => areaMilli)),
    partlyMilli: sum(partly.map(({ areaMilli }) => areaMilli)),
    fullFen: sum(fulls),
    baseFen,
    otherFen: due - baseFen,
    dueFen: due,
    paidFen: sum(base.map(({ paidFen }) => paidFen)),
    relievedFen: sum(base.map(({ relievedFen }) => relievedFen)),
    writtenOffFen: sum(base.map(({ writtenOffFen }) => writtenOffFen)),
    owedFen: sum(base.map(({ owedFen }) => owedFen)),
  };
}

function isTouched({ steps }: Space): boolean {
  return steps.some(({ rule }) => rule === "stop@1");
}

function homeOf({ householdId, building }: Pick<Share, "householdId" | "building">): string {
  return `${householdId} ${building.join("/")}`;
}

/** 面积缴费表 of a node by price class, reckoned a second way: space by space, with no SQL. */
export function expectedAreas(
  spaces: readonly Space[],
  shares: readonly Share[],
): AreaSums & { households: number } {
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
