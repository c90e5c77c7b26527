import { describe, expect, test } from "vitest";
import type { Stop } from "../households/stops.ts";
import { areaMilli } from "../kernel/area.ts";
import { seededRandom } from "../kernel/ids.ts";
import { addDays } from "../kernel/time.ts";
import { price10k } from "../kernel/price.ts";
import { sumFen } from "./lines.ts";
import { seasonCost, type ChargeableSpace, type SeasonSupply } from "./season-cost.ts";
import { amountOf } from "./steps.ts";
import { PRICES, space } from "./testing.ts";

const season = "2025-2026";
const days = { from: "2025-11-01", to: "2026-03-31", days: 151 };
const shares = { residential: { tariffId: "b1", tariffRev: 1, price10k: price10k(300_000) } };

function cost(stops: readonly Stop[], over: Partial<SeasonSupply> = {}) {
  const stopping = { stops, days, shares };
  return seasonCost({ season, spaces: [space()], prices: PRICES, stopping, ...over });
}

/** Fee by fee, in fen. */
function owed(...of: Parameters<typeof cost>) {
  const result = cost(...of);
  if (!result.ok) throw new Error(result.code);
  return Object.fromEntries(result.value.map(({ fee, steps }) => [fee, sumFen(steps)]));
}

const stop = (from: string, until?: string, spaceIds?: string[]): Stop => ({
  number: 1,
  from,
  ...(until && { until }),
  ...(spaceIds && { spaceIds }),
});

// The worked examples of charging.md: 103.47 m² × 25.85 = 2,674.70.
describe("a stop and a restore", () => {
  test.each([
    ["all season at 30 %: the base fee alone", [stop(days.from)], { "stop-base": 80_241 }],
    [
      "restored with 92 of 151 days left: 1,872.29 × 92/151 comes back",
      [stop(days.from, "2025-12-30")],
      { heat: 114_073, "stop-base": 80_241 },
    ],
    [
      "restored on the day of the stop: as if never stopped",
      [stop(days.from, days.from)],
      { heat: 267_470 },
    ],
    [
      "within the season, restored on the same day",
      [stop("2026-01-01", "2026-01-01")],
      { heat: 267_470 },
    ],
    [
      "within the season: waived for the days left",
      [stop("2025-12-30")],
      { heat: 267_470 - 114_073 },
    ],
    [
      "of a space that the contract has no more",
      [stop(days.from, undefined, ["gone"])],
      { heat: 267_470 },
    ],
  ])("%s", (_, stops, fees) => {
    expect(owed(stops)).toEqual(fees);
  });

  test("each step is the reason of its amount", () => {
    const result = cost([stop(days.from, "2025-12-30")]);
    expect(result).toMatchObject({
      value: [
        {
          fee: "heat",
          steps: [{ rule: "restore@1", waivedFen: 187_229, days: 92, seasonDays: 151 }],
        },
        {
          fee: "stop-base",
          steps: [
            { rule: "area@1", amountFen: 267_470 },
            {
              rule: "stop@1",
              fullFen: 267_470,
              share10k: 300_000,
              tariffId: "b1",
              amountFen: -187_229,
            },
          ],
        },
      ],
    });
  });

  test("of one space, the other is heated", () => {
    const spaces = [space(), space({ id: "attic", billingAreaMilli: areaMilli(10_100) })];
    expect(owed([stop(days.from, undefined, ["attic"])], { spaces })).toEqual({
      heat: 267_470,
      "stop-base": 7_833,
    });
  });

  test("at a half fen the base is rounded up, and less is waived: 261.09 at 50 %", () => {
    const half = { residential: { ...shares.residential, price10k: price10k(500_000) } };
    const spaces = [space({ billingAreaMilli: areaMilli(10_100) })];
    const stopping = { stops: [stop(days.from)], days, shares: half };
    expect(owed([], { spaces, stopping })).toEqual({ "stop-base": 13_055 });
  });

  test("where the city asks nothing for a stop, nothing is to be charged", () => {
    const free = { residential: { ...shares.residential, price10k: price10k(0) } };
    const stopping = { stops: [stop(days.from)], days, shares: free };
    expect(cost([], { stopping })).toMatchObject({ ok: false, code: "nothing-to-charge" });
  });

  test("is refused where no base fee is set", () => {
    const stopping = { stops: [stop(days.from)], days, shares: {} };
    expect(cost([], { stopping })).toMatchObject({ ok: false, code: "no-stop-rate" });
  });
});

test("over any stops: nothing below zero, and what a restore gives another stop takes", () => {
  const seed = Date.now();
  const random = seededRandom(seed);
  const draw = (max: number) => Math.floor(random.next() * max);
  for (let round = 0; round < 2_000; round += 1) {
    const one: ChargeableSpace = space({ billingAreaMilli: areaMilli(1_000 + draw(400_000)) });
    const rate = { residential: { ...shares.residential, price10k: price10k(draw(1_000_001)) } };
    const spaces = [one];
    const of = (stops: readonly Stop[]) => {
      const result = cost(stops, { spaces, stopping: { stops, days, shares: rate } });
      const items = result.ok ? result.value : [];
      const why = `seed ${seed}, round ${round}`;
      for (const { steps } of items) {
        expect(sumFen(steps), why).toBeGreaterThanOrEqual(0);
        for (const step of steps) expect(amountOf(step), why).toBe(step.amountFen);
      }
      return sumFen(items.flatMap(({ steps }) => steps));
    };
    const full = of([]);
    const [first, last] = [draw(150), draw(150)].toSorted((a, b) => a - b) as [number, number];
    const [from, until] = [addDays(days.from, first), addDays(days.from, last)];
    const again = { ...stop(until), number: 2 };
    expect(of([stop(from, from)])).toBe(full);
    const [stopped, restored] = [of([stop(from)]), of([stop(from, until)])];
    expect(stopped).toBeLessThanOrEqual(restored);
    expect(restored).toBeLessThanOrEqual(full);
    // Restored and stopped again on the same day owes what the one stop owes.
    expect(of([stop(from, until), again])).toBe(stopped);
  }
});
