import { ZERO_FEN, type Fen } from "../kernel/money.ts";
import type { CityDate } from "../kernel/time.ts";
import type { Account } from "../ledger/account.ts";
import type { Entry } from "../ledger/entry.ts";
import { brokenSum } from "../ledger/position.ts";
import { addsUp, carryRow, expectedFen, type CarryRow, type Figures } from "./figures.ts";
import { addFlows, type SeasonFlows } from "./flows.ts";
import { standingOf, windBack, type Standing } from "./standing.ts";

/** 结转行: how an account stood on the day, and how it came there since the carry-forward before. */
export interface CarryLine {
  readonly accountId: string;
  /** The newest entry that it counts. */
  readonly seq: number;
  /** What is on account first, then the oldest season. */
  readonly rows: readonly CarryRow[];
}

/** What is wrong with a line; the words are `carryforwards.flaw.<code>`. */
export const FLAWS = [
  "entry-missing", // the journal lacks an entry that the account counts
  "does-not-add-up", // opening and what happened since do not come to closing
  "sums-broken", // the account's own sums or items do not agree
] as const;
export type FlawCode = (typeof FLAWS)[number];

/** What shows it. */
export interface Flaw {
  readonly code: FlawCode;
  /** Which season; `ON_ACCOUNT`: what is on account. */
  readonly season?: string;
  /** Of a missing entry: its number in the stream. */
  readonly seq?: number;
  /** Closing as opening and flows have it, and as the account has it. */
  readonly expectedFen?: Fen;
  readonly closingFen?: Fen;
  /** The entries that were counted. */
  readonly entryIds: readonly string[];
}

export interface CarryInput {
  readonly accountId: string;
  /** As it stands now; null: there is none. */
  readonly account: Account | null;
  /** Of the carry-forward before, if it is in it. */
  readonly before: Pick<CarryLine, "seq" | "rows"> | undefined;
  /** Of its stream those after `before`, the oldest first; later ones than the account's, too. */
  readonly entries: readonly Entry[];
  /** The last day that counts. */
  readonly day: CityDate;
}

export interface Carried {
  /** Null: nothing was ever booked on it by that day. */
  readonly line: CarryLine | null;
  readonly flaws: readonly Flaw[];
}

/**
 * 结转: closing is what the account stands at, wound back past what was booked after the day; opening
 * is the closing before; what happened between is added up from the other side of the entries'
 * lines. The three come from different places and must agree; where they do not, the line says what
 * each says, and nothing is mended.
 */
export function carryAccount({ accountId, account, before, entries, day }: CarryInput): Carried {
  const from = before?.seq ?? 0;
  // Without an account all that the journal has is counted, and stands against nothing.
  const upTo = account?.seq ?? entries.at(-1)?.seq ?? from;
  const counted = entries.filter(({ seq }) => seq > from && seq <= upTo);
  const within = counted.filter(({ bookedOn }) => bookedOn <= day);
  if (within.length === 0 && before === undefined) return { line: null, flaws: [] };
  const flows: SeasonFlows = new Map();
  for (const entry of within) addFlows(flows, entry);
  const closing = standingOf(account ?? { items: [], lots: [] });
  for (const entry of counted) if (entry.bookedOn > day) windBack(closing, entry);
  const all = figuresOf(before?.rows ?? [], flows, closing);
  const entryIds = within.map(({ id }) => id);
  return {
    line: {
      accountId,
      seq: within.at(-1)?.seq ?? from,
      rows: all.flatMap(([season, figures]) => carryRow(season, figures) ?? []),
    },
    flaws: [
      ...missing(counted, from, upTo, entryIds),
      ...all.flatMap(([season, figures]) => unequal(season, figures, entryIds)),
      ...brokenIn(account, entryIds),
    ],
  };
}

/** By season, what is on account first. */
function figuresOf(
  before: readonly CarryRow[],
  flows: SeasonFlows,
  closing: Standing,
): [string, Partial<Figures>][] {
  const opening = new Map(before.map(({ season, closingFen = ZERO_FEN }) => [season, closingFen]));
  const seasons = new Set([...opening.keys(), ...flows.keys(), ...closing.keys()]);
  return [...seasons].toSorted().map((season) => [
    season,
    {
      openingFen: opening.get(season) ?? ZERO_FEN,
      ...Object.fromEntries(flows.get(season) ?? []),
      closingFen: closing.get(season) ?? ZERO_FEN,
    },
  ]);
}

function missing(
  counted: readonly Entry[],
  from: number,
  upTo: number,
  entryIds: readonly string[],
): Flaw[] {
  if (counted.length === upTo - from) return [];
  const gap = counted.findIndex(({ seq }, place) => seq !== from + place + 1);
  const seq = from + (gap === -1 ? counted.length : gap) + 1;
  return [{ code: "entry-missing", seq, entryIds }];
}

function unequal(season: string, figures: Partial<Figures>, entryIds: readonly string[]): Flaw[] {
  if (addsUp(figures)) return [];
  const { closingFen = ZERO_FEN } = figures;
  const expected = expectedFen(figures);
  return [{ code: "does-not-add-up", season, expectedFen: expected, closingFen, entryIds }];
}

/** Paid beyond what it is, or open beside its sums: of the account as it stands now. */
function brokenIn(account: Account | null, entryIds: readonly string[]): Flaw[] {
  if (account === null) return [];
  const item = account.items.find(({ openFen, amountFen }) => openFen < 0 || openFen > amountFen);
  const lot = account.lots.find(({ leftFen }) => leftFen < 0);
  const season = item?.season ?? brokenSum(account)?.split(" ")[0];
  if (season === undefined && lot === undefined) return [];
  return [{ code: "sums-broken", ...(season === undefined ? {} : { season }), entryIds }];
}
