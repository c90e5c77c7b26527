import { describe, expect, test } from "vitest";
import { instantOf } from "../kernel/time.ts";
import { incidentWith, moment, NOON } from "./fixture.ts";
import type { Incident } from "./model.ts";
import * as rules from "./rules.ts";

const HOUR_MS = 3_600_000;
const after = (hours: number) => instantOf(NOON + hours * HOUR_MS);

function must(result: { ok: true; value: Incident } | { ok: false; code: string }): Incident {
  if (!result.ok) throw new Error(result.code);
  return result.value;
}

const facts = { kind: "outage", startedAt: NOON } as const;
const declaration = {
  ...facts,
  id: "i2",
  number: "SJ20261201-0002",
  areas: incidentWith().areas,
  description: "整楼不热",
  suspected: false,
};

describe("declaring", () => {
  test("confirmed by whoever saw it, suspected by whoever only thinks so", () => {
    const declared = rules.declare({ ...declaration, returnAt: after(3) }, moment);
    expect(declared.ok && declared.value).toMatchObject({
      state: "confirmed",
      open: true,
      branchIds: ["b1"],
      expected: [{ returnAt: after(3), actorName: "调度" }],
      step: 1,
    });
    const suspected = rules.declare({ ...declaration, suspected: true }, moment);
    expect(suspected.ok && suspected.value.state).toBe("suspected");
  });

  test.each([
    ["starts-later", { startedAt: after(1) }],
    ["return-before-start", { returnAt: NOON }],
  ])("%s", (code, given) => {
    expect(rules.declare({ ...declaration, ...given }, moment)).toMatchObject({ code });
  });
});

describe("steps", () => {
  test("each is undone by its inverse", () => {
    const pairs = [
      ["suspected", "confirm", "doubt"],
      ["confirmed", "begin-repair", "suspend-repair"],
      ["confirmed", "restore", "reopen"],
      ["repairing", "restore", "reopen"],
      ["suspected", "cancel", "reopen"],
      ["repairing", "cancel", "reopen"],
    ] as const;
    for (const [state, step, inverse] of pairs) {
      const before = incidentWith({ state });
      const there = must(rules.take(before, moment, step, "说明"));
      const back = must(rules.take(there, moment, inverse, "说明"));
      const { step: _, history: _h, restoredAt: _r, formerState: _f, ...same } = back;
      expect(same).toEqual((({ step: _s, history: _k, ...rest }) => rest)(before));
      expect([back.restoredAt, back.formerState]).toEqual([undefined, undefined]);
      expect([before.step, there.step, back.step]).toEqual([1, 2, 3]);
    }
  });

  test("a closed one is restored again when it is reopened, as of the same moment", () => {
    const restored = must(rules.take(incidentWith(), moment, "restore", "已抢修"));
    const later = { ...moment, at: after(5) };
    const closed = must(rules.close(restored, later, undefined, false));
    expect(closed).toMatchObject({ state: "closed", open: false });
    const back = must(rules.take(closed, later, "reopen", "误操作"));
    expect(back).toMatchObject({ state: "restored", open: true, restoredAt: NOON });
    expect(must(rules.take(back, later, "reopen", "又停了")).state).toBe("confirmed");
  });

  test("it is not closed while somebody waits for an answer", () => {
    const restored = must(rules.take(incidentWith(), moment, "restore", "已抢修"));
    expect(rules.close(restored, moment, undefined, true)).toMatchObject({ code: "cases-open" });
    expect(rules.close(incidentWith(), moment, undefined, true)).toMatchObject({
      code: "incident-confirmed",
    });
  });
});

describe("what is known of it", () => {
  test("is corrected, and said as it was before", () => {
    const before = incidentWith({ cause: "阀门" });
    const next = must(rules.describe(before, moment, { ...facts, cause: "管网" }));
    expect(next).toMatchObject({ cause: "管网", startedAt: NOON, step: 2 });
    expect(next.history.at(-1)?.data).toMatchObject({ fromCause: "阀门", cause: "管网" });
    const was = { kind: before.kind, cause: before.cause, startedAt: before.startedAt };
    expect(must(rules.describe(next, moment, was)).cause).toBe("阀门");
    expect(rules.describe(before, moment, was)).toMatchObject({ code: "incident-already-so" });
    expect(rules.describe(before, moment, { ...facts, startedAt: after(1) })).toMatchObject({
      code: "starts-later",
    });
  });

  test("other areas: a branch that once was affected is remembered", () => {
    const west = { nodeId: "h9", kind: "building", name: "西楼", branchId: "b2" } as const;
    const next = must(rules.setAreas(incidentWith(), moment, [west]));
    expect([next.branchIds, next.everBranchIds]).toEqual([["b2"], ["b1", "b2"]]);
    expect(rules.setAreas(next, moment, [west])).toMatchObject({ code: "incident-already-so" });
  });

  test("each expectation is kept, the last holds, and none is one as well", () => {
    const first = must(rules.expectReturn(incidentWith(), moment, after(2), undefined));
    const second = must(rules.expectReturn(first, moment, null, "等配件"));
    expect(second.expected).toEqual([
      { at: NOON, actorName: "调度", returnAt: after(2) },
      { at: NOON, actorName: "调度", returnAt: null, description: "等配件" },
    ]);
    const early = rules.expectReturn(first, moment, first.startedAt, undefined);
    expect(early).toMatchObject({ code: "return-before-start" });
  });

  test("notes and expectations have an end, steps have none", () => {
    const event = { at: NOON, kind: "noted", actorKind: "staff", actorId: "d", actorName: "d" };
    const history = Array.from({ length: rules.HISTORY_MAX }, () => event as never);
    const full = incidentWith({ history });
    expect(rules.note(full, moment, "说明")).toMatchObject({ code: "incident-full" });
    expect(rules.expectReturn(full, moment, null, undefined)).toMatchObject({
      code: "incident-full",
    });
    expect(rules.take(full, moment, "restore", "好了").ok).toBe(true);
  });
});
