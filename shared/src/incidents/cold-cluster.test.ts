import { describe, expect, test } from "vitest";
import { instantOf, later } from "../kernel/time.ts";
import { clusterAround, coldFlatOf, type ColdFlat } from "./cold-cluster.ts";
import { caseWith, incidentWith, moment, NOON, place } from "./fixture.ts";

const HOUR_MS = 3_600_000;
const limits = { withinMs: 4 * HOUR_MS, unit: 3, building: 5, station: 7 };
const at = { now: NOON, limits };

/** The nth flat, so many minutes before noon. */
function flat(nth: number, over: Partial<ColdFlat> = {}, minutes = nth): ColdFlat {
  const openedAt = later(NOON, -minutes * 60_000);
  return { caseId: `c${nth}`, number: `${nth}`, householdId: `h${nth}`, openedAt, place, ...over };
}
const nextUnit = { ...place, unitId: "h1-u2" };
const nextBuilding = { ...place, buildingId: "h2", unitId: "h2-u1" };
const three = [flat(1), flat(2), flat(3)];

test("three flats of a unit are a cluster there, the oldest first", () => {
  const found = clusterAround(place, three, [], at);
  expect(found?.nodeId).toBe("h1-u1");
  expect(found?.flats.map(({ caseId }) => caseId)).toEqual(["c3", "c2", "c1"]);
});

test.each<[string, ColdFlat[], string | null]>([
  ["two are none", three.slice(1), null],
  [
    "one flat reported three times is one",
    three.map((one) => ({ ...one, householdId: "h" })),
    null,
  ],
  ["one that is older than the time does not count", [flat(1), flat(2), flat(3, {}, 241)], null],
  ["one at its very end does", [flat(1), flat(2), flat(3, {}, 240)], "h1-u1"],
  [
    "in two units it takes a building's number",
    [flat(1), flat(2), flat(4, { place: nextUnit }), flat(5, { place: nextUnit })],
    null,
  ],
  [
    "and is the building's",
    [flat(1), flat(2), ...[4, 5, 6].map((nth) => flat(nth, { place: nextUnit }))],
    "h1",
  ],
  [
    "in two buildings it is the station's",
    [flat(1), flat(2), ...[4, 5, 6, 7, 8].map((nth) => flat(nth, { place: nextBuilding }))],
    "s1",
  ],
])("%s", (_, flats, nodeId) => {
  expect(clusterAround(place, flats, [], at)?.nodeId ?? null).toBe(nodeId);
});

describe("what an incident accounts for is no cluster", () => {
  const ended = (minutes: number) => ({
    open: false,
    state: "cancelled" as const,
    history: [
      {
        at: instantOf(NOON - minutes * 60_000),
        kind: "cancelled" as const,
        actorKind: "staff",
        actorId: "d",
        actorName: "d",
      },
    ],
  });
  test.each([
    ["an open one around it, suspected too", { state: "suspected" as const }, null],
    [
      "an open one elsewhere does not",
      { areas: [{ ...incidentWith().areas[0]!, nodeId: "h9" }] },
      "h1-u1",
    ],
    ["one that was cancelled since", ended(0), null],
    ["one that was cancelled before does not", ended(10), "h1-u1"],
    ["one cancelled between leaves too few", ended(2), null],
  ])("%s", (_, given, nodeId) => {
    const found = clusterAround(place, three, [incidentWith(given)], at);
    expect(found?.nodeId ?? null).toBe(nodeId);
  });
});

test.each([
  ["a cold flat", {}, true],
  ["water", { category: "leak" as const }, false],
  ["one that joined", { incidentId: "i" }, false],
  ["one that somebody keeps apart", { keptApart: true }, false],
  ["one that is done", { state: "resolved" as const }, false],
])("counts or not: %s", (_, given, counts) => {
  expect(coldFlatOf(caseWith({ openedAt: moment.at, ...given }), place) !== null).toBe(counts);
});
test("a case without a household's place counts nowhere", () => {
  expect(coldFlatOf(caseWith(), undefined)).toBeNull();
});
