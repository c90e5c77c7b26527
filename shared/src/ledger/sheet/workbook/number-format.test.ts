import { expect, test } from "vitest";
import { misleads, misleadsById } from "./number-format.ts";

test.each([
  "General",
  "0.00",
  "#,##0.00",
  "@",
  "0.00E+00",
  '#,##0.00"元"',
  "¥#,##0.00;[Red]-¥#,##0.00",
  '_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* "-"??_ ;_ @_ ',
  "[$-804]#,##0.00",
  "[DBNum1][$-804]General",
  '0"d"',
  "[<100]0.00;[>=100]#,##0.00",
])("%s shows the number itself", (format) => {
  expect(misleads(format)).toBe(false);
});

test.each([
  "yyyy-mm-dd",
  "m/d",
  '[$-804]yyyy"年"m"月"d"日"',
  "[h]:mm",
  "0%",
  "0.00,",
  "#,##0,",
  '0!.0,"万"',
  "0\\.0,",
  ";;;",
  '"—"',
  '[<10000]0.00;0!.0,"万"',
  "[=1]0;[<1]0%;0",
])("%s shows something else", (format) => {
  expect(misleads(format)).toBe(true);
});

test.each([
  [0, false],
  [4, false],
  [9, true],
  [11, false],
  [14, true],
  [22, true],
  [31, true],
  [44, false],
  [46, true],
  [49, false],
  [57, true],
])("built-in format %i: %s", (id, expected) => {
  expect(misleadsById(id)).toBe(expected);
});
