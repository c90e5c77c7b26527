import { addFen, negateFen, totalFen, ZERO_FEN, type Fen } from "../kernel/money.ts";
import type { CityDate } from "../kernel/time.ts";
import { accountIdOf, type Entry } from "../ledger/entry.ts";
import { householdIdOf } from "../ledger/holder-account.ts";
import { entryOfItem } from "../ledger/item-steps.ts";
import type { Line } from "../ledger/lines.ts";
import { takenBackBy } from "./earned.ts";
import { placeParts, UNKNOWN_PART, type PlaceParts } from "./moves.ts";

/** 减免明细: what one entry takes off a household's season, where it was when it was charged. */
export interface Relieved extends ReliefKind {
  /** The commit that brought the entry. */
  readonly position: number;
  readonly day: CityDate;
  readonly householdId: string;
  readonly place: PlaceParts;
  readonly season: string;
  /** In fen; below zero where the relief was reversed. */
  readonly amountFen: Fen;
}

export interface ReliefKind {
  /** 减免项目, of the charging catalogue; `UNKNOWN_PART`: taken over from the system before. */
  readonly relief: string;
  /** 承担方; `UNKNOWN_PART`: of what was taken over nobody knows. */
  readonly bearer: string;
}

type Referred = (entryId: string) => Entry | undefined;
type Part = Pick<Relieved, "place" | "season" | "amountFen">;

/** None where nothing is relieved; `referred` knows the charges, and what a reversal takes back. */
export function relievedOf(entry: Entry, position: number, referred: Referred): Relieved[] {
  const accountId = accountIdOf(entry.streamId);
  if (accountId === null) return [];
  const from = takenBackBy(entry).map(referred)[0] ?? entry;
  const parts = from.detail.kind === "opening" ? broughtBy(entry, from) : takenOff(entry, referred);
  const householdId = householdIdOf(accountId);
  const of = { position, day: entry.bookedOn, householdId, ...kindOf(from) };
  return asOne(parts).map((part) => ({ ...of, ...part }));
}

/** What the system before had relieved, or, reversed, had not. */
function broughtBy(entry: Entry, opened: Entry): Part[] {
  if (opened.detail.kind !== "opening") return [];
  return opened.detail.seasons.map(({ season, relievedFen }) => ({
    place: placeParts(opened.place),
    season,
    amountFen: entry === opened ? relievedFen : negateFen(relievedFen),
  }));
}

function takenOff(entry: Entry, referred: Referred): Part[] {
  const { detail, lines } = entry;
  const kind = detail.kind === "reversal" ? detail.of : detail.kind;
  if (kind !== "relief") return [];
  return lines.flatMap(({ account, lotId, itemId = "", season = "", amountFen }: Line) => {
    if (account !== "receivable" || lotId !== undefined) return [];
    const { place } = referred(entryOfItem(itemId)) ?? entry;
    return [{ place: placeParts(place), season, amountFen: negateFen(amountFen) }];
  });
}

function kindOf({ detail, lines }: Entry): ReliefKind {
  if (detail.kind !== "relief") return { relief: UNKNOWN_PART, bearer: UNKNOWN_PART };
  const party = lines.find(({ account }) => account === "subsidy");
  return { relief: detail.relief, bearer: party?.partyId ?? "company" };
}

/** Over several fees of a season it is one. */
function asOne(parts: readonly Part[]): Part[] {
  const sums = new Map<string, Part>();
  for (const part of parts) {
    const { branch, station, building } = part.place;
    const key = [branch, station, building, part.season].join(" ");
    const before = sums.get(key)?.amountFen ?? ZERO_FEN;
    sums.set(key, { ...part, amountFen: addFen(before, part.amountFen) });
  }
  return [...sums.values()].filter(({ amountFen }) => amountFen !== 0);
}

/** 减免汇总: what was relieved on one ground, borne by one, in fen less what was reversed. */
export interface ReliefSums extends ReliefKind {
  /** Relieved of anything by it within the days: once in each building in which it was charged. */
  readonly households: number;
  readonly amountFen: Fen;
}

export type ReliefRow = ReliefSums & { readonly id: string };

/** 财政补贴应收: what a bearer that is not the utility owes it for reliefs of a season, in fen. */
export interface Claimed {
  readonly bearer: string;
  readonly season: string;
  readonly claimedFen: Fen;
}

/** All rows together, by ground and bearer, the largest first. */
export function reliefsByKind(rows: readonly ReliefSums[]): ReliefSums[] {
  const kinds = Map.groupBy(rows, ({ relief, bearer }) => `${relief} ${bearer}`);
  return [...kinds.values()]
    .map((some) => {
      const { relief, bearer } = some[0]!;
      const households = some.reduce((sum, row) => sum + row.households, 0);
      return { relief, bearer, households, amountFen: totalRelievedFen(some) };
    })
    .toSorted((one, other) => other.amountFen - one.amountFen);
}

export function totalRelievedFen(rows: readonly Pick<ReliefSums, "amountFen">[]): Fen {
  return totalFen(rows.map(({ amountFen }) => amountFen));
}
