import { expect, test } from "vitest";
import { instantOf } from "../kernel/time.ts";
import { follow } from "./fold.ts";
import type { Call } from "./model.ts";
import { withoutPersonal } from "./expire.ts";
import { callBack, undoCallBack } from "./ring-back.ts";
import type { CallState } from "./states.ts";

const agent = { id: "a1", name: "王芳" };

function callIn(state: CallState, direction: Call["direction"] = "inbound"): Call {
  const event = { key: "status", at: instantOf(1), kind: "status", state } as const;
  const parties = { direction, from: null, to: null, households: [] };
  return { id: "c", rev: 1, ...parties, ...follow([event], direction, undefined) };
}

test("called back and its inverse lead to where it was", () => {
  const call = callIn("completed");
  const done = callBack(call, instantOf(5), agent);
  const after = { at: 5, actorId: "a1", actorName: "王芳" };
  expect(done).toMatchObject({ ok: true, value: { standing: "over", calledBack: after } });
  expect(done.ok && undoCallBack(done.value)).toEqual({ ok: true, value: call });
});

test.each([
  ["goes on", callIn("in-progress")],
  ["was ours to make", callIn("completed", "outbound")],
])("a call that %s is not to be rung back", (_, call) => {
  expect(callBack(call, instantOf(5), agent)).toMatchObject({ code: "nothing-to-ring-back" });
});

test("twice is once, and nothing is undone that was not done", () => {
  const done = callBack(callIn("canceled"), instantOf(5), agent);
  const again = done.ok && callBack(done.value, instantOf(6), agent);
  expect(again).toMatchObject({ code: "nothing-to-ring-back" });
  expect(undoCallBack(callIn("canceled"))).toMatchObject({ code: "not-called-back" });
  const gone = done.ok && withoutPersonal(done.value);
  expect(gone && undoCallBack(gone)).toMatchObject({ code: "not-called-back" });
});
