import {
  addFen,
  fen,
  negateFen,
  smallerFen,
  subtractFen,
  ZERO_FEN,
  type Fen,
} from "../kernel/money.ts";
import type { Price10k } from "../kernel/price.ts";
import { bySeasonAndFee, type FeeId } from "../ledger/fees.ts";
import { splitVat, type VatSplit } from "../ledger/vat.ts";

/** What of one payment's money pays one item, of one rate of VAT; with tax. */
export interface InvoicePart {
  readonly paymentId: string;
  readonly accountId: string;
  readonly itemId: string;
  readonly season: string;
  readonly fee: FeeId;
  /** In 1/10000 per cent of the amount without tax; 0: exempt 免税. */
  readonly share10k: Price10k;
  readonly grossFen: Fen;
}

/** 发票明细行: one season, fee and rate. */
export interface InvoiceLine extends VatSplit {
  readonly season: string;
  readonly fee: FeeId;
  readonly share10k: Price10k;
}

type OfLine = Pick<InvoiceLine, "season" | "fee" | "share10k">;

function partKey({ paymentId, accountId, itemId, share10k }: InvoicePart): string {
  return `${paymentId} ${accountId} ${itemId} ${share10k}`;
}

function lineKey({ season, fee, share10k }: OfLine): string {
  return `${season} ${fee} ${share10k}`;
}

/** Amounts of the same payment, item and rate as one; what comes to nothing is left out. */
function added(parts: readonly InvoicePart[]): Map<string, InvoicePart> {
  const sums = new Map<string, InvoicePart>();
  for (const part of parts) {
    const key = partKey(part);
    const before = sums.get(key)?.grossFen ?? ZERO_FEN;
    sums.set(key, { ...part, grossFen: addFen(before, part.grossFen) });
  }
  for (const [key, { grossFen }] of sums) if (grossFen === 0) sums.delete(key);
  return sums;
}

function difference(
  from: readonly InvoicePart[],
  less: readonly InvoicePart[],
): readonly InvoicePart[] {
  return [...added([...from, ...negatedParts(less)]).values()].filter(
    ({ grossFen }) => grossFen > 0,
  );
}

/** 未开票: what was paid and is not invoiced; `invoiced` are the parts of blue and red together. */
export function uninvoiced(paid: readonly InvoicePart[], invoiced: readonly InvoicePart[]) {
  return difference(paid, invoiced);
}

/** 应红冲: what is invoiced and not (any more) paid. */
export function overInvoiced(paid: readonly InvoicePart[], invoiced: readonly InvoicePart[]) {
  return difference(invoiced, paid);
}

export function negatedParts(parts: readonly InvoicePart[]): InvoicePart[] {
  return parts.map((part) => ({ ...part, grossFen: negateFen(part.grossFen) }));
}

/** What of `parts` is within `bounds`, part by part. */
export function within(
  parts: readonly InvoicePart[],
  bounds: readonly InvoicePart[],
): InvoicePart[] {
  const most = added(bounds);
  return [...added(parts)].flatMap(([key, part]) => {
    const bound = most.get(key)?.grossFen ?? ZERO_FEN;
    const grossFen = smallerFen(part.grossFen, bound);
    return grossFen > 0 ? [{ ...part, grossFen }] : [];
  });
}

/** What is left of a blue invoice's parts after its red ones, whose parts are below zero. */
export function leftOf(
  blue: readonly InvoicePart[],
  reds: readonly InvoicePart[],
): readonly InvoicePart[] {
  return [...added([...blue, ...reds]).values()];
}

/** 价税分离 line by line: each is split once, and the lines sum to the parts. */
export function linesOf(parts: readonly InvoicePart[]): InvoiceLine[] {
  return [...grossByLine(parts).values()]
    .toSorted((a, b) => bySeasonAndFee(a, b) || b.share10k - a.share10k)
    .map(({ season, fee, share10k, grossFen }) => ({
      season,
      fee,
      share10k,
      ...splitVat(grossFen, share10k),
    }));
}

/**
 * 红字: the lines that take `parts` (above zero) off what is left of a blue invoice. Net and tax of
 * each are what that line says before less what it says after, so that all red ones of a blue one
 * together are its exact negative.
 */
export function redLinesOf(
  left: readonly InvoicePart[],
  parts: readonly InvoicePart[],
): InvoiceLine[] {
  const before = new Map(linesOf(left).map((line) => [lineKey(line), line]));
  const rest = linesOf(leftOf(left, negatedParts(parts)));
  const after = new Map(rest.map((line) => [lineKey(line), line]));
  const nothing = { grossFen: ZERO_FEN, netFen: ZERO_FEN, taxFen: ZERO_FEN };
  return linesOf(parts).map((line) => {
    const [was, is] = [before.get(lineKey(line)) ?? nothing, after.get(lineKey(line)) ?? nothing];
    return {
      ...line,
      grossFen: subtractFen(is.grossFen, was.grossFen),
      netFen: subtractFen(is.netFen, was.netFen),
      taxFen: subtractFen(is.taxFen, was.taxFen),
    };
  });
}

/** The sum of lines. */
export function totalOf(lines: readonly VatSplit[]): VatSplit {
  const sum = (of: keyof VatSplit) => fen(lines.reduce((total, line) => total + line[of], 0));
  return { grossFen: sum("grossFen"), netFen: sum("netFen"), taxFen: sum("taxFen") };
}

function grossByLine(parts: readonly InvoicePart[]) {
  const sums = new Map<string, OfLine & { readonly grossFen: Fen }>();
  for (const { season, fee, share10k, grossFen } of parts) {
    const key = lineKey({ season, fee, share10k });
    const before = sums.get(key)?.grossFen ?? ZERO_FEN;
    sums.set(key, { season, fee, share10k, grossFen: addFen(before, grossFen) });
  }
  return sums;
}
