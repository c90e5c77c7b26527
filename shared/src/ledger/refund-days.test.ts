import { array, assert, constantFrom, nat, property, tuple } from "fast-check";
import { describe, expect, test } from "vitest";
import type { OutageRefund } from "../catalogue/heat-refund.ts";
import type { Stop } from "../households/stops.ts";
import { fen } from "../kernel/money.ts";
import { price10k } from "../kernel/price.ts";
import { addDays, daysInclusive, instantOf, startOfDay, type CityDate } from "../kernel/time.ts";
import {
  addedSpans,
  coldShare,
  outageSpan,
  refundedSpaces,
  refundFen,
  spanShares,
  withinSeason,
  type DaySpan,
} from "./refund-days.ts";
import { Book } from "./testing.ts";

const percent = (share: number) => price10k(share * 10_000);
const span = (from: CityDate, to: CityDate, share = 100): DaySpan => ({
  from,
  to,
  share10k: percent(share),
});
const SEASON = { from: "2025-11-01", to: "2026-03-31", days: 151 } as const;

/** 2,674.70: 103.47 m² × 25.85. */
function chargedSteps() {
  const { detail } = new Book().charge("2025-2026");
  return detail.kind === "charge" ? detail.items.flatMap(({ steps }) => steps) : [];
}

function amount(spans: readonly DaySpan[], stops: readonly Stop[] = []) {
  return refundFen({ spaces: refundedSpaces(chargedSteps(), stops, spans), seasonDays: 151 });
}

// charging.md, "outage refund": 3 days of 151.
describe("what is refunded", () => {
  test.each<[string, DaySpan[], number]>([
    ["three whole days", [span("2026-01-05", "2026-01-07")], 5_314],
    ["half of each of three days", [span("2026-01-05", "2026-01-07", 50)], 2_657],
    [
      "several spans, rounded once",
      [span("2026-01-05", "2026-01-06"), span("2026-01-09", "2026-01-09")],
      5_314,
    ],
    ["the whole season is the charge", [span("2025-11-01", "2026-03-31")], 267_470],
  ])("%s", (_, spans, refunded) => {
    expect(amount(spans)).toBe(refunded);
  });

  test("is nothing for days on which a space took no heat", () => {
    const spans = [span("2026-01-05", "2026-01-07")];
    expect(amount(spans, [{ number: 1, from: "2026-01-06" }])).toBe(1_771);
    expect(amount(spans, [{ number: 1, from: "2025-12-01", until: "2026-01-07" }])).toBe(1_771);
    expect(amount(spans, [{ number: 1, from: "2025-11-01" }])).toBe(0);
    expect(amount(spans, [{ number: 1, from: "2025-11-01", spaceIds: ["s2"] }])).toBe(5_314);
  });
});

describe("an outage", () => {
  const START = instantOf(startOfDay("2026-01-05") + 20 * 3_600_000);
  const rule = (over: Partial<OutageRefund> = {}): OutageRefund => {
    return { kind: "outage", overHours: 24, partDay: true, ...over };
  };
  const lasting = (hours: number, over: Partial<OutageRefund> = {}) => {
    const restoredAt = instantOf(START + hours * 3_600_000);
    const found = outageSpan(rule(over), { startedAt: START, restoredAt });
    return found && daysInclusive(found.from, found.to);
  };
  test.each([
    ["shorter than asked for", 23, {}, null],
    ["exactly as long is not longer", 24, {}, null],
    ["a begun day counts", 24.5, {}, 2],
    ["or does not", 47, { partDay: false }, 1],
    ["full days are as many either way", 48, { partDay: false }, 2],
    ["full days are as many either way", 48, {}, 2],
    ["without a full day nothing", 13, { overHours: 12, partDay: false }, null],
    ["of twelve hours, where the city says so", 13, { overHours: 12 }, 1],
  ])("%s: %d h", (_, hours, over, days) => expect(lasting(hours, over)).toBe(days));

  test("begins on the day on which it began, all of each day", () => {
    const restoredAt = instantOf(START + 30 * 3_600_000);
    expect(outageSpan(rule(), { startedAt: START, restoredAt })).toEqual(
      span("2026-01-05", "2026-01-06"),
    );
  });
});

// billing.md §5: 16–18 °C half, below 16 °C the whole day; a bound belongs to the warmer band.
test.each([
  [159, 100],
  [160, 50],
  [179, 50],
  [180, null],
  [-50, 100],
])("at %d tenths of a degree a day's refund is %s %%", (deci, share) => {
  const bands = [
    { belowDeci: 160, share10k: percent(100) },
    { belowDeci: 180, share10k: percent(50) },
  ];
  expect(coldShare({ kind: "cold", bands }, deci)).toBe(share && percent(share));
});

test.each<[string, DaySpan, DaySpan | null]>([
  ["inside as it is", span("2026-01-05", "2026-01-07"), span("2026-01-05", "2026-01-07")],
  ["before it nothing", span("2025-10-01", "2025-10-31"), null],
  ["its first day", span("2025-10-01", "2025-11-01"), span("2025-11-01", "2025-11-01")],
  ["its last day", span("2026-03-31", "2026-04-09"), span("2026-03-31", "2026-03-31")],
])("of the season's days: %s", (_, wanted, within) => {
  expect(withinSeason(wanted, SEASON)).toEqual(within);
});

describe("where spans meet", () => {
  test("the higher of them counts once", () => {
    const cold = span("2026-01-05", "2026-01-09", 50);
    const outage = span("2026-01-07", "2026-01-08");
    expect(addedSpans(outage, [cold])).toEqual([span("2026-01-07", "2026-01-08", 50)]);
    expect(addedSpans(cold, [outage])).toEqual([
      span("2026-01-05", "2026-01-06", 50),
      span("2026-01-09", "2026-01-09", 50),
    ]);
    expect(addedSpans(cold, [cold])).toEqual([]);
  });

  test("whatever comes first, each day comes to the highest share that was ever asked for", () => {
    const anySpan = tuple(nat(30), nat(9), constantFrom(20, 50, 100)).map(
      ([start, more, share]) => {
        const from = addDays("2026-01-01", start);
        return span(from, addDays(from, more), share);
      },
    );
    assert(
      property(array(anySpan, { maxLength: 6 }), (wanted) => {
        const given: DaySpan[] = [];
        for (const one of wanted) given.push(...addedSpans(one, given));
        for (let day = 0; day < 45; day += 1) {
          const date = addDays("2026-01-01", day);
          const shares = (spans: readonly DaySpan[]) =>
            spans.filter(({ from, to }) => from <= date && date <= to).map((one) => one.share10k);
          expect(shares(given).reduce((sum, one) => sum + one, 0)).toBe(
            Math.max(0, ...shares(wanted)),
          );
        }
      }),
    );
  });

  test("splitting a span refunds as many days", () => {
    expect(spanShares([span("2026-01-05", "2026-01-07")])).toBe(
      spanShares([span("2026-01-05", "2026-01-05"), span("2026-01-06", "2026-01-07")]),
    );
    expect(fen(amount([span("2026-01-05", "2026-01-07")]))).toBe(
      amount([span("2026-01-05", "2026-01-05"), span("2026-01-06", "2026-01-07")]),
    );
  });
});
