import type { Case } from "../cases/model.ts";
import { instantOf } from "../kernel/time.ts";
import type { Incident } from "./model.ts";

/** For tests: an outage of one building, confirmed at noon, and a case from inside. */

export const NOON = instantOf(Date.UTC(2026, 11, 1, 4));
export const moment = { at: NOON, actor: { kind: "staff", id: "d", name: "调度" } } as const;
export const place = { branchId: "b1", stationId: "s1", buildingId: "h1", unitId: "h1-u1" };

export function incidentWith(given: Partial<Incident> = {}): Incident {
  return {
    id: "i1",
    rev: 1,
    number: "SJ20261201-0001",
    kind: "outage",
    state: "confirmed",
    open: true,
    areas: [{ nodeId: "h1", kind: "building", name: "翠湖小区1号楼", branchId: "b1" }],
    branchIds: ["b1"],
    everBranchIds: ["b1"],
    description: "整楼不热",
    startedAt: instantOf(NOON - 3_600_000),
    expected: [],
    step: 1,
    history: [],
    ...given,
  };
}

export function caseWith(given: Partial<Case> = {}): Case {
  return {
    id: "c1",
    rev: 1,
    number: "20261201-0001",
    source: "phone",
    sourceId: "call",
    contact: {},
    householdId: "home",
    category: "not-warm",
    urgency: "normal",
    description: "不热",
    attachments: [],
    state: "new",
    open: true,
    openedAt: NOON,
    clocks: [{ kind: "resolve", from: NOON, due: NOON, policy: 1 }],
    urgedCount: 0,
    reportCount: 1,
    unreachedCount: 0,
    history: [],
    ...given,
  };
}
