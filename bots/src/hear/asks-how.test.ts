import { expect, test } from "vitest";
import { asksHow } from "./asks-how.ts";
import { normalised } from "./normalise.ts";

test.each([
  "怎么报停？",
  "请问热费怎么算的",
  "暖气不热怎么办",
  "报停要什么材料",
  "如何举报偷热",
  "办复热的手续",
  "How do I stop the heating?",
])("%j asks how", (said) => {
  expect(asksHow(normalised(said))).toBe(true);
});

test.each([
  "暖气怎么还不热",
  "今年怎么这么贵",
  "为什么多收我的钱",
  "我要报停",
  "暖气不热",
  "怎么没人来",
  "the radiators are cold",
])("%j does not", (said) => {
  expect(asksHow(normalised(said))).toBe(false);
});
