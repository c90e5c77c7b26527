import { expect, test } from "vitest";
import { offeredState } from "./offered.ts";

test.each([
  [{}, "now", ""],
  [{ from: "2026-11-28" }, "now", ""],
  [{ from: "2026-11-29" }, "from", "2026-11-29"],
  [{ until: "2026-11-29" }, "until", "2026-11-29"],
  [{ until: "2026-11-28" }, "ended", "2026-11-28"],
  [{ from: "2026-12-01", until: "2026-12-31" }, "from", "2026-12-01"],
] as const)("on 2026-11-28 %j is %s", (row, state, day) => {
  expect(offeredState(row, "2026-11-28")).toEqual({ state, day });
});
