import { expect, test } from "vitest";
import { caseRefusals } from "./api.ts";
import { caseCommands } from "./commands-api.ts";
import { CASE_ACTIONS, STATE_REFUSALS, stateRefusals, transition } from "./machine.ts";
import { casesManifest } from "./manifest.ts";
import { CASE_STATES } from "./model.ts";

const { endpoints } = casesManifest;

test("every endpoint lists its refusals, and none is declared that nobody lists", () => {
  const listed = new Set(endpoints.flatMap(({ refusals }) => refusals));
  expect(Object.keys(caseRefusals).filter((code) => !listed.has(code))).toEqual([]);
});

test("no refusal is listed twice", () => {
  for (const { refusals } of endpoints) expect(refusals).toEqual([...new Set(refusals)]);
});

test("the state's refusals of an action are those that some state meets", () => {
  const [anyOf, ofAll] = [new Set<string>(), new Set<string>(STATE_REFUSALS)];
  for (const action of CASE_ACTIONS) {
    const met = CASE_STATES.map((state) => transition(state, action)).flatMap((moved) =>
      moved.ok ? [] : [moved.code],
    );
    expect(new Set<string>(stateRefusals(action))).toEqual(new Set<string>(met));
    for (const code of met) anyOf.add(code);
  }
  expect(anyOf).toEqual(ofAll);
});

test("a command stands under its own name, path and id", () => {
  for (const { name, path, method, params } of Object.values(caseCommands)) {
    expect([method, path]).toEqual(["post", `/api/cases/:id/${name.slice("cases.".length)}`]);
    expect(params?.safeParse({ id: "case-1" }).success).toBe(true);
  }
});
