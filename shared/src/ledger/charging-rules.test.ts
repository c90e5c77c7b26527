import { expect, describe, test } from "vitest";
import type { OverHeight } from "../catalogue/charging-rule.ts";
import type { ChargingRules } from "../catalogue/rules-on.ts";
import { areaMilli } from "../kernel/area.ts";
import { seededRandom } from "../kernel/ids.ts";
import { fen } from "../kernel/money.ts";
import { price10k } from "../kernel/price.ts";
import { product } from "../kernel/product.ts";
import { isAsDecided, KINDS } from "./entry.ts";
import { sumFen } from "./lines.ts";
import { seasonCost, type SeasonSupply } from "./season-cost.ts";
import { amountOf } from "./steps.ts";
import { storeyOf } from "./storey-height.ts";
import { Book, PRICES, space } from "./testing.ts";

const season = "2025-2026";
const source = { ruleCode: "height", catalogueVersion: 2 };
const percent = (share: number) => price10k(share * 10_000);

const RATIO: OverHeight = { kind: "over-height", form: "ratio", aboveMm: 3_000 };
const STEPS: OverHeight = {
  kind: "over-height",
  form: "steps",
  aboveMm: 3_000,
  stepMm: 300,
  share10k: percent(5),
  maxShare10k: percent(50),
};
const BANDS: OverHeight = {
  kind: "over-height",
  form: "bands",
  bands: [
    { aboveMm: 3_000, share10k: percent(8) },
    { aboveMm: 3_500, share10k: percent(20) },
  ],
};
const whole: ChargingRules = { wholeYuan: { ruleCode: "yuan", catalogueVersion: 2 } };
const high = (rule: OverHeight): ChargingRules => ({ overHeight: { ...source, rule } });

function stepsOf(rules: ChargingRules, over: Partial<SeasonSupply> = {}) {
  const made = seasonCost({ season, spaces: [space()], prices: PRICES, rules, ...over });
  if (!made.ok) throw new Error(made.code);
  return made.value.flatMap(({ steps }) => steps);
}

const ofHeight = (storeyHeightMm: number) => ({ spaces: [space({ storeyHeightMm })] });

// charging.md: 103.47 m² × 25.85, h 3.45: (a) 3,075.90; (b) +10 % = 2,942.17.
describe("a storey higher than 3 m", () => {
  test.each([
    ["(a) in proportion", RATIO, 3_450, 307_590],
    ["(b) two steps begun", STEPS, 3_450, 294_217],
    ["(b) one step begun by a millimetre", STEPS, 3_001, 280_843],
    ["(b) no more than the most", STEPS, 9_000, 401_205],
    ["(c) in the first band", BANDS, 3_450, 288_868],
    ["(c) at the border still in the first", BANDS, 3_500, 288_868],
    ["(c) in the last", BANDS, 3_501, 320_964],
    ["at 3 m exactly: as usual", RATIO, 3_000, 267_470],
  ])("%s", (_, rule, heightMm, amountFen) => {
    const steps = stepsOf(high(rule), ofHeight(heightMm));
    expect(sumFen(steps)).toBe(amountFen);
    for (const step of steps) expect(amountOf(step)).toBe(step.amountFen);
  });

  test("is not charged where no rule says what it costs", () => {
    const cost = seasonCost({ season, prices: PRICES, rules: whole, ...ofHeight(3_001) });
    expect(cost).toMatchObject({ ok: false, code: "rule-missing" });
  });

  test("the step names rule and version, height and what is added", () => {
    expect(stepsOf(high(STEPS), ofHeight(3_450))).toMatchObject([
      { rule: "area-height@1", ...source, heightMm: 3_450, aboveMm: 3_000, added10k: 100_000 },
    ]);
  });

  test("stopped all season it owes the share of its whole charge", () => {
    const stopping = {
      stops: [{ number: 1, from: "2025-11-01" }],
      days: { from: "2025-11-01", to: "2026-03-31", days: 151 },
      shares: { residential: { tariffId: "b1", tariffRev: 1, price10k: percent(30) } },
    };
    const steps = stepsOf(high(STEPS), { ...ofHeight(3_450), stopping });
    expect(sumFen(steps)).toBe(product([294_217, 30], [100]));
  });

  test("is rounded once: twice would differ for one area in three", () => {
    let different = 0;
    for (let area = 10_000; area <= 200_000; area += 10) {
      const spaces = [space({ billingAreaMilli: areaMilli(area), storeyHeightMm: 3_450 })];
      const once = sumFen(stepsOf(high(STEPS), { spaces }));
      const charged = sumFen(
        stepsOf({}, { spaces: [space({ billingAreaMilli: areaMilli(area) })] }),
      );
      if (once !== product([charged, 110], [100])) different += 1;
    }
    expect(different).toBeGreaterThan(1_000);
  });
});

describe("whole yuan", () => {
  test.each([
    ["2,674.70 becomes 2,675.00", {}, 267_500, 30],
    ["10.10 m²: 261.09 becomes 261.00", { billingAreaMilli: areaMilli(10_100) }, 26_100, -9],
    ["what is whole stays, and has no step", { billingAreaMilli: areaMilli(100_000) }, 258_500, 0],
  ])("%s", (_, over, amountFen, difference) => {
    const steps = stepsOf(whole, { spaces: [space(over)] });
    expect(sumFen(steps)).toBe(amountFen);
    const rounding = steps.filter(({ rule }) => rule === "whole-yuan@1");
    expect(sumFen(rounding)).toBe(difference);
    expect(rounding).toHaveLength(difference === 0 ? 0 : 1);
  });

  test("the difference is a line of its own, and the entry checks, and reverses whole", () => {
    const book = new Book();
    const input = { season, spaces: [space()], prices: PRICES, rules: whole, dueOn: "2025-11-01" };
    const charged = book.post(
      KINDS.charge.decide(book.position, { ...input, entryId: book.nextId }),
    );
    expect(charged.lines).toMatchObject([
      { account: "receivable", amountFen: 267_500, fee: "heat" },
      { account: "revenue", amountFen: -267_470, fee: "heat" },
      { account: "rounding", amountFen: -30, fee: "heat" },
    ]);
    expect(isAsDecided(book.whole, charged, null)).toBe(true);
    const shifted = [0, -30, 30];
    const lines = charged.lines.map((line, at) => {
      return { ...line, amountFen: fen(line.amountFen + shifted[at]!) };
    });
    expect(isAsDecided(book.whole, { ...charged, lines }, null)).toBe(false);
    book.reverse(charged);
    expect(book.account.items).toEqual([]);
  });
});

test("over any rule and height: whole yuan within half a yuan, never less for being higher", () => {
  const seed = Date.now();
  const random = seededRandom(seed);
  const draw = (max: number) => Math.floor(random.next() * max);
  for (let round = 0; round < 2_000; round += 1) {
    const rule = [RATIO, STEPS, BANDS][draw(3)]!;
    const billingAreaMilli = areaMilli(1_000 + draw(400_000));
    const heights = [2_500 + draw(4_000), 2_500 + draw(4_000)].toSorted((a, b) => a - b);
    const [lower, higher] = heights.map((storeyHeightMm): number => {
      const spaces = [space({ billingAreaMilli, storeyHeightMm })];
      const exact = sumFen(stepsOf(high(rule), { spaces }));
      const rounded = sumFen(stepsOf({ ...high(rule), ...whole }, { spaces }));
      const why = `seed ${seed}, round ${round}`;
      expect(Math.abs(rounded % 100), why).toBe(0);
      expect(Math.abs(rounded - exact), why).toBeLessThanOrEqual(50);
      return exact;
    });
    expect(lower, `seed ${seed}, round ${round}`).toBeLessThanOrEqual(higher!);
  }
});

test("a band is that which the height is above, not at", () => {
  expect(storeyOf(BANDS, 3_000)).toBeNull();
  expect(storeyOf(BANDS, 3_001)?.added10k).toBe(percent(8));
});
