/**
 * 期初表: a sheet of what the system before had, a row for each household and season, in yuan. Its
 * first row names the columns, in Chinese or English; others than these are not looked at.
 */
export const SHEET_COLUMNS = [
  "number",
  "season",
  "charged",
  "relieved",
  "paid",
  "writtenOff",
  "owed",
  "prepaid",
] as const;
export type SheetColumn = (typeof SHEET_COLUMNS)[number];
