import { ok, refuse, type Result } from "../../kernel/result.ts";
import { negateFen, type Fen } from "../../kernel/money.ts";
import { EPOCH } from "../../kernel/time.ts";
import { hasSeason, openOfSum, type Item } from "../account.ts";
import { AMOUNT_MAX_FEN, freePaysOpen, lotLines, moveLines, type Link } from "../allocate.ts";
import { bySeasonAndFee, type FeeId } from "../fees.ts";
import { sumFen, type Line } from "../lines.ts";
import { addToSum, applyLines, copyOf, sumKey, type Position } from "../position.ts";
import { itemIdOf } from "./charge.ts";
import { onlyMoved, sameLines, unlinked } from "./checks.ts";
import { explainUsed, joined } from "./explain.ts";
import { entryKind, type EntryOf, type Posting } from "./kind.ts";

/** 期初: what the system before had, season by season, also where nothing is open any more. */
export interface OpeningDetail {
  readonly kind: "opening";
  readonly seasons: readonly OpeningSeason[];
}

/** The sums of a season and fee as they were taken over; what is open is what they leave. */
export interface OpeningSeason {
  readonly season: string;
  readonly fee: FeeId;
  readonly chargedFen: Fen;
  readonly relievedFen: Fen;
  readonly paidFen: Fen;
  readonly writtenOffFen: Fen;
}

export interface OpeningInput {
  readonly entryId: string;
  readonly seasons: readonly OpeningSeason[];
  readonly prepaidFen: Fen;
}

export type OpeningCode = "already-opened" | "bad-amount" | "season-twice" | "season-charged";

interface OpeningFacts extends OpeningInput {
  /** What was prepaid pays at once what is open. */
  readonly links: readonly Link[];
}

/**
 * 期初: sums and prepayment taken over from the system before, once; a household that owes nothing
 * is taken over, too. Refusals, in this order: `already-opened` (reverse that opening first);
 * `bad-amount` (negative, no integer, over the limit, or paid beyond what was charged);
 * `season-twice`; `season-charged` (the journal itself charged that season).
 */
function decide(
  position: Position,
  { entryId, seasons, prepaidFen }: OpeningInput,
): Result<Posting<OpeningDetail>, OpeningCode> {
  if (position.openingId !== undefined) return refuse("already-opened");
  const amounts = [prepaidFen, ...seasons.flatMap(sumsOf)];
  if (!amounts.every(isSound)) return refuse("bad-amount");
  if (new Set(seasons.map(sumKey)).size < seasons.length) return refuse("season-twice");
  const sums = [...position.sums.values()];
  const charged = seasons.find(({ season, fee }) => hasSeason({ sums }, season, fee));
  if (charged !== undefined) return refuse("season-charged", { season: charged.season });
  const detail = { kind: "opening" as const, seasons: seasons.toSorted(bySeasonAndFee) };
  const facts = { entryId, seasons: detail.seasons, prepaidFen };
  const opened = copyOf(position);
  const entry = { id: entryId, seq: position.seq + 1, at: EPOCH, detail };
  fold(opened, { ...entry, lines: lines({ ...facts, links: [] }) });
  return ok({ lines: lines({ ...facts, links: freePaysOpen(opened) }), detail });
}

function sumsOf(one: OpeningSeason): Fen[] {
  const { chargedFen, relievedFen, paidFen, writtenOffFen } = one;
  return [chargedFen, relievedFen, paidFen, writtenOffFen, openOfSum(one)];
}

function isSound(amount: Fen): boolean {
  return Number.isSafeInteger(amount) && amount >= 0 && amount <= AMOUNT_MAX_FEN;
}

function lines({ entryId, seasons, prepaidFen, links }: OpeningFacts): Line[] {
  const owing = itemsOf(entryId, seasons).flatMap(({ itemId, season, fee, amountFen }): Line[] => [
    { account: "receivable", amountFen, season, fee, itemId },
    { account: "opening", amountFen: negateFen(amountFen), season, fee },
  ]);
  const prepaid: Line[] =
    prepaidFen === 0
      ? []
      : [
          ...lotLines(entryId, negateFen(prepaidFen)),
          { account: "opening", amountFen: prepaidFen },
        ];
  return [...owing, ...prepaid, ...moveLines(links)];
}

function itemsOf(entryId: string, seasons: readonly OpeningSeason[]): Item[] {
  return seasons
    .filter((one) => openOfSum(one) > 0)
    .map((one, place) => ({
      itemId: itemIdOf(entryId, place),
      season: one.season,
      fee: one.fee,
      amountFen: openOfSum(one),
    }));
}

function fold(position: Position, entry: EntryOf<OpeningDetail>): void {
  const { id, seq, detail } = entry;
  for (const one of detail.seasons) {
    const { season, fee, chargedFen, relievedFen, paidFen, writtenOffFen } = one;
    // Marked also where all sums are zero: it is never charged again.
    position.sums.set(sumKey(one), { season, fee, chargedFen, paidFen, takenOver: true });
    if (relievedFen > 0) addToSum(position, one, "relievedFen", relievedFen);
    if (writtenOffFen > 0) addToSum(position, one, "writtenOffFen", writtenOffFen);
  }
  applyLines(position, entry.lines, {
    sum: null,
    items: itemsOf(id, detail.seasons),
    lots: [{ lotId: id, seq }],
  });
  position.openingId = id;
}

function check(_: Position, entry: EntryOf<OpeningDetail>): boolean {
  const { id, detail, lines: all } = entry;
  const prepaidFen = sumFen(
    all.filter(({ account, season }) => account === "opening" && season === undefined),
  );
  const own = lines({ entryId: id, seasons: detail.seasons, prepaidFen, links: [] });
  return (
    detail.seasons.every((one) => sumsOf(one).every(isSound)) &&
    sameLines(unlinked(all), unlinked(own)) &&
    onlyMoved(all, { lotId: id, broughtFen: prepaidFen })
  );
}

export const opening = entryKind({
  decide,
  lines,
  fold,
  check,
  explain: ({ detail: { seasons }, lines: all }, format) =>
    joined([...seasons.map(({ season }) => season), explainUsed(all, format)], format),
  reversible: true,
});
