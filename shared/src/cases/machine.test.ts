import { describe, expect, test } from "vitest";
import { CASE_ACTIONS, STATE_REFUSALS, transition, type CaseAction } from "./machine.ts";
import { CASE_STATES, type CaseState } from "./model.ts";

/** Every path that the work takes: state, action, and what comes of it. */
const expected: readonly (readonly [CaseState, CaseAction, string])[] = [
  ["new", "assign", "assigned"],
  ["assigned", "assign", "assigned"],
  ["on-site", "assign", "assigned"],
  ["resolved", "assign", "already-resolved"],
  ["closed", "assign", "case-closed"],
  ["reopened", "assign", "assigned"],
  ["new", "unassign", "not-assigned"],
  ["accepted", "unassign", "new"],
  ["reopened", "unassign", "new"],
  ["new", "accept", "not-assigned"],
  ["assigned", "accept", "accepted"],
  ["accepted", "accept", "already-accepted"],
  ["reopened", "accept", "accepted"],
  ["assigned", "arrive", "not-accepted"],
  ["accepted", "arrive", "on-site"],
  ["on-site", "arrive", "already-on-site"],
  ["assigned", "resolve", "not-accepted"],
  ["accepted", "resolve", "resolved"],
  ["on-site", "resolve", "resolved"],
  ["resolved", "resolve", "already-resolved"],
  ["new", "answer", "resolved"],
  ["on-site", "answer", "already-on-site"],
  ["new", "return", "new"],
  ["on-site", "return", "new"],
  ["resolved", "return", "already-resolved"],
  ["on-site", "call-back", "not-resolved"],
  ["resolved", "call-back", "called-back"],
  ["called-back", "call-back", "already-called-back"],
  ["resolved", "miss-call-back", "resolved"],
  ["called-back", "close", "closed"],
  ["new", "close", "not-resolved"],
  ["closed", "close", "case-closed"],
  ["assigned", "withdraw", "closed"],
  ["resolved", "withdraw", "already-resolved"],
  ["closed", "reopen", "reopened"],
  ["resolved", "reopen", "reopened"],
  ["accepted", "reopen", "not-resolved"],
  ["reopened", "reopen", "already-reopened"],
  ["on-site", "urge", "on-site"],
  ["resolved", "urge", "already-resolved"],
  ["closed", "urge", "case-closed"],
  ["new", "contact", "new"],
  ["resolved", "contact", "already-resolved"],
  ["accepted", "extend", "accepted"],
  ["resolved", "extend", "already-resolved"],
  ["on-site", "visit", "on-site"],
  ["resolved", "visit", "already-resolved"],
  ["closed", "visit", "case-closed"],
  ["resolved", "describe", "resolved"],
  ["closed", "describe", "case-closed"],
  ["closed", "note", "closed"],
  ["on-site", "report-again", "on-site"],
  ["called-back", "report-again", "reopened"],
  ["closed", "report-again", "case-closed"],
  ["closed", "detach-report", "closed"],
  ["on-site", "merge", "closed"],
  ["resolved", "merge", "closed"],
  ["closed", "merge", "case-closed"],
  ["resolved", "take-in", "resolved"],
  ["closed", "take-in", "case-closed"],
  ["closed", "give-back", "closed"],
  ["new", "unmerge", "not-merged"],
  ["on-site", "join-incident", "on-site"],
  ["resolved", "join-incident", "already-resolved"],
  ["closed", "join-incident", "case-closed"],
  ["resolved", "leave-incident", "resolved"],
  ["closed", "leave-incident", "case-closed"],
  ["new", "settle", "resolved"],
  ["on-site", "settle", "resolved"],
  ["called-back", "settle", "already-resolved"],
  ["resolved", "unsettle", "reopened"],
  ["called-back", "unsettle", "already-called-back"],
];

test.each(expected)("%s, %s: %s", (state, action, outcome) => {
  const result = transition(state, action);
  expect(result.ok ? result.value : result.code).toBe(outcome);
});

describe("every state with every action", () => {
  const outcomes = CASE_ACTIONS.flatMap((action) =>
    CASE_STATES.map((state) => ({ state, action, result: transition(state, action) })),
  );

  test("is a state or a refusal of the list", () => {
    expect(outcomes).toHaveLength(28 * 8);
    for (const outcome of outcomes) {
      expect(outcome.result.ok ? CASE_STATES : STATE_REFUSALS).toContain(target(outcome));
    }
  });

  test("every refusal is used, and every state can be reached and left", () => {
    const refused = outcomes.flatMap(({ result }) => (result.ok ? [] : [result.code]));
    expect(new Set(refused)).toEqual(new Set(STATE_REFUSALS));
    for (const state of CASE_STATES) {
      const moves = outcomes.filter(({ result }) => result.ok);
      const left = moves.some((move) => move.state === state && target(move) !== state);
      const reached = state === "new" || moves.some((move) => target(move) === state);
      expect([state, left, reached]).toEqual([state, true, true]);
    }
  });

  test("a closed case comes back by reopening alone", () => {
    const back = outcomes.filter(({ state, result }) => state === "closed" && result.ok);
    const moved = back.filter((move) => target(move) !== "closed");
    expect(moved.map(({ action }) => action)).toEqual(["reopen"]);
  });
});

function target({ result }: { result: ReturnType<typeof transition> }): string {
  return result.ok ? result.value : result.code;
}
