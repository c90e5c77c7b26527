import { describe, expect, test } from "vitest";
import type { Stop } from "../households/stops.ts";
import { areaMilli } from "../kernel/area.ts";
import { price10k } from "../kernel/price.ts";
import { KINDS } from "../ledger/entry.ts";
import { Book, openingSeason, PRICES, space } from "../ledger/testing.ts";
import { areaRate, isAreaBalanced, totalAreas, type AreaSums } from "./area-statement.ts";
import { areasOf, NO_AREAS } from "./areas.ts";

const SEASON = "2025-2026";
const FIRST = "2025-11-01";
const HOME = 103_470;
const SHOP = 20_000;

/** A home of 103.47 m² and a shop of 20 m² at one price, with stops at 30 %. */
function charged(stops: readonly Stop[], isInWholeYuan = false) {
  const book = new Book();
  const share = { tariffId: "stop", tariffRev: 1, price10k: price10k(300_000) };
  const decided = KINDS.charge.decide(book.position, {
    entryId: book.nextId,
    season: SEASON,
    dueOn: FIRST,
    spaces: [space(), space({ id: "s2", label: "商铺", billingAreaMilli: areaMilli(SHOP) })],
    prices: PRICES,
    stopping: {
      stops,
      days: { from: FIRST, to: "2026-03-31", days: 151 },
      shares: { residential: share },
    },
    ...(isInWholeYuan ? { rules: { wholeYuan: { ruleCode: "yuan", catalogueVersion: 1 } } } : {}),
  });
  const entry = book.post(decided);
  return { book, entry };
}

const areas = ({ book, entry }: ReturnType<typeof charged>) =>
  areasOf(entry, 7, (id) => book.entries.find((one) => one.id === id));

const ofHome = { number: 1, from: FIRST, spaceIds: ["s1"] };

describe("what a charge says of areas", () => {
  const base = { fullFen: 267_470, baseFen: 80_241 };
  test.each([
    ["heat all season", [], { heatedMilli: HOME + SHOP }],
    [
      "a home stopped all season, its base fee 30 % of its charge",
      [ofHome],
      { heatedMilli: SHOP, stoppedMilli: HOME, ...base },
    ],
    [
      "all of it stopped: each space by its own",
      [{ number: 1, from: FIRST }],
      { stoppedMilli: HOME + SHOP, fullFen: 267_470 + 51_700, baseFen: 80_241 + 15_510 },
    ],
    [
      "stopped from the first day and with heat again: heated, on some of the days",
      [{ ...ofHome, until: "2025-12-30" }],
      { heatedMilli: HOME + SHOP, partlyMilli: HOME, ...base },
    ],
    [
      "stopped later: heated, and without a base fee of its own",
      [{ ...ofHome, from: "2026-01-01" }],
      { heatedMilli: HOME + SHOP, partlyMilli: HOME },
    ],
    [
      "restored on its first day: as if never stopped",
      [{ ...ofHome, until: FIRST }],
      { heatedMilli: HOME + SHOP },
    ],
  ])("%s", (_, stops, found) => {
    expect(areas(charged(stops))).toEqual([
      {
        ...NO_AREAS,
        ...found,
        position: 7,
        day: FIRST,
        householdId: "h1",
        season: SEASON,
        place: { branch: "-", station: "-", building: "-", traits: "" },
      },
    ]);
  });

  test("what is rounded to the yuan stands beside the base fee", () => {
    const found = charged([ofHome], true);
    const item = found.book.account.items.find(({ fee }) => fee === "stop-base");
    expect(areas(found)).toMatchObject([{ baseFen: 80_241, otherFen: -41 }]);
    expect(item?.openFen).toBe(80_200);
  });
});

test("a reversal takes off what its charge brought, where that was", () => {
  const { book, entry } = charged([ofHome]);
  const placed = { ...entry, place: "b1/s1/h1/幸福里/residential/dwelling" };
  const reversal = { ...book.reverse(entry), place: "b2/s2/h2/幸福里/residential/dwelling" };
  const [blue, red] = [placed, reversal].flatMap((one) => areasOf(one, 8, () => placed));
  expect(red?.place).toEqual(blue?.place);
  expect(red).toMatchObject({
    heatedMilli: -SHOP,
    stoppedMilli: -HOME,
    fullFen: -267_470,
    baseFen: -80_241,
  });
});

test("what is taken over has no area, and its base fees are due all the same", () => {
  const book = new Book();
  const heat = openingSeason("2024-2025", { chargedFen: 5_000 });
  const base = openingSeason("2024-2025", { fee: "stop-base", chargedFen: 900 });
  const entry = book.open([heat, base]);
  expect(areasOf(entry, 1, () => undefined)).toMatchObject([
    { ...NO_AREAS, season: "2024-2025", otherFen: 900 },
  ]);
});

test("a payment changes none", () => {
  const { book } = charged([]);
  expect(areasOf(book.pay(1_000), 2, () => undefined)).toEqual([]);
});

const row: AreaSums = {
  households: 3,
  billableMilli: areaMilli(300_000),
  paidMilli: areaMilli(100_000),
  stoppedMilli: areaMilli(50_000),
  unpaidMilli: areaMilli(150_000),
  settledMilli: areaMilli(120_000),
};

test("R3 is what is fully paid of all, each with both parts", () => {
  expect(areaRate(row)).toEqual({ numerator: 120_000, denominator: 300_000 });
});

test.each([
  ["balances", row, true],
  ["a square millimetre is missing", { ...row, unpaidMilli: areaMilli(149_999) }, false],
])("billing area = paid + stopped + unpaid: %s", (_, sums, balanced) => {
  expect(isAreaBalanced(sums)).toBe(balanced);
  expect(isAreaBalanced(totalAreas([row, sums]))).toBe(balanced);
});

test("rows come to their total", () => {
  expect(totalAreas([row, row])).toMatchObject({ households: 6, settledMilli: 240_000 });
  expect(totalAreas([])).toMatchObject({ households: 0, billableMilli: 0 });
});
