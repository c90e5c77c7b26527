import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "../kernel/time.ts";
import type { Meter, Reading } from "./model.ts";
import { heatOf, seasonSpans, type SeasonWindow } from "./spans.ts";
import { meter, reading } from "./testing.ts";

const SEASON: SeasonWindow = {
  from: "2025-11-01",
  to: "2026-03-31",
  previousTo: "2025-03-31",
  nextFrom: "2026-11-01",
};

/** Meter by meter the days and figures, or the refusal. */
function spans(meters: readonly Meter[], readings: readonly Reading[]) {
  const found = seasonSpans(meters, readings, SEASON);
  if (!found.ok) return found.code;
  return found.value.map(({ from, to }) => [
    [from.day, from.figureMilli / 1_000],
    [to.day, to.figureMilli / 1_000],
  ]);
}

const one = meter("7000001", "2023-10-01");
const of = (day: string, figure: number, over: Partial<Reading> = {}) =>
  reading("7000001", day, figure, over);
const began = of("2025-10-30", 100);
const ended = of("2026-04-02", 8_300);
const whole = [
  [
    ["2025-10-30", 100],
    ["2026-04-02", 8_300],
  ],
];

describe("what a household's meters count of a season", () => {
  test.each([
    ["by the readings around it", [began, ended], whole],
    ["whatever was read within it", [began, of("2026-01-15", 4_000), ended], whole],
    ["from the last before it", [of("2025-09-01", 90), began, ended], whole],
    ["up to the first after it", [began, ended, of("2026-10-15", 8_300)], whole],
    [
      "by the end of the season before, as no heat is taken in the summer",
      [of("2025-03-31", 100), ended],
      [[["2025-03-31", 100], whole[0]![1]]],
    ],
    [
      "by a correction in place of what it corrects",
      [
        began,
        of("2026-04-01", 9_900),
        of("2026-04-01", 8_300, { corrects: "7000001/2026-04-01/9900" }),
      ],
      [
        [
          ["2025-10-30", 100],
          ["2026-04-01", 8_300],
        ],
      ],
    ],
    [
      "by the correction of a correction",
      [
        began,
        of("2026-04-01", 9_900, { id: "wrong" }),
        of("2026-04-01", 9_000, { id: "still", corrects: "wrong" }),
        of("2026-04-01", 8_300, { corrects: "still" }),
      ],
      [
        [
          ["2025-10-30", 100],
          ["2026-04-01", 8_300],
        ],
      ],
    ],
    ["of nothing read after it", [began, of("2026-03-30", 8_300)], "reading-missing"],
    ["of nothing read before it", [of("2025-03-30", 90), ended], "reading-missing"],
    ["of the next season's", [began, of("2026-11-02", 8_900)], "reading-missing"],
    ["of less at the end", [began, of("2026-04-02", 99)], "figures-fall"],
  ] as const)("%s", (_, readings, said) => {
    expect(spans([one], readings)).toEqual(said);
  });

  test("where no meter was there in the season", () => {
    const gone = meter("7000001", "2023-10-01", "2025-11-01");
    expect(spans([], [])).toBe("no-meter");
    expect(spans([gone, meter("7000002", "2026-03-31")], [began, ended])).toBe("no-meter");
  });

  test("one that came within it counts from its first figure, one that went to its last", () => {
    const changed = [meter("7000001", "2023-10-01", "2026-01-10"), meter("7000002", "2026-01-10")];
    const readings = [
      began,
      of("2026-01-10", 4_100),
      reading("7000002", "2026-01-10", 3),
      reading("7000002", "2026-04-01", 4_203),
    ];
    expect(spans(changed, readings)).toEqual([
      [
        ["2025-10-30", 100],
        ["2026-01-10", 4_100],
      ],
      [
        ["2026-01-10", 3],
        ["2026-04-01", 4_203],
      ],
    ]);
  });

  test("an estimate is told as one", () => {
    const found = seasonSpans([one], [began, { ...ended, source: "estimated" }], SEASON);
    expect(found).toMatchObject({
      value: [{ from: { day: "2025-10-30" }, to: { estimated: true } }],
    });
    expect(found.ok && "estimated" in found.value[0]!.from).toBe(false);
  });
});

const rising = fc
  .array(fc.tuple(fc.integer({ min: -200, max: 400 }), fc.nat(2_000)), { maxLength: 12 })
  .map((steps) => {
    let figure = 100;
    return steps
      .toSorted(([left], [right]) => left - right)
      .map(([day, more]) => of(addDays(SEASON.from, day), (figure += more)));
  });

test("in whatever order readings come, they count the same", () => {
  const shuffled = rising.chain((readings) =>
    fc.tuple(fc.constant(readings), fc.shuffledSubarray(readings, { minLength: readings.length })),
  );
  fc.assert(
    fc.property(shuffled, ([readings, other]) => {
      expect(spans([one], other)).toEqual(spans([one], readings));
    }),
  );
});

test("a change of meters anywhere in the season counts what one meter would have", () => {
  fc.assert(
    fc.property(
      fc.nat(8_000),
      fc.integer({ min: 1, max: 149 }),
      fc.nat(50_000),
      (kwh, at, start) => {
        const day = addDays(SEASON.from, at);
        const changed = [meter("7000001", "2023-10-01", day), meter("7000002", day)];
        const found = seasonSpans(
          changed,
          [
            began,
            of(day, 100 + kwh),
            reading("7000002", day, start),
            reading("7000002", "2026-04-01", start + 8_000 - kwh),
          ],
          SEASON,
        );
        expect(found.ok && heatOf(found.value)).toBe(8_000_000);
      },
    ),
  );
});
