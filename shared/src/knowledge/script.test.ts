import { describe, expect, test } from "vitest";
import { scriptOf } from "./fixture.ts";
import { faultIn, run, type Step } from "./script.ts";

/** `q: a b` asks and leads to a or b, `o` is an outcome. */
function steps(...lines: readonly string[]): Step[] {
  return lines.map((line) => {
    const [id = "", to] = line.split(": ");
    const text = { zh: `问${id}`, en: "" };
    if (to === undefined) return { id, kind: "outcome", text, result: "visit" };
    const answers = to.split(" ").map((next) => ({ says: { zh: `去${next}`, en: "" }, to: next }));
    return { id, kind: "question", text, hint: { zh: "", en: "" }, answers };
  });
}

test.each([
  [null, ["a: b c", "b: c", "c"]],
  [null, ["a"]],
  [{ why: "script-step-twice", step: "b" }, ["a: b", "b", "b"]],
  [{ why: "script-step-missing", step: "x" }, ["a: b x", "b"]],
  [{ why: "script-circle", step: "a" }, ["a: b c", "b: a", "c"]],
  [{ why: "script-circle", step: "b" }, ["a: b", "b: b"]],
  [{ why: "script-step-unreached", step: "c" }, ["a: b", "b", "c"]],
  [{ why: "script-step-unreached", step: "c" }, ["a: b", "b", "c: d", "d: c"]],
] as const)("%j of %j", (fault, lines) => {
  expect(faultIn(steps(...lines))).toEqual(fault);
});

describe("a run", () => {
  const all = steps("a: b c", "b: c", "c");

  test("begins with the first step and ends with an outcome", () => {
    expect(run(all, [])).toMatchObject({ at: { id: "a" }, asked: [] });
    expect(run(all, [0])).toMatchObject({ at: { id: "b" } });
    expect(run(all, [0, 0])).toEqual({
      at: all[2],
      asked: [
        { question: { zh: "问a", en: "" }, answer: { zh: "去b", en: "" } },
        { question: { zh: "问b", en: "" }, answer: { zh: "去c", en: "" } },
      ],
    });
    expect(run(all, [1])).toMatchObject({ at: { id: "c", kind: "outcome" } });
  });

  test.each([[[2]], [[-1]], [[0, 1]], [[1, 0]], [[0.5]]])("has no answer %j", (answers) => {
    expect(run(all, answers)).toBe(null);
  });

  test("every way through a sound script ends", () => {
    const ends = (answers: readonly number[]): number => {
      const { at } = run(scriptOf().steps, answers)!;
      if (at.kind === "outcome") return 1;
      return at.answers.reduce((sum, _, place) => sum + ends([...answers, place]), 0);
    };
    expect(ends([])).toBe(3);
  });
});
