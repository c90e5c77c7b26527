import { countText } from "../count-text.ts";
import { areaMilli, formatArea } from "@warmline/shared/kernel/area.ts";
import { fen, formatYuan, type Fen } from "@warmline/shared/kernel/money.ts";
import { rateText } from "@warmline/shared/reports/collection.ts";
import type { Figure, FigureUnit } from "@warmline/shared/reports/figures.ts";
import { t } from "../messages.svelte.ts";

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
  readonly shareOf?: readonly [string, string];
  /** 其中: what of it is what. */
  readonly parts?: readonly { readonly name: string; readonly text: string }[];
  readonly tone?: "none" | "less";
}

export function textColumn<R>(name: string, of: (row: R) => string): TextColumn<R> {
  return { name, isFigure: false, tell: (row) => ({ text: of(row) }) };
}

/** In yuan; nothing is told of a row that has none. */
export function moneyColumn<R>(name: string, of: (row: R) => Fen | undefined): FigureColumn<R> {
  return amountColumn(name, of, "money");
}

/** Columns that are data, told in the language in use. */
export function figureColumns<R>(figures: readonly Figure<R>[]): FigureColumn<R>[] {
  return figures.map((figure) => {
    const { name, unit } = figure;
    if ("of" in figure) {
      const { tell, ...column } = amountColumn(t(name), figure.of, unit);
      const parts = (row: R) =>
        figure.parts?.map((one) => ({
          name: t(one.name),
          text: UNITS[one.unit ?? unit](one.of(row)),
        })) ?? [];
      return { ...column, tell: (row) => ({ ...tell(row), parts: parts(row) }) };
    }
    const tell = (row: R): Told => {
      const rate = figure.rate(row);
      const shareOf = [UNITS[unit](rate.numerator), UNITS[unit](rate.denominator)] as const;
      return { text: rateText(rate), shareOf };
    };
    return { name: t(name), about: t(figure.about), isFigure: true, tell };
  });
}

function amountColumn<R>(
  name: string,
  of: (row: R) => number | undefined,
  unit: FigureUnit,
): FigureColumn<R> {
  const tell = (row: R): Told => {
    const value = of(row);
    if (value === undefined) return { text: "" };
    const text = UNITS[unit](value);
    if (value === 0) return { text, tone: "none" };
    return value < 0 ? { text, tone: "less" } : { text };
  };
  return { name, isFigure: true, tell };
}

export function countColumn<R>(name: string, of: (row: R) => number | undefined): FigureColumn<R> {
  return amountColumn(name, of, "count");
}

/** As each is written; the unit of an area stands at the head of the report. */
const UNITS: Readonly<Record<FigureUnit, (value: number) => string>> = {
  money: (value) => formatYuan(fen(value)),
  area: (value) => grouped(formatArea(areaMilli(value))),
  count: countText,
};

/** `1,234,567.89` */
function grouped(text: string): string {
  return text.replace(/\B(?=(?:\d{3})+\.)/g, ",");
}
