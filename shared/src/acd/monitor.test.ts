import { describe, expect, test } from "vitest";
import { instantOf } from "../kernel/time.ts";
import { MONITOR_MODES, type MonitorMode, type QueuedCall } from "./model.ts";
import { monitor, stopMonitoring, type MonitorCode, type Supervisor } from "./monitor.ts";
import { end, transfer } from "./rules.ts";

const [EARLY, NOW] = [instantOf(1_000), instantOf(9_000)];
const base = { id: "c1", rev: 1, skill: "fees", enteredAt: EARLY, passed: [] } as const;
const talk: QueuedCall = { ...base, state: "connected", agentId: "a", answeredAt: EARLY };
const boss: Supervisor = { id: "s", name: "班长", agentState: "offline", monitors: [] };
const agent = {
  id: "a",
  rev: 1,
  staffName: "a",
  skills: {},
  state: "talking" as const,
  since: EARLY,
  idleSince: EARLY,
  callId: "c1",
};
const inIt = (mode: MonitorMode, staffId = "s"): QueuedCall => ({
  ...talk,
  monitor: { staffId, staffName: "班长", mode, since: EARLY },
});

describe("a supervisor", () => {
  test("goes from each way of being in a talk to each other, and out", () => {
    for (const from of MONITOR_MODES) {
      for (const to of MONITOR_MODES) {
        const next = monitor(inIt(from), { ...boss, monitors: ["c1"] }, to, NOW);
        // Asked for again there is nothing to do.
        const since = from === to ? undefined : NOW;
        const now = next.ok ? next.value?.monitor : undefined;
        expect([next.ok, now?.since, now?.mode ?? to]).toEqual([true, since, to]);
      }
      expect(stopMonitoring(inIt(from), "s")).toEqual(talk);
    }
    expect(stopMonitoring(inIt("barge"), "another")).toBeUndefined();
  });

  test.each<[MonitorCode, QueuedCall, Partial<Supervisor>]>([
    ["call-over", { ...talk, state: "ended" }, { agentState: "ready" }],
    ["not-talked-in", { ...talk, state: "reserved" }, { agentState: "ready" }],
    ["call-monitored", inIt("listen", "another"), { agentState: "ready" }],
    ["takes-calls", talk, { agentState: "wrap-up", monitors: ["c2"] }],
    ["monitors-another", talk, { agentState: "paused", monitors: ["c2"] }],
  ])("is refused with %s", (code, call, more) => {
    expect(monitor(call, { ...boss, ...more }, "listen", NOW)).toEqual({ ok: false, code });
  });
});

test("a talk that is over, or handed on, is listened to by nobody", () => {
  expect(end(inIt("listen"), agent, NOW).call).not.toHaveProperty("monitor");
  const handed = transfer(inIt("barge"), agent, { skill: "repairs" }, NOW);
  expect(handed.ok && handed.value.call).toMatchObject({ state: "waiting" });
  expect(handed.ok && handed.value.call).not.toHaveProperty("monitor");
});
