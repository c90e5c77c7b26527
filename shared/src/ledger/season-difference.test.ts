import { expect, test } from "vitest";
import { areaMilli } from "../kernel/area.ts";
import { fen } from "../kernel/money.ts";
import { price10k } from "../kernel/price.ts";
import { differences, type ChargedSeason } from "./season-difference.ts";
import { areaAmount, type AreaStep } from "./steps.ts";

function space(spaceId: string, area: number, price: number, priceClass = "home"): AreaStep {
  const [own, of] = [areaMilli(area), price10k(price)];
  const amountFen = areaAmount(own, of);
  const label = `房屋${spaceId}`;
  return { rule: "area@1", spaceId, label, areaMilli: own, price10k: of, priceClass, amountFen };
}

function season(name: string, more: Partial<ChargedSeason>): ChargedSeason {
  return {
    season: name,
    chargedFen: fen(0),
    relievedFen: fen(0),
    fees: [{ fee: "heat", chargedFen: fen(0) }],
    spaces: [space("1", 100_000, 250_000)],
    ...more,
  };
}

test.each<[string, Partial<ChargedSeason>, object[]]>([
  ["nothing", {}, []],
  [
    "the area",
    { spaces: [space("1", 120_500, 250_000)] },
    [{ kind: "area", label: "房屋1", before: 100_000, now: 120_500 }],
  ],
  [
    "the price",
    { spaces: [space("1", 100_000, 258_500)] },
    [{ kind: "price", label: "房屋1", before: 250_000, now: 258_500 }],
  ],
  [
    "the class, with its price and the area",
    { spaces: [space("1", 90_000, 380_000, "shop")] },
    [
      { kind: "area", label: "房屋1", before: 100_000, now: 90_000 },
      { kind: "class", label: "房屋1", before: 250_000, now: 380_000 },
    ],
  ],
  [
    "the class alone",
    { spaces: [space("1", 100_000, 250_000, "shop")] },
    [{ kind: "class", label: "房屋1", before: 250_000, now: 250_000 }],
  ],
  [
    "one space for another",
    { spaces: [space("2", 10_000, 250_000)] },
    [
      { kind: "added", label: "房屋2", amountFen: 25_000 },
      { kind: "gone", label: "房屋1", amountFen: 250_000 },
    ],
  ],
  [
    "a stop, and what opening the valve cost",
    {
      stopped: [{ spaceId: "1", lessFen: fen(200_000) }],
      fees: [
        { fee: "stop-base", chargedFen: fen(50_000) },
        { fee: "valve-opening", chargedFen: fen(5_000) },
      ],
    },
    [
      { kind: "stop", label: "房屋1", before: 0, now: 200_000 },
      { kind: "fee", fee: "valve-opening", before: 0, now: 5_000 },
    ],
  ],
  [
    "a settlement by meter: its two parts in the place of the area charge",
    {
      advanceFen: fen(267_470),
      fees: [
        { fee: "basic", chargedFen: fen(80_241) },
        { fee: "metered", chargedFen: fen(123_000) },
      ],
    },
    [
      { kind: "advance", before: 0, now: 267_470 },
      { kind: "fee", fee: "basic", before: 0, now: 80_241 },
      { kind: "fee", fee: "metered", before: 0, now: 123_000 },
    ],
  ],
  ["a relief", { relievedFen: fen(30_000) }, [{ kind: "relief", before: 0, now: 30_000 }]],
])("told is %s", (_, now, expected) => {
  expect(differences(season("2024-2025", {}), season("2025-2026", now))).toEqual(expected);
});

test("what the system before took over has no reasons", () => {
  const known = season("2025-2026", {});
  const unknown = season("2024-2025", { spaces: null });
  expect(differences(unknown, known)).toBeNull();
  expect(differences(known, unknown)).toBeNull();
});
