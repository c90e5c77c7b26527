import { expect, test } from "vitest";
import { basisOf } from "./relief-basis.ts";

const typed = {
  amount: "12.5",
  incident: "SJ1",
  from: "2026-01-05",
  to: "2026-01-07",
  degrees: "15.5",
};

test.each([
  ["area", {}, {}],
  ["amount", {}, { amountFen: 1_250 }],
  ["amount", { amount: "" }, null],
  ["outage", {}, { incident: "SJ1" }],
  ["outage", { incident: "" }, null],
  ["cold", {}, { cold: { from: "2026-01-05", to: "2026-01-07", roomTemperatureDeci: 155 } }],
  ["cold", { to: "2026-01-04" }, null],
  ["cold", { from: "" }, null],
  ["cold", { to: "" }, null],
  ["cold", { degrees: "cold" }, null],
] as const)("by %s of %j", (by, over, basis) => {
  expect(basisOf(by, { ...typed, ...over })).toEqual(basis);
});
