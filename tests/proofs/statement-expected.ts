import type { NodePath } from "@warmline/shared/reports/node.ts";
import { FEES_OF_RATES, SUM_NAMES } from "@warmline/shared/reports/sums.ts";
import type { Space } from "./areas-expected.ts";
import type { Share } from "./reports-expected.ts";

/** 采暖费年度报表 reckoned a second way: space by space and item by item, with no SQL. */

interface Charged {
  readonly spaces: readonly Space[];
  readonly shares: readonly Share[];
}

type Row = readonly [key: string, ...sums: readonly unknown[]];

/** By what lies below a node, and price class; what comes to nothing is left out. */
export function expectedStatement(node: NodePath, { spaces, shares }: Charged): Row[] {
  const keyOf = ({ building, householdId, priceClass }: Space | Share) =>
    `${building[node.length] ?? householdId} ${priceClass}`;
  const [ofSpaces, ofShares] = [Map.groupBy(spaces, keyOf), Map.groupBy(shares, keyOf)];
  return [...new Set([...ofSpaces.keys(), ...ofShares.keys()])]
    .map((key): Row => [
      key,
      ...figures({ spaces: ofSpaces.get(key) ?? [], shares: ofShares.get(key) ?? [] }),
    ])
    .filter(([, ...parts]) => parts.flat().some((one) => one !== 0));
}

/** The whole, heated, stopped, and late fees. */
function figures({ spaces, shares }: Charged): unknown[] {
  const counted = shares.filter(({ fee }) => FEES_OF_RATES.some((one) => one === fee));
  const isBase = ({ fee }: Share) => fee === "stop-base";
  const homes = [
    ...Map.groupBy(spaces, (one) => `${one.householdId} ${one.building.join("/")}`).values(),
  ];
  const isStopped = ({ stoppedDays, seasonDays }: Space) => stoppedDays === seasonDays;
  const stopped = homes.filter((own) => own.every(isStopped));
  return [
    [homes.length, area(spaces), ...sums(counted)],
    [
      homes.length - stopped.length,
      area(spaces.filter((one) => !isStopped(one))),
      ...sums(counted.filter((one) => !isBase(one))),
    ],
    [stopped.length, area(spaces.filter(isStopped)), ...sums(counted.filter(isBase))],
    sums(shares.filter(({ fee }) => fee === "late-fee")),
  ];
}

function sums(shares: readonly Share[]): number[] {
  return SUM_NAMES.map((name) => shares.reduce((sum, share) => sum + share[name], 0));
}

function area(spaces: readonly Space[]): number {
  return spaces.reduce((sum, { areaMilli }) => sum + areaMilli, 0);
}
