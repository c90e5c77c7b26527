import { describe, expect, test } from "vitest";
import { instantOf } from "../kernel/time.ts";
import { caseWith, moment, NOON } from "../incidents/fixture.ts";
import { PLAIN_WEEK } from "./calendar.ts";
import { callBackCase } from "./follow-up.ts";
import {
  joinIncident,
  leaveIncident,
  settleWithIncident,
  unsettleWithIncident,
} from "./incident.ts";
import type { Case } from "./model.ts";
import { SEED_POLICY } from "./policy-seed.ts";
import { resolveCase } from "./work.ts";

const timetable = { policy: SEED_POLICY, calendar: PLAIN_WEEK, seasons: [] };
const STAYS = { workerStays: true, timetable };
const incident = { id: "i1", number: "SJ20261201-0001" };
const restored = { ...incident, restoredAt: NOON };

function must(result: { ok: true; value: Case } | { ok: false; code: string }): Case {
  if (!result.ok) throw new Error(result.code);
  return result.value;
}
const joined = (given: Partial<Case> = {}) => must(joinIncident(caseWith(given), moment, incident));

describe("joining", () => {
  test("the case stays as it is, with its own clock", () => {
    const { history, ...after } = joined({ state: "accepted" });
    const { history: _, ...before } = caseWith({ state: "accepted" });
    const known = { incidentId: incident.id, incidentNumber: incident.number };
    expect(after).toEqual({ ...before, ...known });
    expect(history.at(-1)).toMatchObject({ kind: "incident-joined" });
  });

  test("leaving is the inverse, and keeps it apart", () => {
    const left = must(leaveIncident(joined(), moment, incident, "自家阀门关着"));
    expect(left).toMatchObject({ state: "new", keptApart: true });
    expect([left.incidentId, left.incidentNumber]).toEqual([undefined, undefined]);
    expect(must(joinIncident(left, moment, incident)).keptApart).toBeUndefined();
  });

  test.each([
    ["already-joined", joinIncident(joined(), moment, incident)],
    ["in-other-incident", joinIncident(joined(), moment, { id: "i2", number: "2" })],
    ["already-resolved", joinIncident(caseWith({ state: "resolved" }), moment, incident)],
    ["case-closed", joinIncident(caseWith({ state: "closed" }), moment, incident)],
    ["not-joined", leaveIncident(caseWith(), moment, incident, undefined)],
    ["not-joined", leaveIncident(joined(), moment, { id: "i2", number: "2" }, undefined)],
  ])("%s", (code, result) => {
    expect(result).toMatchObject({ ok: false, code });
  });
});

describe("when the incident is over", () => {
  const settled = must(
    settleWithIncident(joined({ state: "on-site" }), moment, restored, "已修复"),
  );

  test("the case is done and waits for its call-back", () => {
    expect(settled).toMatchObject({ state: "resolved", open: true, resolvedAt: NOON });
    const back = must(callBackCase(settled, moment, { outcome: "satisfied" }, STAYS));
    expect(back.state).toBe("called-back");
  });

  test("whoever is still cold is not made done by the same restoration again", () => {
    const cold = must(callBackCase(settled, moment, { outcome: "dissatisfied" }, STAYS));
    expect(cold.state).toBe("reopened");
    const again = (at: typeof restored) => settleWithIncident(cold, moment, at, undefined);
    expect(again(restored)).toMatchObject({ code: "already-settled" });
    const later = { ...restored, restoredAt: instantOf(NOON + 1) };
    expect(must(again(later)).state).toBe("resolved");
  });

  test("the inverse opens again what it has made done, and nothing else", () => {
    expect(must(unsettleWithIncident(settled, moment, incident, undefined, STAYS))).toMatchObject({
      state: "reopened",
      resolvedAt: undefined,
    });
    const gone = { workerStays: false, timetable };
    const left = { ...settled, assigneeId: "w", assigneeName: "外勤" };
    const back = must(unsettleWithIncident(left, moment, incident, undefined, gone));
    expect(back.assigneeId).toBeUndefined();
    const content = must(callBackCase(settled, moment, { outcome: "satisfied" }, STAYS));
    expect(unsettleWithIncident(content, moment, incident, undefined, STAYS)).toMatchObject({
      code: "already-called-back",
    });
    const worked = must(
      resolveCase(joined({ state: "on-site" }), moment, {
        description: "放气",
        roomTemperatureDeci: 200,
      }),
    );
    expect(unsettleWithIncident(worked, moment, incident, undefined, STAYS)).toMatchObject({
      code: "not-settled",
    });
  });

  test("who has not joined is left alone", () => {
    expect(settleWithIncident(caseWith(), moment, restored, undefined)).toMatchObject({
      code: "not-joined",
    });
  });
});
