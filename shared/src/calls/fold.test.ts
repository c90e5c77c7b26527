import {
  assert,
  constantFrom,
  infiniteStream,
  integer,
  nat,
  option,
  property,
  record,
  uniqueArray,
} from "fast-check";
import { describe, expect, test } from "vitest";
import { instantOf } from "../kernel/time.ts";
import type { CallEvent } from "./event.ts";
import { EVENTS_MAX, follow, withEvent } from "./fold.ts";
import { CALL_STATES, hasEnded, RANK, type CallState } from "./states.ts";

function told(state: CallState, at: number, sequence?: number): CallEvent {
  const key = `status ${state} ${sequence ?? at}`;
  const one = { key, at: instantOf(at), kind: "status", state } as const;
  return sequence === undefined ? one : { ...one, sequence };
}

const stateOf = (...events: CallEvent[]) => follow(events, "inbound", undefined).state;

describe("a call never goes back", () => {
  const pairs = CALL_STATES.flatMap((one) => CALL_STATES.map((other) => [one, other] as const));
  test.each(pairs)("%s, then %s", (one, other) => {
    const state = stateOf(told(one, 1, 0), told(other, 2, 1));
    const ends = hasEnded(one) && hasEnded(other);
    expect(state).toBe(ends || RANK[other] >= RANK[one] ? other : one);
  });

  test("of two ends the one that the carrier counted later holds, whenever it arrives", () => {
    expect(stateOf(told("completed", 9, 4), told("no-answer", 8, 5))).toBe("no-answer");
  });

  test("an end that we had to ask for holds until one is told, with a count or without", () => {
    const asked = { ...told("failed", 9), key: "reconciled", kind: "reconciled" } as const;
    const both = (...events: CallEvent[]) => follow(events, "inbound", undefined);
    expect(both(asked)).toMatchObject({ state: "failed", endSource: "asked" });
    expect(both({ ...asked, unknown: true })).toMatchObject({ endSource: "unknown" });
    for (const end of [told("completed", 3), told("completed", 3, 7)]) {
      expect(both(asked, end)).toMatchObject({ state: "completed", endedAt: 3 });
      expect(both(asked, end).endSource).toBeUndefined();
    }
  });
});

test("begin, answer and end are the carrier's, whatever arrives last", () => {
  const events = [
    told("completed", 90, 3),
    told("ringing", 10, 1),
    told("in-progress", 20, 2),
    told("initiated", 5, 0),
  ];
  expect(follow(events, "inbound", undefined)).toMatchObject({
    state: "completed",
    startedAt: 5,
    answeredAt: 20,
    endedAt: 90,
    standing: "to-ring-back",
  });
});

test.each([
  ["inbound", "ringing", "open"],
  ["inbound", "completed", "to-ring-back"],
  ["inbound", "canceled", "to-ring-back"],
  ["outbound", "in-progress", "open"],
  ["outbound", "busy", "over"],
] as const)("%s and %s is %s", (direction, state, standing) => {
  expect(follow([told(state, 1)], direction, undefined).standing).toBe(standing);
});

describe("a call that a conversation took", () => {
  const at = instantOf(1);
  const begun = { key: "arrived", at, kind: "arrived", conversationId: "phone:c" } as const;
  const ended = told("completed", 9, 3);
  const turned = { key: "turned 2", at, kind: "turned", caseIds: ["one"] } as const;
  const again = { key: "turned 3", at, kind: "turned", caseIds: ["one", "two"] } as const;
  const person = { key: "turned 4", at, kind: "turned", wantsPerson: true } as const;
  const failed = { key: "failed", at, kind: "failed-over" } as const;
  test.each([
    ["is over with it", [begun, turned, ended], "over"],
    ["is rung back where a person was wanted", [begun, person, ended], "to-ring-back"],
    ["is rung back where a door of ours failed", [begun, failed, ended], "to-ring-back"],
    ["goes on", [begun, person], "open"],
  ] as const)("%s", (_, events, standing) => {
    expect(follow(events, "inbound", undefined).standing).toBe(standing);
  });
  test("keeps what came of it, each case once", () => {
    const call = follow([again, begun, turned], "inbound", undefined);
    expect([call.conversationId, call.caseIds]).toEqual(["phone:c", ["one", "two"]]);
  });
});

test("who was called back is not to be rung again by what arrives late", () => {
  const calledBack = { at: instantOf(100), actorId: "a", actorName: "a" };
  const events = [told("completed", 9, 2), told("ringing", 1, 0)];
  expect(follow(events, "inbound", calledBack).standing).toBe("over");
});

describe("any events in any order and however often", () => {
  const events = uniqueArray(
    record({
      state: constantFrom(...CALL_STATES),
      at: integer({ min: 0, max: 20 }),
      sequence: option(integer({ min: 0, max: 6 }), { nil: undefined }),
    }),
    { minLength: 1, maxLength: 12, selector: (one) => told(one.state, one.at, one.sequence).key },
  );

  test("come to the same call, and keep each event once", () => {
    assert(
      property(events, infiniteStream(nat()), (drawn, picks) => {
        const all = drawn.map((one) => told(one.state, one.at, one.sequence));
        const again = all.flatMap((one) => (picks.next().value! % 3 === 0 ? [one, one] : [one]));
        const shuffled = again
          .map((one) => [picks.next().value!, one] as const)
          .toSorted(([a], [b]) => a - b)
          .map(([, one]) => one);
        let kept: readonly CallEvent[] = [];
        for (const one of shuffled) {
          const next = withEvent(kept, one);
          kept = next.ok ? next.value : kept;
        }
        const straight = follow(all, "inbound", undefined);
        expect(follow(kept, "inbound", undefined)).toEqual(straight);
        expect(straight.events).toHaveLength(all.length);
      }),
      { seed: 20_261_128 },
    );
  });
});

test("a carrier gone wild fills no document without end, but may end the call", () => {
  const many = Array.from({ length: EVENTS_MAX }, (_, at) => told("ringing", at));
  const more = withEvent(many, told("ringing", EVENTS_MAX));
  expect(more).toMatchObject({ ok: false, code: "call-full", detail: { limit: EVENTS_MAX } });
  expect(withEvent(many, told("ringing", 1)).ok).toBe(true);
  expect(withEvent(many, told("completed", 999)).ok).toBe(true);
});

describe("who keeps a place to be rung back", () => {
  const at = (second: number) => instantOf(second * 1_000);
  const asked: CallEvent[] = [
    { key: "arrived", at: at(0), kind: "arrived", conversationId: "c", wantsPerson: true },
    { key: "place-kept", at: at(5), kind: "place-kept" },
    { key: "over", at: at(6), kind: "status", state: "completed" },
  ];
  const then = (...kinds: CallEvent["kind"][]) =>
    kinds.map((kind, place): CallEvent => ({ key: kind, at: at(10 + place), kind }));

  test.each<[string, CallEvent[], string]>([
    ["is not for people to ring as long as it is our turn", [], "open"],
    ["is done with once they are reached", then("connected"), "over"],
    ["is left to people when they are not", then("unreached"), "to-ring-back"],
    ["need not be rung once that is withdrawn", then("withdrawn"), "over"],
    ["is not rung who has called again", then("returned"), "over"],
  ])("%s", (_, more, standing) => {
    expect(follow([...asked, ...more], "inbound", undefined).standing).toBe(standing);
  });
});
