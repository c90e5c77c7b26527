import { expect, test } from "vitest";
import { closestTo, foundBy } from "./find.ts";
import { articleOf } from "./fixture.ts";

const title = (zh: string, en = "") => ({ title: { zh, en } });
const body = (zh: string) => ({ body: { zh, en: "" } });
const ALL = [
  {
    number: "K-001",
    content: articleOf({ ...title("暖气片放气"), keywords: [], ...body("步骤") }),
  },
  {
    number: "K-002",
    content: articleOf({ ...title("过滤器"), keywords: ["放气"], ...body("清洗") }),
  },
  {
    number: "K-003",
    content: articleOf({
      ...title("阀门", "Valves"),
      keywords: [],
      ...body("先放气，再清洗过滤器。"),
    }),
  },
  { number: "K-004", content: articleOf({ ...title("报停"), keywords: [], ...body("申请") }) },
];
const found = (question: string) => foundBy(ALL, question).map(({ number }) => number);

test.each([
  ["放气", ["K-001", "K-002", "K-003"]],
  ["清洗 放气", ["K-002", "K-003"]],
  ["过滤器 放气", ["K-002", "K-003"]],
  ["VALVES", ["K-003"]],
  ["ｋ－００４", ["K-004"]],
  ["valves 报停", []],
  ["", ["K-001", "K-002", "K-003", "K-004"]],
  ["  ", ["K-001", "K-002", "K-003", "K-004"]],
])("%j finds %j: title, then keyword, then text", (question, numbers) => {
  expect(found(question)).toEqual(numbers);
});

test.each([
  ["怎么放气和清洗", "K-002"],
  ["怎么清洗", "K-001"],
  ["别的", "K-001"],
])("%j is closest to %s: by its keywords, then by number", (said, number) => {
  expect(closestTo(said, ALL)?.number).toBe(number);
  expect(closestTo(said, [])).toBe(null);
});
