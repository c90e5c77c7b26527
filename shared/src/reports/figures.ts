import type { Rate } from "./collection.ts";
import type { ReportWord } from "./formatting.ts";

/** 表列: a column of a report as data; the page and the workbook tell it each in its way. */
export type Figure<R> = Amount<R> | Share<R>;

/** Money is in fen, area in 1/1000 m². */
export type FigureUnit = "money" | "area" | "count";

interface Amount<R> {
  readonly name: ReportWord;
  readonly unit: FigureUnit;
  readonly of: (row: R) => number;
  /** 其中: on the page under the amount, in the workbook in columns of their own. */
  readonly parts?: readonly Part<R>[];
}

/** In the unit of its amount unless it has its own. */
export interface Part<R> {
  readonly name: ReportWord;
  readonly unit?: FigureUnit;
  readonly of: (row: R) => number;
}

/** Told with both of its parts, which are of the unit. */
interface Share<R> {
  readonly name: ReportWord;
  readonly about: ReportWord;
  readonly unit: FigureUnit;
  readonly rate: (row: R) => Rate;
}
