import { describe, expect, test } from "vitest";
import type { AgentPeriod, CallPeriod } from "../acd/periods.ts";
import { instantOf } from "../kernel/time.ts";
import { figure } from "./figures.ts";
import { sharesOfAgent, sharesOfCall } from "./fold.ts";
import { cutByHalfHours, halfHourOf, placeOf, timeOfPlace } from "./half-hour.ts";
import { plus, total, type Sums } from "./sums.ts";

/** In the city, on 1 November 2025. */
const at = (time: string) => instantOf(Date.parse(`2025-11-01T${time}+08:00`));

describe("half-hours", () => {
  test.each([
    ["00:00:00", 0, "00:00"],
    ["08:29:59", 16, "08:00"],
    ["08:30:00", 17, "08:30"],
    ["23:59:59", 47, "23:30"],
  ])("%s is in the one of place %i, %s", (time, place, begins) => {
    expect(placeOf(halfHourOf(at(time)))).toBe(place);
    expect(timeOfPlace(place)).toBe(begins);
  });

  test("a period is cut where they end, over midnight too, and nothing of it is lost", () => {
    const pieces = cutByHalfHours(at("23:50:00"), instantOf(at("23:50:00") + 45 * 60_000));
    expect(pieces.map(({ ms }) => ms / 60_000)).toEqual([10, 30, 5]);
    expect(pieces.map(({ halfHour }) => placeOf(halfHour))).toEqual([47, 0, 1]);
  });

  test("one that ends where it begins has no piece, and none is empty", () => {
    expect(cutByHalfHours(at("08:30:00"), at("08:30:00"))).toEqual([]);
    expect(cutByHalfHours(at("08:00:00"), at("08:30:00"))).toHaveLength(1);
  });
});

const call = (period: Partial<CallPeriod>): CallPeriod => ({
  id: "c@1",
  rev: 1,
  callId: "c",
  skill: "fees",
  state: "reserved",
  from: at("08:00:00"),
  to: at("08:00:00"),
  enteredAt: at("08:00:00"),
  ...period,
});
const sumsOf = (shares: readonly { readonly sums: Sums }[]) =>
  total(shares.map(({ sums }) => sums));

describe("how a call fared", () => {
  test.each([
    ["answered at once", "answered", "08:00:00", { answered: 1, inTime: 1, waitMs: 0 }],
    ["answered at the last moment", "answered", "08:00:15", { inTime: 1, waitMs: 15_000 }],
    ["answered too late", "answered", "08:00:15.001", { answered: 1, inTime: undefined }],
    ["abandoned shortly", "abandoned", "08:00:04.999", { abandoned: 1, shortAbandoned: 1 }],
    ["abandoned", "abandoned", "08:00:05", { abandoned: 1, shortAbandoned: undefined }],
    ["unserved", "unserved", "08:00:01", { unserved: 1, shortAbandoned: undefined }],
  ] as const)("%s", (_, outcome, to, sums) => {
    const found = sumsOf(sharesOfCall(call({ outcome, to: at(to) })));
    expect({ shortAbandoned: undefined, inTime: undefined, ...found }).toMatchObject(sums);
    expect(found).toMatchObject({ offered: 1, waitMaxMs: at(to) - at("08:00:00") });
  });

  test("who was rung back waited until they hung up, and was never in time", () => {
    const back = { hungUpAt: at("08:00:10"), to: at("08:20:00") };
    const found = sumsOf(sharesOfCall(call({ ...back, state: "dialling", outcome: "answered" })));
    expect(found).toEqual({
      offered: 1,
      answered: 1,
      rungBack: 1,
      waitMs: 10_000,
      waitMaxMs: 10_000,
    });
    const lost = sumsOf(sharesOfCall(call({ ...back, outcome: "unreached" })));
    expect(lost).toEqual({ offered: 1, unreached: 1, waitMaxMs: 10_000 });
  });

  test("counts in the half-hour in which the call came, wherever it ended", () => {
    const late = { enteredAt: at("08:29:50"), to: at("08:30:10"), outcome: "answered" } as const;
    const [share] = sharesOfCall(call(late));
    expect(share).toMatchObject({ halfHour: at("08:00:00"), sums: { waitMs: 20_000 } });
  });

  test("a talk counts where it is spent, and nobody is offered twice", () => {
    const shares = sharesOfCall(
      call({ state: "connected", from: at("08:25:00"), to: at("08:35:00") }),
    );
    expect(shares.map(({ sums }) => sums)).toEqual([{ talkMs: 300_000 }, { talkMs: 300_000 }]);
    expect(sharesOfCall(call({ state: "waiting" }))).toEqual([]);
  });
});

describe("what an agent did", () => {
  const agent = (period: Partial<AgentPeriod>): AgentPeriod => ({
    id: "a@1.0",
    rev: 1,
    agentId: "a",
    phase: "ready",
    from: at("08:00:00"),
    to: at("08:01:00"),
    next: "reserved",
    ...period,
  });
  test.each([
    ["ready", {}, { readyMs: 60_000 }],
    ["took a call", { phase: "reserved", next: "talking" }, { reservedMs: 60_000, taken: 1 }],
    ["let one ring", { phase: "reserved", missed: true }, { reservedMs: 60_000, missed: 1 }],
    ["declined one", { phase: "reserved", next: "ready" }, { reservedMs: 60_000 }],
    ["talked", { phase: "talking" }, { talkMs: 60_000 }],
    ["held", { phase: "held" }, { holdMs: 60_000 }],
    ["paused", { phase: "paused", reason: "meeting" }, { "paused-meeting": 60_000 }],
    ["had chats", { phase: "chatting" }, { chatMs: 60_000 }],
    ["off the phone", { phase: "offline" }, {}],
  ] as const)("%s", (_, period, sums) => {
    expect(sumsOf(sharesOfAgent(agent(period)))).toEqual(sums);
  });

  test("a wrap-up is the queue's, too", () => {
    const shares = sharesOfAgent(agent({ phase: "wrap-up", skill: "repairs" }));
    expect(shares.map(({ kind, key }) => `${kind}/${key}`)).toEqual(["agent/a", "queue/repairs"]);
  });
});

test("the longest wait is the longest, whatever is added up", () => {
  expect(plus({ waitMaxMs: 3, waitMs: 3 }, { waitMaxMs: 2, waitMs: 2 })).toEqual({
    waitMaxMs: 3,
    waitMs: 5,
  });
});

describe("figures of sums", () => {
  const sums: Sums = {
    offered: 100,
    answered: 80,
    inTime: 60,
    abandoned: 15,
    shortAbandoned: 5,
    unserved: 5,
    waitMs: 800_000,
    talkMs: 8_000_000,
    holdMs: 800_000,
    wrapUpMs: 800_000,
    taken: 96,
    readyMs: 2_000_000,
    reservedMs: 400_000,
    "paused-break": 1_000,
    "paused-meeting": 2_000,
  };
  test.each([
    ["serviceLevel", 0.6],
    ["inTimeRate", 0.75],
    ["connectRate", 0.8],
    ["abandonRate", 10 / 95],
    ["speedOfAnswer", 10_000],
    ["handlingTime", 120_000],
    ["ownHandlingTime", 100_000],
    ["paused", 3_000],
    ["signedOn", 12_003_000],
    ["occupancy", 0.8],
  ] as const)("%s", (name, value) => {
    expect(figure(name, sums)).toBe(value);
  });

  test.each(["serviceLevel", "abandonRate", "speedOfAnswer", "handlingTime", "occupancy"] as const)(
    "%s of nothing is nothing",
    (name) => expect(figure(name, {})).toBeNull(),
  );
});
