import { describe, expect, test } from "vitest";
import { normalised } from "./normalise.ts";
import { PHRASINGS } from "./phrasings-fixture.ts";
import { wishIn, type Wish } from "./phrasings.ts";

const rows = Object.entries(PHRASINGS).flatMap(([wish, said]) =>
  said
    .split(/[|\n]/)
    .map((one) => one.trim())
    .filter((one) => one !== "")
    .map((text) => ({ text, wish: wish as Wish })),
);

describe("what people say", () => {
  test("is told apart, each as it must be", () => {
    expect(rows.length).toBeGreaterThan(300);
    const wrong = rows
      .map(({ text, wish }) => ({ text, wish, heard: wishIn(normalised(text)) }))
      .filter(({ wish, heard }) => heard !== wish);
    expect(wrong).toEqual([]);
  });

  test.each([
    "今天天气怎么样啊，我想和你聊聊天",
    "嗯",
    "啊啊啊",
    "西城区翠湖小区三号楼",
    "qwerty",
    "I like music",
    "。。。",
    "王女士",
  ])("%s is no wish", (text) => {
    expect(wishIn(normalised(text))).toBeNull();
  });

  test.each([
    "暖气 不 热",
    "暖气不热！！！",
    "暖气不热呢？",
    "　暖气不热。",
    "暖气不热啊啊啊",
    "请问暖气不热怎么办",
  ])("%s: width, marks, blanks and particles change nothing", (text) => {
    expect(wishIn(normalised(text))).toBe("not-warm");
  });
});
