import { expect, test } from "vitest";
import { refuseValueDate } from "./value-date.ts";

const TODAY = "2026-03-01";
const bank = { method: "bank" } as const;

test.each([
  ["none is said", undefined, [{ method: "cash" }], null],
  ["today", TODAY, [bank], null],
  ["the day before", "2026-02-28", [bank], null],
  ["thirty days before", "2026-01-30", [bank], null],
  ["one day more", "2026-01-29", [bank], "value-date-earlier"],
  ["tomorrow", "2026-03-02", [bank], "value-date-later"],
  ["of cash", "2026-02-28", [{ method: "cash" }], "value-date-not-bank"],
  ["of cash in part", "2026-03-02", [bank, { method: "cash" }], "value-date-not-bank"],
] as const)("%s", (_, valueDate, tenders, code) => {
  expect(refuseValueDate(valueDate, tenders, TODAY)?.code ?? null).toBe(code);
});
