import { addFen, negateFen, ZERO_FEN, type Fen } from "../kernel/money.ts";
import type { CityDate } from "../kernel/time.ts";
import { accountIdOf, type Entry } from "../ledger/entry.ts";
import { isForHeat, type FeeId } from "../ledger/fees.ts";
import { householdIdOf } from "../ledger/holder-account.ts";
import { stepsOfItems } from "../ledger/item-steps.ts";
import type { Line } from "../ledger/lines.ts";
import { isSpaceStep, type Step } from "../ledger/steps.ts";
import { placeParts, UNKNOWN_PART, type PlaceParts } from "./moves.ts";

/**
 * 收入明细: what one entry earns, with tax, of one season, fee and price class, and over which days
 * of supply; below zero where it is taken off. By its lines: revenue, late fees and rounding, less
 * reliefs that the utility bears. What others bear is earned all the same; bad debt stays earned.
 */
export interface Earned {
  /** The commit that brought the entry. */
  readonly position: number;
  /** Of the books. */
  readonly day: CityDate;
  readonly householdId: string;
  /** Where its household was when it was charged. */
  readonly place: PlaceParts;
  readonly season: string;
  readonly fee: FeeId;
  /** `UNKNOWN_PART`: it is not known, or of several. */
  readonly priceClass: string;
  readonly over: EarnedOver;
  readonly amountFen: Fen;
}

export type EarnedOver =
  /** 按采暖季: all days that the season has. */
  | { readonly kind: "season" }
  /** 报停、复热: so many days from one on. */
  | { readonly kind: "days"; readonly from: CityDate; readonly days: number }
  /** 一次确认: on the day of the books. */
  | { readonly kind: "once" };

const EARNING: ReadonlySet<Line["account"]> = new Set([
  "revenue",
  "late-fee",
  "rounding",
  "relief",
]);

type Referred = (entryId: string) => Entry | undefined;
type Part = Pick<Earned, "season" | "fee" | "priceClass" | "over" | "amountFen">;

/** What an entry takes back, to be known with it. */
export function takenBackBy({ reverses, detail }: Entry): string[] {
  return detail.kind === "reversal" && reverses !== undefined ? [reverses] : [];
}

/** None where nothing is earned. */
export function earnedOf(entry: Entry, position: number, referred: Referred): Earned[] {
  const accountId = accountIdOf(entry.streamId);
  if (accountId === null) return [];
  const undone = takenBackBy(entry).map(referred)[0];
  const from = undone ?? entry;
  const parts = partsOf(from);
  const householdId = householdIdOf(accountId);
  const of = { position, day: entry.bookedOn, householdId, place: placeParts(from.place) };
  return parts
    .filter(({ amountFen }) => amountFen !== 0)
    .map((part) => ({
      ...of,
      ...part,
      amountFen: undone === undefined ? part.amountFen : negateFen(part.amountFen),
    }));
}

function partsOf(entry: Entry): Part[] {
  const priceClass = classOf(entry);
  if (entry.detail.kind === "charge") return asOne(chargedParts(entry, priceClass));
  const parts = entry.lines.flatMap(({ account, season, fee, amountFen }): Part[] => {
    if (!EARNING.has(account) || season === undefined || fee === undefined) return [];
    const over = { kind: isForHeat(fee) || fee === "rounding" ? "season" : "once" } as const;
    return [{ season, fee, priceClass, over, amountFen: negateFen(amountFen) }];
  });
  return asOne(parts);
}

/** What is of the same season, fee, class and days as one, so that it is rounded once. */
function asOne(parts: readonly Part[]): Part[] {
  const sums = new Map<string, Part>();
  for (const part of parts) {
    const { season, fee, priceClass, over, amountFen } = part;
    const days = over.kind === "days" ? `${over.from} ${over.days}` : over.kind;
    const key = [season, fee, priceClass, days].join(" ");
    const before = sums.get(key)?.amountFen ?? ZERO_FEN;
    sums.set(key, { ...part, amountFen: addFen(before, amountFen) });
  }
  return [...sums.values()];
}

/** Step by step: each space by its class, a stop and its end by their days. */
function chargedParts(entry: Entry, unknown: string): Part[] {
  const steps = stepsOfItems([entry]);
  return entry.lines.flatMap(({ account, itemId = "", lotId, season = "", fee = "heat" }) => {
    if (account !== "receivable" || lotId !== undefined) return [];
    const own = steps.get(itemId) ?? [];
    const classes = new Map(
      own.filter(isSpaceStep).map(({ spaceId, priceClass }) => [spaceId, priceClass]),
    );
    return own.map((step): Part => ({
      season,
      fee,
      priceClass: ("spaceId" in step ? classes.get(step.spaceId) : undefined) ?? unknown,
      over: overOf(step),
      amountFen: step.amountFen,
    }));
  });
}

function overOf(step: Step): EarnedOver {
  if (step.rule !== "stop@1" && step.rule !== "restore@1") return { kind: "season" };
  return { kind: "days", from: step.from, days: step.days };
}

/** The class of a household of one class, as its entry says. */
function classOf({ place = "" }: Entry): string {
  const [, , , , classes = ""] = place.split("/");
  return classes === "" || classes.includes("+") ? UNKNOWN_PART : classes;
}
