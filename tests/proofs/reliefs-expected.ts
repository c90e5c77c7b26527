import type { Deps } from "@warmline/server/platform/deps.ts";
import type { Reliefs } from "@warmline/server/platform/reports/port.ts";
import { addDays, type CityDate } from "@warmline/shared/kernel/time.ts";
import type { Entry } from "@warmline/shared/ledger/entry.ts";
import { SEASONS } from "@warmline/shared/ledger/testing.ts";
import type { NodePath } from "@warmline/shared/reports/node.ts";
import {
  reliefsByKind,
  totalRelievedFen,
  type ReliefSums,
} from "@warmline/shared/reports/reliefs.ts";
import { hold, same } from "./holding.ts";
import { expectedBelow, sharesOf, type Share } from "./reports-expected.ts";

/** Of each season, from before anything until the end, and in between alone. */
export async function compareReliefs(
  deps: Pick<Deps, "reports">,
  journal: readonly Entry[],
  day: CityDate,
): Promise<number> {
  let tables = 0;
  for (const [first, last] of [
    [-1, 40],
    [6, 11],
  ] as const) {
    const [from, to] = [addDays(day, first), addDays(day, last)];
    const [before, after] = [sharesOf(journal, addDays(from, -1)), sharesOf(journal, to)];
    const booked = journal.filter(({ bookedOn }) => bookedOn >= from && bookedOn <= to);
    for (const season of SEASONS) {
      tables += await compareSeason(deps, { before, after, booked }, { from, to, season });
    }
  }
  return tables;
}

/**
 * 减免汇总表 reckoned a second way: who bears it by the other side of each entry, where it lies by
 * the fold of each stream before and after. Answers how many tables were held against them.
 */
async function compareSeason(
  { reports }: Pick<Deps, "reports">,
  { before, after, booked }: Journal,
  { from, to, season }: Asked,
): Promise<number> {
  const where = `reliefs of ${season}, ${from} to ${to}`;
  let tables = 0;
  const below = async (node: NodePath): Promise<Reliefs> => {
    const found = await reports.reliefs({ from, to, season, node });
    const [was, is] = [before, after].map((shares) => expectedBelow(shares, season, node));
    const ids = [...new Set([...Object.keys(was!), ...Object.keys(is!)])];
    const expected = ids.map((id): [string, number] => [
      id,
      (is![id]?.relievedFen ?? 0) - (was![id]?.relievedFen ?? 0),
    ]);
    same(byId(found.rows), nonZero(expected), `${where}: below ${node.join("/") || "the city"}`);
    hold(totalRelievedFen(found.rows) === found.relievedFen, `${where}: ${node.join("/")} agrees`);
    tables += 1;
    for (const [id, own] of Map.groupBy(found.rows, (row) => row.id)) {
      if (node.length === 3) hold(own.every(isOfOne), `${where}: ${id} is one household`);
      else same(reliefsByKind((await below([...node, id])).rows), reliefsByKind(own), where);
    }
    return found;
  };
  const { rows, claims } = await below([]);
  const borne = expectedBearers(booked, season);
  same(byBearer(rows), borne, `${where}: who bears it`);
  const claimed = claims.map(({ bearer, claimedFen }): [string, number] => [bearer, claimedFen]);
  const others = Object.entries(borne).filter(([bearer]) => bearer !== "company");
  same(nonZero(claimed), nonZero(others), `${where}: what others are asked for`);
  return tables;
}

/** How it stood before the days and after them, and what was booked on them. */
interface Journal {
  readonly before: readonly Share[];
  readonly after: readonly Share[];
  readonly booked: readonly Entry[];
}

interface Asked {
  readonly from: CityDate;
  readonly to: CityDate;
  readonly season: string;
}

const isOfOne = ({ households }: ReliefSums) => households === 1;

/** By the accounts that reliefs are booked to: the utility's own, and a subsidy by party. */
function expectedBearers(booked: readonly Entry[], season: string) {
  const lines = booked.flatMap((entry) => entry.lines).filter((line) => line.season === season);
  const borne = lines.filter(({ account }) => account === "relief" || account === "subsidy");
  return added(borne.map((line) => [line.partyId ?? "company", line.amountFen]));
}

/** But for what was taken over, which nobody is known to bear. */
function byBearer(rows: readonly ReliefSums[]) {
  const known = rows.filter(({ bearer }) => bearer !== "-");
  return added(known.map(({ bearer, amountFen }) => [bearer, amountFen]));
}

function byId(rows: Reliefs["rows"]) {
  return added(rows.map(({ id, amountFen }) => [id, amountFen]));
}

function added(parts: readonly (readonly [string, number])[]) {
  const sums: Record<string, number> = {};
  for (const [key, amount] of parts) sums[key] = (sums[key] ?? 0) + amount;
  return nonZero(Object.entries(sums));
}

function nonZero(sums: readonly (readonly [string, number])[]): Record<string, number> {
  const said = sums.filter(([, amount]) => amount !== 0);
  return Object.fromEntries(said.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
