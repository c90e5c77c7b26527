import { constantFrom, property, assert, array, integer, record } from "fast-check";
import { describe, expect, test } from "vitest";
import { fen, totalFen } from "../kernel/money.ts";
import { addDays } from "../kernel/time.ts";
import { STEP_KINDS } from "../catalogue/dunning-rule.ts";
import { lapsesOn } from "./limitation.ts";
import { dunningStanding, lastOf } from "./standing.ts";
import { event, grounds, openItem, stepTaken, takenOver } from "./testing.ts";

// 催缴进度: what is next, from when, and why not yet. The item was due on 2026-01-01.

const TODAY = "2026-03-10";
const on = (over: Parameters<typeof grounds>[0], today = TODAY) =>
  dunningStanding(grounds(over), today);

describe("the next step", () => {
  test.each([
    ["nothing was due", [openItem({ dueOn: TODAY })], [], "nothing-overdue", undefined],
    [
      "the day after it was due",
      [openItem()],
      [],
      "ready",
      { kind: "reminder", from: "2026-01-02" },
    ],
    [
      "a reminder was sent",
      [openItem()],
      [stepTaken("2026-03-08", "reminder")],
      "waiting",
      { kind: "visit", from: "2026-03-15" },
    ],
    [
      "it waits as long after an early step as it takes to be so late",
      [openItem({ dueOn: "2026-03-01" })],
      [stepTaken("2026-03-02", "reminder")],
      "waiting",
      { kind: "visit", from: "2026-03-16" },
    ],
    [
      "too little is owed for it",
      [openItem({ openFen: fen(9_999) })],
      [stepTaken("2026-02-01", "reminder")],
      "amount-small",
      undefined,
    ],
    ["all are taken", [openItem()], [stepTaken("2026-02-01", "enforcement")], "ended", undefined],
    [
      "a step was about what is paid by now: it begins anew",
      [openItem()],
      [stepTaken("2025-02-01", "suit", { itemIds: ["e0/1"] })],
      "ready",
      { kind: "reminder", from: "2026-01-02" },
    ],
    [
      "of what was taken over the day is not known",
      [takenOver("2024-2025")],
      [],
      "ready",
      { kind: "reminder", from: "2026-01-01" },
    ],
  ] as const)("%s", (_, items, events, why, next) => {
    expect(on({ items, events })).toMatchObject({ why, ...(next && { next }) });
    expect(on({ items, events }).next).toEqual(next);
  });

  test("a step that was taken back does not count, and counts again for nothing", () => {
    const first = stepTaken("2026-02-01", "reminder");
    const undo = event(TODAY, { kind: "undo", reason: "误登" }, { undoes: first.id });
    expect(on({ events: [first, undo] })).toEqual(on({}));
  });

  test("of two visits the later one counts", () => {
    const visits = [stepTaken("2026-02-01", "visit"), stepTaken("2026-02-20", "visit")];
    expect(on({ events: visits }).next).toEqual({ kind: "notice", from: "2026-02-27" });
    expect(lastOf(on({ events: visits }).taken)?.on).toBe("2026-02-20");
  });
});

describe("holds", () => {
  const hold = (until: string) =>
    event("2026-03-01", { kind: "hold", ground: "hardship", until, reason: "低保" });

  test.each([
    ["a hold", { events: [hold("2026-04-30")] }, "held", "2026-05-01"],
    ["on its last day", { events: [hold(TODAY)] }, "held", "2026-03-11"],
    ["a hold that is over", { events: [hold("2026-03-09")] }, "ready", "2026-01-02"],
    ["a case about heat", { derived: ["heat-case"] }, "held", undefined],
    ["a refund", { derived: ["refund"], events: [hold(TODAY)] }, "held", undefined],
  ] as const)("%s", (_, over, why, from) => {
    const standing = on(over);
    expect([standing.why, standing.next?.from]).toEqual([why, from]);
  });

  test("what is in a plan that is kept, or disputed, is not overdue", () => {
    const events = [event(TODAY, { kind: "dispute", itemIds: ["e1/1"], reason: "面积" })];
    expect(on({ planned: new Set(["e1/1"]) }).why).toBe("nothing-overdue");
    expect(on({ events })).toMatchObject({ why: "nothing-overdue", overdueFen: 0 });
    const more = [openItem(), openItem({ itemId: "e2/1", openFen: fen(100) })];
    expect(on({ events, items: more })).toMatchObject({ why: "ready", overdueFen: 100 });
  });
});

describe("a promise", () => {
  const { itemId, season, fee, openFen } = openItem();
  const promised = (payBy: string) =>
    event("2026-03-01", {
      kind: "promise",
      items: [{ itemId, season, fee, openFen }],
      amountFen: fen(100_000),
      payBy,
    });
  const line = (amountFen: number) =>
    ({ account: "receivable", amountFen: fen(amountFen), itemId, season, fee }) as const;
  const posted = (bookedOn: string, kind: "charge" | "payment", amountFen: number) =>
    ({ bookedOn, detail: { kind } as never, lines: [line(amountFen)] }) as const;
  const charge = posted("2025-11-01", "charge", 267_500);

  test.each([
    ["is to be kept", "2026-03-20", [charge], "kept", "held", "2026-03-24"],
    ["three days for a bank", "2026-03-08", [charge], "kept", "held", "2026-03-12"],
    ["is broken", "2026-03-06", [charge], "broken", "ready", "2026-01-02"],
    [
      "is kept by what was paid",
      "2026-03-06",
      [charge, posted("2026-03-05", "payment", -100_000)],
      "fulfilled",
      "ready",
      "2026-01-02",
    ],
    [
      "by too little",
      "2026-03-06",
      [charge, posted("2026-03-05", "payment", -99_999)],
      "broken",
      "ready",
      "2026-01-02",
    ],
  ] as const)("%s", (_, payBy, stream, state, why, from) => {
    const standing = on({ events: [promised(payBy)], stream });
    expect(standing.promises.map((one) => one.state)).toEqual([state]);
    expect([standing.why, standing.next?.from]).toEqual([why, from]);
  });
});

describe("诉讼时效", () => {
  test.each([
    ["2026-01-01", "2029-01-01"],
    ["2024-02-29", "2027-02-28"],
  ])("what was due on %s can be claimed until %s", (from, until) => {
    expect(lapsesOn(from)).toBe(until);
  });

  const { itemId, season, fee, openFen } = openItem();
  test.each([
    ["nothing", [], "2029-01-01"],
    ["a visit", [stepTaken("2026-02-01", "visit")], "2029-01-01"],
    ["a notice", [stepTaken("2026-02-01", "notice")], "2029-02-01"],
    [
      "a notice that nobody took",
      [stepTaken("2026-02-01", "notice", { delivery: "nobody" })],
      "2029-01-01",
    ],
    [
      "a promise",
      [
        event("2026-02-03", {
          kind: "promise",
          items: [{ itemId, season, fee, openFen }],
          amountFen: fen(1),
          payBy: "2026-02-10",
        }),
      ],
      "2029-02-03",
    ],
  ] as const)("after %s", (_, events, until) => {
    expect(on({ events }).lapsesOn).toBe(until);
  });

  test("of what was taken over it is known once it was interrupted", () => {
    const items = [takenOver("2020-2021")];
    expect(on({ items }).lapsesOn).toBeUndefined();
    const events = [stepTaken("2026-02-01", "notice", { itemIds: ["o/1"] })];
    expect(on({ items, events }).lapsesOn).toBe("2029-02-01");
  });
});

test("whatever was done: steps in order, not too early, and undone as if never done", () => {
  const acts = array(
    record({ step: constantFrom(...STEP_KINDS), after: integer({ min: 0, max: 90 }) }),
    { maxLength: 6 },
  );
  assert(
    property(acts, integer({ min: 0, max: 400 }), (taken, late) => {
      const events = taken.map(({ step, after }) => stepTaken(addDays("2026-01-02", after), step));
      const today = addDays("2026-01-02", late);
      const standing = on({ events }, today);
      const furthest = Math.max(-1, ...taken.map(({ step }) => STEP_KINDS.indexOf(step)));
      const due = grounds().ladder.steps[furthest + 1];
      const from = standing.next?.from ?? "9999-12-31";
      expect(standing.next?.kind).toBe(due?.kind);
      expect(from >= addDays("2026-01-01", due?.fromDays ?? 0)).toBe(true);
      const open = from <= today ? "ready" : "waiting";
      expect(standing.why).toBe(due === undefined ? "ended" : open);
      expect(standing.overdueFen).toBe(totalFen(standing.items.map((one) => one.openFen)));
      const undone = events.map(({ id }) =>
        event(today, { kind: "undo", reason: "误登" }, { undoes: id }),
      );
      expect(on({ events: [...events, ...undone] }, today)).toEqual(on({}, today));
    }),
  );
});
