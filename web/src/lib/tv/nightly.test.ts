import { expect, test } from "vitest";
import { instantOf } from "@warmline/shared/kernel/time.ts";
import { untilReload } from "./nightly.ts";

const HOUR = 3_600_000;

test.each([
  ["2026-11-23T03:00:00+08:00", 0.5],
  ["2026-11-23T03:31:00+08:00", 24 - 1 / 60],
  ["2026-11-23T23:30:00+08:00", 4],
  ["2026-11-23T03:30:00+08:00", 24],
])("from %s the next reload is %f hours away", (at, hours) => {
  expect(untilReload(instantOf(Date.parse(at))) / HOUR).toBeCloseTo(hours, 5);
});
