import type { Row } from "write-excel-file/node";
import { fen } from "@warmline/shared/kernel/money.ts";
import type { Language } from "@warmline/shared/messages/format.ts";
import type { Figure, FigureUnit } from "@warmline/shared/reports/figures.ts";
import type { ReportWord } from "@warmline/shared/reports/formatting.ts";
import type { NodeAnswer, NodeRow } from "@warmline/shared/reports/season-answer.ts";
import {
  area,
  count,
  placeTable,
  positionOf,
  share,
  tableSheet,
  whereOf,
  wordsIn,
  yuan,
  type Table,
  type Words,
} from "./sheet-cells.ts";

export interface Told<R> {
  readonly title: ReportWord;
  /** In which units its figures are. */
  readonly units: ReportWord;
  readonly figures: readonly Figure<R>[];
  readonly language: Language;
}

export interface Counting {
  readonly households: number;
}

/** Of all seasons where it says none. */
type Answer<R> = Omit<NodeAnswer, "season" | "seasons"> & {
  readonly season?: string;
  readonly total: R;
  readonly rows: readonly (R & NodeRow)[];
};

/**
 * A report of nodes as an XLSX workbook: what it is of, the whole on top, a row for each below, and
 * under that the whole by something else. Each rate has its numerator and denominator beside it.
 */
export function nodeSheet<R extends Counting>(
  answer: Answer<R>,
  { title, units, figures, language }: Told<R>,
  below: (t: Words) => Table,
): Promise<Buffer> {
  const t = wordsIn(language);
  const { season, day } = answer;
  const about = [
    whereOf(answer.path, language, t),
    season === undefined ? t("reports.as-of-day", { day }) : t("reports.as-of", { season, day }),
    positionOf(answer, t, units),
  ];
  const { heads, rows } = placeTable<R>(answer, language, {
    heads: figureHeads(figures, t),
    cells: (row) => cells(figures, row),
  });
  return tableSheet(t(title), about, [{ heads, rows: [...rows, ...cut(answer, t)] }, below(t)]);
}

export function figureHeads<R>(figures: readonly Figure<R>[], t: Words): string[] {
  return figures.flatMap((figure) => {
    const rate = t(figure.name);
    if ("of" in figure) {
      return [rate, ...(figure.parts ?? []).map(({ name }) => `${rate} ${t(name)}`)];
    }
    return [t("reports.numerator", { rate }), t("reports.denominator", { rate }), rate];
  });
}

export function cells<R>(figures: readonly Figure<R>[], row: R): Row {
  return figures.flatMap((figure) => {
    const told = UNITS[figure.unit];
    if ("of" in figure) {
      const parts = (figure.parts ?? []).map(({ unit, of }) => UNITS[unit ?? figure.unit](of(row)));
      return [told(figure.of(row)), ...parts];
    }
    const rate = figure.rate(row);
    return [told(rate.numerator), told(rate.denominator), share(rate)];
  });
}

const UNITS: Readonly<Record<FigureUnit, (value: number) => Row[number]>> = {
  money: (value) => yuan(fen(value)),
  area,
  count,
};

/** A building of more households than a sheet is made for. */
function cut({ next, rows, total }: Answer<Counting>, t: Words): Row[] {
  return next === null ? [] : [[t("reports.cut", { count: total.households - rows.length })]];
}
