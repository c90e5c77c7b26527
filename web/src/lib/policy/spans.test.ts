import { expect, test } from "vitest";
import { SEED_POLICY } from "@warmline/shared/cases/policy-seed.ts";
import { cellKey, cellsOf, changedRows, minutesTyped, rowsOf, spanTyped } from "./spans.ts";

test("every span is shown and read again", () => {
  for (let minutes = 1; minutes < 5_000; minutes += 1) {
    expect(minutesTyped(spanTyped(minutes))).toBe(minutes);
  }
});

test.each(["", "0:00", "1", "1:60", "1.5", "-1:00", "a:00"])("%j is no span", (typed) => {
  expect(minutesTyped(typed)).toBeNull();
});

test("what was not touched is no change", () => {
  expect(changedRows(SEED_POLICY, cellsOf(SEED_POLICY))).toEqual([]);
});

test("a span, another calendar and a clock taken away are one row each", () => {
  const cells = cellsOf(SEED_POLICY);
  const [first, second, third] = rowsOf(SEED_POLICY, "heating", "not-warm");
  cells[cellKey(first!, "resolve")]!.span = "10:30";
  cells[cellKey(second!, "arrive")]!.by = "office";
  cells[cellKey(third!, "acknowledge")]!.span = "";
  const rows = changedRows(SEED_POLICY, cells)!;
  expect(rows.map(({ urgency }) => urgency)).toEqual(["normal", "urgent", "critical"]);
  expect(rows[0]!.terms.resolve).toEqual({ minutes: 630, by: "clock" });
  expect(rows[1]!.terms.arrive?.by).toBe("office");
  expect(rows[2]!.terms.acknowledge).toBeUndefined();
});

test("there is nothing to propose while a span is mistyped, or a case may take for ever", () => {
  const [row] = rowsOf(SEED_POLICY, "off", "leak");
  for (const span of ["soon", ""]) {
    const cells = cellsOf(SEED_POLICY);
    cells[cellKey(row!, "resolve")]!.span = span;
    expect(changedRows(SEED_POLICY, cells)).toBeNull();
  }
});
