import { expect, test } from "vitest";
import type { QueuedCallState } from "@warmline/shared/acd/model.ts";
import { stepsTo, type Party, type Step } from "./plan.ts";

const caller: Party = { lineId: "CA-caller", label: "caller", held: false };
const held: Party = { ...caller, held: true };
const desk: Party = { lineId: "CA-desk", label: "agent-1", held: false };
const other: Party = { lineId: "CA-other", label: "agent-2", held: false };

const bring: Step = { does: "bring" };
const end: Step = { does: "end" };
const ofCaller = (does: "hold" | "resume"): Step => ({ does, lineId: caller.lineId });
const without: Step = { does: "remove", lineId: other.lineId };

test.each<[QueuedCallState, readonly Party[], readonly Step[]]>([
  ["connected", [], [bring]],
  ["connected", [desk], [bring]],
  ["connected", [caller], []],
  ["connected", [caller, desk], []],
  ["connected", [held, desk], [ofCaller("resume")]],
  ["connected", [caller, other, desk], [without]],
  ["held", [caller, desk], [ofCaller("hold")]],
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
