import { expect, test } from "vitest";
import { fen } from "../kernel/money.ts";
import {
  refuseDispute,
  refuseHold,
  refusePromise,
  refuseStep,
  refuseUndo,
  type RecordedStep,
} from "./rules.ts";
import { dunningStanding } from "./standing.ts";
import { event, grounds, openItem, stepTaken } from "./testing.ts";

const TODAY = "2026-03-10";
const held = event(TODAY, { kind: "hold", ground: "court", until: TODAY, reason: "立案" });
const standing = (over: Parameters<typeof grounds>[0] = {}) =>
  dunningStanding(grounds(over), TODAY);
const codeOf = (refusal: { readonly code: string } | null) => refusal?.code ?? "ok";

const notice = { events: [stepTaken("2026-02-01", "visit")] };
const step = (over: Partial<RecordedStep>): RecordedStep => ({
  step: "notice",
  on: TODAY,
  receiver: "李四",
  photos: 1,
  ...over,
});

test.each([
  ["ok", notice, step({})],
  ["ok", { events: [stepTaken("2026-02-01", "notice")] }, step({ step: "visit" })],
  ["day-ahead", { items: [] }, step({ on: "2026-03-11" })],
  ["nothing-overdue", { items: [], events: [held] }, step({})],
  ["dunning-held", { events: [held] }, step({})],
  ["step-not-next", {}, step({})],
  ["step-not-yet", notice, step({ on: "2026-02-07", photos: 0 })],
  ["evidence-needed", notice, step({ photos: 0 })],
  ["evidence-needed", notice, step({ receiver: undefined })],
  ["ok", {}, { step: "reminder", on: TODAY, photos: 0 }],
] as const)("a step is %s", (code, over, recorded) => {
  expect(codeOf(refuseStep(standing(over), grounds().ladder, recorded, TODAY))).toBe(code);
});

test("an event is taken back once, the last step first", () => {
  const first = stepTaken("2026-02-01", "reminder");
  const second = stepTaken("2026-02-10", "visit");
  const undo = event(TODAY, { kind: "undo", reason: "误登" }, { undoes: second.id });
  const events = [first, second];
  expect(codeOf(refuseUndo(events, "none"))).toBe("event-unknown");
  expect(codeOf(refuseUndo([...events, undo], undo.id))).toBe("event-unknown");
  expect(codeOf(refuseUndo([...events, undo], second.id))).toBe("event-undone");
  expect(codeOf(refuseUndo(events, first.id))).toBe("later-step-stands");
  expect(codeOf(refuseUndo(events, second.id))).toBe("ok");
  expect(codeOf(refuseUndo([...events, undo], first.id))).toBe("ok");
  // About other items they rest on one another in nothing.
  const other = stepTaken("2026-02-10", "visit", { itemIds: ["e2/1"] });
  expect(codeOf(refuseUndo([first, other], first.id))).toBe("ok");
});

test.each([
  ["nothing-overdue", { items: [] }, 1, "2020-01-01"],
  ["promise-day-wrong", {}, 1, "2026-03-09"],
  ["promise-day-wrong", {}, 1, "2026-05-10"],
  ["promise-too-much", {}, 267_501, TODAY],
  ["ok", {}, 267_500, "2026-05-09"],
] as const)("a promise is %s", (code, over, amount, payBy) => {
  expect(codeOf(refusePromise(standing(over), { amountFen: fen(amount), payBy }, TODAY))).toBe(
    code,
  );
});

test.each([
  ["hold-day-wrong", "2026-03-09"],
  ["ok", TODAY],
  ["ok", "2026-09-06"],
  ["hold-day-wrong", "2026-09-07"],
])("a hold is %s until %s", (code, until) => {
  expect(codeOf(refuseHold(until, TODAY))).toBe(code);
});

test("what is open is disputed once", () => {
  const items = [openItem(), openItem({ itemId: "e2/1" })];
  const disputed = [event(TODAY, { kind: "dispute", itemIds: ["e1/1"], reason: "面积" })];
  const on = standing({ items, events: disputed });
  expect(codeOf(refuseDispute(items, on, ["e2/1", "e9/1"]))).toBe("item-not-open");
  expect(codeOf(refuseDispute(items, on, ["e2/1", "e1/1"]))).toBe("disputed-already");
  expect(codeOf(refuseDispute(items, on, ["e2/1"]))).toBe("ok");
});
