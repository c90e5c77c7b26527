import { fen, formatYuan, type Fen } from "@warmline/shared/kernel/money.ts";
import { rateText, type Rate } from "@warmline/shared/reports/collection.ts";

/** A column of a report: its name, and what it says of a row. */
interface Telling<R> {
  readonly name: string;
  /** What it is, in a sentence. */
  readonly about?: string;
  readonly tell: (row: R) => Told;
}

/** Stands at the end of its cells, and is told of the whole, too. */
export interface FigureColumn<R> extends Telling<R> {
  readonly isFigure: true;
}

/** Of rows alone. */
export interface TextColumn<R> extends Telling<R> {
  readonly isFigure: false;
}

export interface Told {
  readonly text: string;
  /** What the text is a share of: numerator and denominator. */
  readonly parts?: readonly [string, string];
  readonly tone?: "none" | "less";
}

export function textColumn<R>(name: string, of: (row: R) => string): TextColumn<R> {
  return { name, isFigure: false, tell: (row) => ({ text: of(row) }) };
}

/** In yuan; nothing is told of a row that has none. */
export function moneyColumn<R>(name: string, of: (row: R) => Fen | undefined): FigureColumn<R> {
  return figureColumn(name, of, formatYuan);
}

/** In whatever unit `format` tells. */
function figureColumn<R, N extends number>(
  name: string,
  of: (row: R) => N | undefined,
  format: (value: N) => string,
): FigureColumn<R> {
  const tell = (row: R): Told => {
    const value = of(row);
    if (value === undefined) return { text: "" };
    const text = format(value);
    if (value === 0) return { text, tone: "none" };
    return value < 0 ? { text, tone: "less" } : { text };
  };
  return { name, isFigure: true, tell };
}

export function countColumn<R>(name: string, of: (row: R) => number | undefined): FigureColumn<R> {
  return figureColumn(name, of, wholeNumber);
}

/** A share with both of its parts, told by `part`. */
export function rateColumn<R>(
  { name, about }: { readonly name: string; readonly about: string },
  of: (row: R) => Rate,
  part: (value: number) => string,
): FigureColumn<R> {
  const tell = (row: R): Told => {
    const rate = of(row);
    return { text: rateText(rate), parts: [part(rate.numerator), part(rate.denominator)] };
  };
  return { name, about, isFigure: true, tell };
}

/** Of a share of money. */
export function yuanPart(value: number): string {
  return formatYuan(fen(value));
}

export function wholeNumber(value: number): string {
  return value.toLocaleString("en-US");
}
