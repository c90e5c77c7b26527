import type { reports } from "./messages.zh.ts";

type Said = typeof reports;

/** The messages that a report is told in, on the page and in its workbook. */
export type ReportMessage = keyof Said;

/** Those of them that take no values, such as the name of a column. */
export type ReportWord = {
  [Key in ReportMessage]: Said[Key] extends `${string}{${string}` ? never : Key;
}[ReportMessage];
