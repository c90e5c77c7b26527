import { expect, test } from "vitest";
import type { Case } from "../cases/model.ts";
import type { Place } from "../households/model.ts";
import { instantOf } from "../kernel/time.ts";
import { caseWith, incidentWith, NOON, place } from "./fixture.ts";
import { isSurelyIn } from "./joining.ts";
import type { Incident } from "./model.ts";

interface Given {
  readonly incident?: Partial<Incident>;
  readonly caseRecord?: Partial<Case>;
  readonly place?: Partial<Place>;
}

const area = (nodeId: string) => ({ nodeId, kind: "unit", name: nodeId, branchId: "b1" }) as const;

const rows: readonly (readonly [string, boolean, Given])[] = [
  ["reported from inside since it began", true, {}],
  ["of a building without heat", true, { caseRecord: { category: "no-heat-building" } }],
  ["already with a worker", true, { caseRecord: { state: "on-site" } }],
  ["reopened", true, { caseRecord: { state: "reopened" } }],
  ["while it is repaired", true, { incident: { state: "repairing" } }],
  ["of a leak in the street", true, { incident: { kind: "leak" } }],
  ["of its unit", true, { incident: { areas: [area("h1-u1")] } }],
  ["of its station", true, { incident: { areas: [area("s1")] } }],
  ["of its branch", true, { incident: { areas: [area("other"), area("b1")] } }],
  ["from elsewhere", false, { place: { buildingId: "h2", unitId: "h2-u1" } }],
  ["of another unit", false, { incident: { areas: [area("h1-u2")] } }],
  ["from before it began", false, { caseRecord: { openedAt: instantOf(NOON - 3_600_001) } }],
  ["about water in the flat", false, { caseRecord: { category: "leak" } }],
  ["about a fee", false, { caseRecord: { category: "fee-question" } }],
  ["without a household", false, { caseRecord: { householdId: undefined as never } }],
  ["in another incident", false, { caseRecord: { incidentId: "i2" } }],
  ["kept apart", false, { caseRecord: { keptApart: true } }],
  ["done", false, { caseRecord: { state: "resolved" } }],
  ["closed", false, { caseRecord: { state: "closed", open: false } }],
  ["while it is only suspected", false, { incident: { state: "suspected" } }],
  ["once it is over", false, { incident: { state: "restored" } }],
  ["once it was cancelled", false, { incident: { state: "cancelled", open: false } }],
];

test.each(rows)("a case %s: %s", (_, sure, given) => {
  const at = { ...place, ...given.place };
  expect(isSurelyIn(incidentWith(given.incident), caseWith(given.caseRecord), at)).toBe(sure);
});
