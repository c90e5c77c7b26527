import { describe, expect, test } from "vitest";
import {
  daysLeft,
  effectiveStops,
  restoreSupply,
  resumeStop,
  stopSupply,
  type Stop,
} from "./stops.ts";

const days = { from: "2025-11-01", to: "2026-03-31", days: 151 };
const spaces = [{ id: "flat" }, { id: "attic" }];
const of = { days, spaces };
const stop = (over: Partial<Stop> = {}): Stop => ({ number: 1, from: days.from, ...over });

test("stopped, restored, and the restore withdrawn: as it was", () => {
  const stopped = stopSupply([], { from: "2025-12-01" }, of);
  expect(stopped).toEqual({ ok: true, value: [stop({ from: "2025-12-01" })] });
  const restored = restoreSupply([stop()], { stop: 1, from: "2026-01-01" }, days);
  expect(restored).toEqual({ ok: true, value: [stop({ until: "2026-01-01" })] });
  expect(resumeStop([stop({ until: "2026-01-01" })], { stop: 1 })).toEqual({
    ok: true,
    value: [stop()],
  });
});

test("all spaces by name are all of them: also those that are added later", () => {
  const all = stopSupply([], { from: days.from, spaceIds: ["flat", "attic"] }, of);
  expect(all).toEqual({ ok: true, value: [stop()] });
  const some = stopSupply([], { from: days.from, spaceIds: ["attic", "attic"] }, of);
  expect(some).toEqual({ ok: true, value: [stop({ spaceIds: ["attic"] })] });
});

test("restored from its first day on, a stop has never been: another may begin", () => {
  const undone = [stop({ until: days.from })];
  expect(effectiveStops(undone)).toEqual([]);
  expect(stopSupply(undone, { from: days.from }, of)).toMatchObject({ ok: true });
});

test.each([
  ["2025-11-01", 151],
  ["2025-10-01", 151],
  ["2025-12-30", 92],
  ["2026-03-31", 1],
])("from %s on there are %i days", (from, left) => {
  expect(daysLeft(from, days)).toBe(left);
});

describe("refused", () => {
  const until = "2026-01-01";
  test.each([
    ["stop-outside-season", stopSupply([], { from: "2025-10-31" }, of)],
    ["stop-outside-season", stopSupply([], { from: "2026-04-01" }, of)],
    ["space-unknown", stopSupply([], { from: days.from, spaceIds: [] }, of)],
    ["space-unknown", stopSupply([], { from: days.from, spaceIds: ["flat", "cellar"] }, of)],
    ["already-stopped", stopSupply([stop()], { from: "2026-02-01" }, of)],
    ["already-stopped", stopSupply([stop()], { from: days.from, spaceIds: ["flat"] }, of)],
    [
      "already-stopped",
      stopSupply([stop({ spaceIds: ["flat"] })], { from: days.from, spaceIds: ["flat"] }, of),
    ],
    ["already-stopped", stopSupply([stop({ until })], { from: "2025-12-31" }, of)],
    ["already-stopped", stopSupply([stop({ from: "2026-02-01" })], { from: days.from }, of)],
    ["not-stopped", restoreSupply([stop()], { stop: 2, from: until }, days)],
    ["not-stopped", restoreSupply([stop({ until })], { stop: 1, from: until }, days)],
    [
      "restore-outside-stop",
      restoreSupply([stop({ from: "2025-12-01" })], { stop: 1, from: "2025-11-30" }, days),
    ],
    ["restore-outside-stop", restoreSupply([stop()], { stop: 1, from: "2026-04-01" }, days)],
    ["not-restored", resumeStop([stop()], { stop: 1 })],
    ["not-restored", resumeStop([], { stop: 1 })],
    [
      "already-stopped",
      resumeStop([stop({ until }), stop({ number: 2, from: "2026-02-01" })], { stop: 1 }),
    ],
  ])("%s", (code, result) => {
    expect(result).toMatchObject({ ok: false, code });
  });

  test.each([
    ["of other spaces", [stop({ spaceIds: ["flat"] })], { from: days.from, spaceIds: ["attic"] }],
    ["from the day of the restore on", [stop({ until })], { from: until }],
  ])("but not %s", (_, stops, next) => {
    expect(stopSupply(stops, next, of)).toMatchObject({ ok: true });
  });
});
