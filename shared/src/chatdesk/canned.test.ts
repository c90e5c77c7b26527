import { describe, expect, test } from "vitest";
import { ANSWER_WORDS_MAX, addAnswer as addApi, SHORTCUT_MAX } from "./answers-api.ts";
import {
  addAnswer,
  ANSWERS_MAX,
  changeAnswer,
  restoreAnswer,
  retireAnswer,
  type CannedAnswer,
} from "./canned.ts";
import { SEED_ANSWERS, withSeeds } from "./canned-seed.ts";

const answer = (id: string, over: Partial<CannedAnswer> = {}): CannedAnswer => ({
  id,
  rev: 1,
  shortcut: id,
  text: "您好",
  retired: false,
  ...over,
});
const ALL = [answer("nh"), answer("old", { retired: true, shortcut: "NH" }), answer("zj")];
const [hello, old] = ALL as [CannedAnswer, CannedAnswer];
const words = (shortcut: string) => ({ shortcut, text: "请稍等" });

test("one is added, and found by its shortcut alone", () => {
  expect(addAnswer(ALL, "x", { ...words("sd"), textEn: "Wait" })).toEqual({
    ok: true,
    value: { id: "x", shortcut: "sd", text: "请稍等", textEn: "Wait", retired: false },
  });
});

test("changed it keeps its place, and loses the English that is not said again", () => {
  const before = answer("nh", { textEn: "Hello" });
  expect(changeAnswer([before], before, words("NH"))).toEqual({
    ok: true,
    value: { id: "nh", shortcut: "NH", text: "请稍等", retired: false },
  });
});

test("retired and brought back it is what it was", () => {
  const { rev: _, ...before } = hello;
  const retired = retireAnswer(hello);
  expect(retired).toEqual({ ok: true, value: { ...before, retired: true } });
  const back = restoreAnswer([], answer("nh", { retired: true }));
  expect(back).toEqual({ ok: true, value: before });
});

describe("is refused", () => {
  const full = Array.from({ length: ANSWERS_MAX }, (_, n) => answer(`a${n}`));
  test.each([
    ["one too many", addAnswer(full, "x", words("a1")), "answers-full"],
    ["a shortcut in use, in other letters", addAnswer(ALL, "x", words("Zj")), "shortcut-taken"],
    ["a change to another's shortcut", changeAnswer(ALL, hello, words("zj")), "shortcut-taken"],
    ["retiring twice", retireAnswer(old), "answer-retired"],
    ["bringing back what is in use", restoreAnswer(ALL, hello), "answer-in-use"],
    ["bringing back what another has by now", restoreAnswer(ALL, old), "shortcut-taken"],
  ])("%s", (_, result, code) => {
    expect(result).toMatchObject({ ok: false, code });
  });
});

test("a retired one may be worded as one in use is: it is offered to nobody", () => {
  expect(changeAnswer(ALL, old, words("zj")).ok).toBe(true);
});

test("the program's own hold until somebody touches them", () => {
  const [first] = SEED_ANSWERS as [CannedAnswer];
  const mine = { ...first, rev: 3, text: "您好！", retired: true };
  const all = withSeeds([mine]);
  expect(all).toHaveLength(SEED_ANSWERS.length);
  expect(all.filter(({ id }) => id === first.id)).toEqual([mine]);
});

test("they are as a supervisor could have written them, each under its own shortcut", () => {
  const taken = SEED_ANSWERS.map(({ shortcut, text, textEn }) =>
    addApi.body?.safeParse({ shortcut, text, textEn }),
  );
  expect(taken.filter((one) => one?.success !== true)).toEqual([]);
  expect(new Set(SEED_ANSWERS.map(({ shortcut }) => shortcut)).size).toBe(SEED_ANSWERS.length);
  expect(SEED_ANSWERS.every(({ textEn }) => textEn !== undefined)).toBe(true);
});

test.each([
  ["a blank in the shortcut", { shortcut: "a b", text: "好" }],
  ["a slash in the shortcut", { shortcut: "/a", text: "好" }],
  ["no shortcut", { shortcut: "", text: "好" }],
  ["a long shortcut", { shortcut: "a".repeat(SHORTCUT_MAX + 1), text: "好" }],
  ["a placeholder of nothing", { shortcut: "a", text: "{余额}" }],
  ["a placeholder of every object", { shortcut: "a", text: "{toString}" }],
  ["a long text", { shortcut: "a", text: "好".repeat(ANSWER_WORDS_MAX + 1) }],
  ["a placeholder of nothing in English", { shortcut: "a", text: "好", textEn: "{debt}" }],
])("%s is not taken", (_, body) => {
  expect(addApi.body?.safeParse(body).success).toBe(false);
});
