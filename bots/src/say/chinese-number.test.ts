import * as fc from "fast-check";
import { expect, test } from "vitest";
import { fen } from "@warmline/shared/kernel/money.ts";
import {
  spokenCount,
  spokenDecimal,
  spokenDigits,
  spokenNumber,
  spokenYuan,
} from "./chinese-number.ts";

test.each([
  [0, "零"],
  [2, "二"],
  [10, "十"],
  [12, "十二"],
  [20, "二十"],
  [107, "一百零七"],
  [200, "二百"],
  [222, "二百二十二"],
  [1_007, "一千零七"],
  [1_010, "一千零一十"],
  [2_000, "两千"],
  [2_002, "两千零二"],
  [10_030, "一万零三十"],
  [12_000, "一万两千"],
  [20_000, "两万"],
  [220_000, "二十二万"],
  [20_002_000, "两千万两千"],
  [100_020_000, "一亿零二万"],
])("%s is %s", (count, words) => {
  expect(spokenNumber(count)).toBe(words);
});

test.each([
  [0, "零元整"],
  [2, "两分"],
  [20, "两角"],
  [22, "两角两分"],
  [105, "一元零五分"],
  [200, "两元整"],
  [1_050, "十元五角"],
  [2_222, "二十二元两角两分"],
  [100_005, "一千元零五分"],
  [100_700, "一千零七元整"],
  [177_098, "一千七百七十元九角八分"],
  [1_003_000, "一万零三十元整"],
  [2_000_000, "两万元整"],
])("%s fen are %s", (amount, words) => {
  expect(spokenYuan(fen(amount))).toBe(words);
});

test("every amount that is spoken is heard as the same", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000_000_000 }), (amount) => {
      expect(heardFen(spokenYuan(fen(amount)))).toBe(amount);
    }),
    { numRuns: 3_000 },
  );
});

test("numbers are told one by one, counts before what they count", () => {
  expect(spokenDigits("20261127-0042")).toBe("二零二六幺幺二七，零零四二");
  expect([1, 2, 12].map(spokenCount)).toEqual(["一", "两", "十二"]);
});

/** Read by another way than it is made: from the left, place by place. */
function heardFen(words: string): number {
  const [, yuan = "", jiao = "", rest = ""] =
    /^(?:(.+)元)?(?:零)?(?:(.)角)?(?:零)?(?:(.)分)?整?$/u.exec(words) ?? [];
  return heardNumber(yuan) * 100 + heardNumber(jiao) * 10 + heardNumber(rest);
}

function heardNumber(words: string): number {
  const digits = "零一二三四五六七八九";
  const places: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1_000 };
  const groups: Readonly<Record<string, number>> = { 万: 10_000, 亿: 100_000_000 };
  let [total, group, digit] = [0, 0, 0];
  for (const one of words.replaceAll("两", "二")) {
    const [place, big] = [places[one], groups[one]];
    if (place !== undefined) {
      group += (digit === 0 ? 1 : digit) * place;
      digit = 0;
    } else if (big !== undefined) {
      total += (group + digit) * big;
      [group, digit] = [0, 0];
    } else {
      digit = digits.indexOf(one);
    }
  }
  return total + group + digit;
}

test.each([
  ["103.470", "一百零三点四七"],
  ["25.00", "二十五"],
  ["100", "一百"],
  ["0.105", "零点一零五"],
])("%s is said %s", (written, said) => {
  expect(spokenDecimal(written)).toBe(said);
});
