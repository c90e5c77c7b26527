import { describe, expect, test } from "vitest";
import type { MonitorMode, QueuedCallState } from "@warmline/shared/acd/model.ts";
import { instantOf } from "@warmline/shared/kernel/time.ts";
import { partOf, stepsTo, type Manner, type Party, type Step } from "./plan.ts";

const heard: Manner = { held: false, muted: false, coaches: null };
const caller: Party = { ...heard, lineId: "CA-caller", label: "caller" };
const held: Party = { ...caller, held: true };
const desk: Party = { ...heard, lineId: "CA-desk", label: "agent-1" };
const other: Party = { ...heard, lineId: "CA-other", label: "agent-2" };

const bring: Step = { does: "bring" };
const end: Step = { does: "end" };
const set = ({ lineId }: Party, to: Partial<Manner>): Step => ({ does: "set", lineId, to });
const without: Step = { does: "remove", lineId: other.lineId };

test.each<[QueuedCallState, readonly Party[], readonly Step[]]>([
  ["connected", [], [bring]],
  ["connected", [desk], [bring]],
  ["connected", [caller], []],
  ["connected", [caller, desk], []],
  ["connected", [held, desk], [set(caller, { held: false })]],
  ["connected", [caller, other, desk], [without]],
  ["held", [caller, desk], [set(caller, { held: true })]],
  ["held", [held, desk], []],
  ["held", [], [bring]],
  ["held", [other], [bring, without]],
  ["waiting", [caller, desk], [end]],
  ["reserved", [caller], [end]],
  ["ended", [desk], [end]],
  ["ended", [], []],
])("%s with %j comes to %j", (state, parties, steps) => {
  expect(stepsTo({ state, agentId: "agent-1" }, parties)).toEqual(steps);
});

test("who was just rung back is led in by the door that greets them, and later called in", () => {
  const [at, later] = [instantOf(1_000), instantOf(2_000)];
  const ringBack = { phone: "+8613800000011", askedAt: at, attempts: 1, reachedAt: at };
  const call = { state: "connected" as const, agentId: "agent-1", ringBack };
  expect(stepsTo({ ...call, since: at }, [desk])).toEqual([]);
  expect(stepsTo({ ...call, since: later }, [desk])).toEqual([bring]);
});

test("a colleague who is asked is in it once they have answered, and no longer", () => {
  const asked = { agentId: "agent-2", agentName: "two" };
  const call = { state: "held" as const, agentId: "agent-1" };
  const rings = { ...call, consult: { ...asked, until: instantOf(0) } };
  expect(stepsTo({ ...call, consult: asked }, [held, desk, other])).toEqual([]);
  expect(stepsTo(rings, [held, desk, other])).toEqual([without]);
  const all = { ...call, state: "connected" as const, consult: asked };
  expect(stepsTo(all, [held, desk, other])).toEqual([set(caller, { held: false })]);
  expect(stepsTo({ ...all, agentId: "agent-2" }, [caller, desk, other])).toEqual([
    { does: "remove", lineId: desk.lineId },
  ]);
});

describe("a supervisor", () => {
  const monitored = (mode: MonitorMode) => ({
    state: "connected" as const,
    agentId: "agent-1",
    monitor: { staffId: "boss", staffName: "boss", mode, since: instantOf(0) },
  });
  /** As a desk comes in that is not the agent's. */
  const boss: Party = { ...heard, lineId: "CA-boss", label: "boss", muted: true };
  const whispers: Party = { ...boss, muted: false, coaches: desk.lineId };
  const again: Party = { ...desk, lineId: "CA-desk-again" };

  test.each<[MonitorMode, readonly Party[], readonly Step[]]>([
    ["listen", [caller, desk, boss], []],
    ["listen", [caller, desk, whispers], [set(boss, { muted: true, coaches: null })]],
    ["whisper", [caller, desk, boss], [set(boss, { muted: false, coaches: desk.lineId })]],
    ["whisper", [caller, desk, whispers], []],
    // The agent's desk came back on another line, or has not come back.
    ["whisper", [caller, again, whispers], [set(boss, { coaches: again.lineId })]],
    ["whisper", [caller, whispers], [set(boss, { muted: true, coaches: null })]],
    ["barge", [caller, desk, boss], [set(boss, { muted: false })]],
    ["barge", [caller, desk, whispers], [set(boss, { coaches: null })]],
  ])("who is to %s with %j comes to %j", (mode, parties, steps) => {
    expect(stepsTo(monitored(mode), parties)).toEqual(steps);
  });

  test("who has left, or whose talk is over, is in it no more", () => {
    const { monitor: _, ...left } = monitored("barge");
    expect(stepsTo(left, [caller, desk, boss])).toEqual([{ does: "remove", lineId: "CA-boss" }]);
    expect(partOf(monitored("barge"), "boss")).toBe("monitor");
    expect(partOf({ ...monitored("barge"), state: "ended" }, "boss")).toBeNull();
    expect(partOf(monitored("listen"), "agent-2")).toBeNull();
  });
});
