import { expect, test } from "vitest";
import { makeMessages } from "./format.ts";

const { formatMessage, refusalMessage } = makeMessages({
  zh: {
    plain: "没有欠费。",
    owed: "{name}共欠费 ¥{owed}",
    cases: "{count, number} 件",
    "refusal.unknown": "操作未完成（{code}）",
    "refusal.too-large": "最多 {limit}",
  },
  en: {
    plain: "Nothing is owed.",
    owed: "{name} owes ¥{owed}",
    cases: "{count, plural, one {# case} other {# cases}}",
    "refusal.unknown": "Not done ({code})",
    "refusal.too-large": "At most {limit}",
  },
});

test("a message is said with its values, as they are", () => {
  expect(formatMessage("zh", "plain")).toBe("没有欠费。");
  expect(formatMessage("en", "owed", { name: "<b>{owed}</b>", owed: 0 })).toBe(
    "<b>{owed}</b> owes ¥0",
  );
});

test("a number is written as the language writes it", () => {
  expect(formatMessage("zh", "cases", { count: 12_345 })).toBe("12,345 件");
  expect(formatMessage("en", "cases", { count: 1 })).toBe("1 case");
  expect(formatMessage("en", "cases", { count: 1_200 })).toBe("1,200 cases");
});

test("a value that is missing does not compile, and throws", () => {
  // @ts-expect-error -- `owed` is missing
  expect(() => formatMessage("zh", "owed", { name: "王芳" })).toThrow("owed");
  // @ts-expect-error -- its values are missing
  expect(() => formatMessage("en", "cases")).toThrow("count");
});

test("a refusal always says something", () => {
  expect(refusalMessage("en", "too-large", { limit: 3 })).toBe("At most 3");
  expect(refusalMessage("en", "too-large")).toBe("Not done (too-large)");
  expect(refusalMessage("zh", "no-such-code")).toBe("操作未完成（no-such-code）");
});
