import { areaMilli } from "@warmline/shared/kernel/area.ts";
import { heatMilli } from "@warmline/shared/kernel/heat.ts";
import { seededRandom, type Random } from "@warmline/shared/kernel/ids.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import { price10k } from "@warmline/shared/kernel/price.ts";
import { lateFeeCapFen, lateFeeFen } from "@warmline/shared/ledger/late-fee.ts";
import { sumFen } from "@warmline/shared/ledger/lines.ts";
import { basicShareFen, unitsFen } from "@warmline/shared/ledger/metered.ts";
import { meteredCost } from "@warmline/shared/ledger/metered-cost.ts";
import { refundFen } from "@warmline/shared/ledger/refund-days.ts";
import { areaAmount, shareOfDays, waivedFen, wholeYuanFen } from "@warmline/shared/ledger/steps.ts";
import { storeyFactor } from "@warmline/shared/ledger/storey-height.ts";
import type { Measurable } from "../../tools/measured.ts";

const DRAWS = 20_000;

/** What the rule says, and what it must be, in fen. */
type Pair = readonly [said: number, must: number];

interface ChargingRule {
  /** Of the charging rules, in yuan as they stand there. */
  readonly examples: readonly Pair[];
  /** One at random, beside fractions of whole numbers that are rounded once. */
  readonly draw: (upTo: (most: number) => number) => Pair;
}

/** Half up to the whole number, by fractions alone. */
function rounded(above: readonly number[], below: number): number {
  const number = above.reduce((product, one) => product * BigInt(one), 1n);
  return Number((2n * number + BigInt(below)) / (2n * BigInt(below)));
}

const yuan = (amount: number) => Math.round(amount * 100);
const area = (squareMetres: number, price: number, factor?: readonly [number, number]) =>
  areaAmount(areaMilli(squareMetres * 1_000), price10k(price * 10_000), factor);
const percent = (share: number) => price10k(share * 10_000);
const late = (days: number, cap = 100) => ({
  periods: [{ from: "2025-11-02", days, arrearsFen: fen(267_470) }],
  share10k: price10k(1_000),
  maxShare10k: percent(cap),
});
const high = (heightMm: number, added?: number) => {
  const storey = { heightMm, aboveMm: 3_000 };
  return storeyFactor(added === undefined ? storey : { ...storey, added10k: percent(added) });
};

/** Charged so much by area; 30 % of it are basic, heat has a price, both are capped. */
function settledFen(prepaid: number, heat: number, price: number): number {
  const areaFen = fen(prepaid);
  const [from, to] = [
    { day: "2025-11-01", figureMilli: heatMilli(0) },
    { day: "2026-04-01", figureMilli: heatMilli(heat) },
  ];
  const size = areaMilli(1_000);
  const cost = meteredCost(
    {
      prepaidFen: areaFen,
      meters: [{ number: "", from, to }],
      twoPart: { areaFen, billingAreaMilli: size, usableAreaMilli: size },
    },
    {
      ruleCode: "pilot",
      catalogueVersion: 2,
      rule: {
        kind: "metered",
        basic: { form: "share", share10k: percent(30) },
        heatUnit: "kwh",
        price10k: price10k(price),
        capped: true,
        usualMilli: heatMilli(90_000),
        mostTimes: 3,
      },
    },
  );
  return sumFen([...cost.basic, ...cost.metered]);
}

const RULES: Readonly<Record<string, ChargingRule>> = {
  "area charge": {
    examples: [
      [area(103.47, 25.85), yuan(2_674.7)],
      [area(56.3, 38.5), yuan(2_167.55)],
      [area(10.1, 25.85), yuan(261.09)],
    ],
    draw(upTo) {
      const [size, price] = [upTo(500_000), upTo(1_000_000)];
      return [areaAmount(areaMilli(size), price10k(price)), rounded([size, price], 100_000)];
    },
  },
  "storey height": {
    examples: [
      [area(103.47, 25.85, high(3_450)), yuan(3_075.9)],
      [area(103.47, 25.85, high(3_450, 10)), yuan(2_942.17)],
    ],
    draw(upTo) {
      const [size, price, height] = [upTo(500_000), upTo(1_000_000), 3_000 + upTo(3_000)];
      const said = areaAmount(areaMilli(size), price10k(price), high(height));
      return [said, rounded([size, price, height], 100_000 * 3_000)];
    },
  },
  "whole yuan": {
    examples: [[wholeYuanFen(fen(267_470)), 30]],
    draw(upTo) {
      const exact = upTo(100_000_000);
      return [wholeYuanFen(fen(exact)), rounded([exact], 100) * 100 - exact];
    },
  },
  stop: {
    examples: [[waivedFen(fen(267_470), percent(30)), yuan(1_872.29)]],
    draw(upTo) {
      const [full, share] = [upTo(100_000_000), upTo(1_000_000)];
      return [waivedFen(fen(full), price10k(share)), full - rounded([full, share], 1_000_000)];
    },
  },
  restore: {
    examples: [
      [shareOfDays(fen(187_229), { days: 92, seasonDays: 151 }), yuan(1_140.73)],
      [shareOfDays(fen(187_229), { days: 151, seasonDays: 151 }), yuan(1_872.29)],
    ],
    draw(upTo) {
      const [waived, days] = [upTo(100_000_000), upTo(151)];
      return [shareOfDays(fen(waived), { days, seasonDays: 151 }), rounded([waived, days], 151)];
    },
  },
  "late fee": {
    examples: [
      [lateFeeFen(late(31)), yuan(82.92)],
      [lateFeeCapFen(late(31, 30)), yuan(802.41)],
      [lateFeeFen(late(3_650, 30)), yuan(802.41)],
    ],
    draw(upTo) {
      const [arrears, days, cap] = [upTo(10_000_000), upTo(2_000), upTo(1_000_000)];
      const periods = [{ from: "2025-11-02", days, arrearsFen: fen(arrears) }];
      const said = lateFeeFen({ periods, share10k: price10k(500), maxShare10k: price10k(cap) });
      const most = Math.floor((arrears * cap) / 1_000_000);
      return [said, Math.min(rounded([arrears, days, 500], 1_000_000), most)];
    },
  },
  "two-part": {
    examples: [
      [basicShareFen({ areaFen: fen(267_470), share10k: percent(30) }), yuan(802.41)],
      [unitsFen(heatMilli(8_200_000), price10k(1_500)), yuan(1_230)],
      [settledFen(267_470, 8_200_000, 1_500), yuan(2_032.41)],
      [settledFen(267_470, 15_000_000, 1_500), yuan(2_674.7)],
      [
        unitsFen(areaMilli(90_000), price10k(120_000)) +
          unitsFen(heatMilli(7_350_000), price10k(1_600)),
        yuan(2_256),
      ],
    ],
    draw(upTo) {
      const [areaFen, heat, price] = [upTo(10_000_000), upTo(90_000_000), upTo(20_000)];
      const must = rounded([areaFen, 300_000], 1_000_000) + rounded([heat, price], 100_000);
      return [settledFen(areaFen, heat, price), Math.min(must, areaFen)];
    },
  },
  "refund by days": {
    examples: [
      [
        refundFen({
          seasonDays: 151,
          spaces: [{ label: "", fullFen: fen(267_470), dayShares10k: 3_000_000 }],
        }),
        yuan(53.14),
      ],
    ],
    draw(upTo) {
      const [full, shares] = [upTo(10_000_000), upTo(151_000_000)];
      const spaces = [{ label: "", fullFen: fen(full), dayShares10k: shares }];
      const must = rounded([full, shares], 1_000_000 * 151);
      return [refundFen({ seasonDays: 151, spaces }), must];
    },
  },
};

/** Each rule of charging beside the worked examples, and beside fractions over seeded draws. */
export const rules: Measurable = {
  about: "rules of charging: the worked examples, and fractions rounded once over seeded draws",
  async run({ seed, rounds = DRAWS }) {
    return Object.entries(RULES).map(([name, { examples, draw }]) => {
      const random = seededRandom(seed);
      const pairs = Array.from({ length: rounds }, () => draw((most) => oneUpTo(random, most)));
      const broken = [...examples, ...pairs].filter(([said, must]) => said !== must);
      const value = `${examples.length} examples, ${rounds} draws, ${broken.length} otherwise`;
      return { name, value, target: "none otherwise", holds: broken.length === 0 };
    });
  },
};

/** 1 … most. */
function oneUpTo(random: Random, most: number): number {
  return 1 + Math.floor(random.next() * most);
}
