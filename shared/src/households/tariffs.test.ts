import { describe, expect, test } from "vitest";
import { price10k } from "../kernel/price.ts";
import { seasonDays } from "./seasons.ts";
import { closedBy, corrected, holdsOn, reopenedBy, standingTariffs } from "./tariffs.ts";
import type { Tariff } from "./model.ts";
import { instantOf } from "../kernel/time.ts";

function tariff(from: string, to: string | null): Tariff {
  const id = `residential-${from}`;
  return {
    id,
    rev: 1,
    component: "heat",
    priceClass: "residential",
    from,
    to,
    price10k: price10k(258_500),
    approvedBy: "1号",
  };
}

const first = tariff("2020-01-01", "2024-10-01");
const second = tariff("2024-10-01", null);
const withdrawn = tariff("2027-10-01", "2027-10-01");

test.each([
  ["before its first day", first, "2019-12-31", false],
  ["on its first day", first, "2020-01-01", true],
  ["on its last day", first, "2024-09-30", true],
  ["on the day of the next one", first, "2024-10-01", false],
  ["without an end", second, "2099-01-01", true],
  ["withdrawn, on no day", withdrawn, "2027-10-01", false],
])("a price holds or not: %s", (_, one, day, holds) => {
  expect(holdsOn(one, day)).toBe(holds);
});

describe("a new price", () => {
  test.each([
    ["the first of its class", [], "2020-01-01", null],
    ["after the newest", [first, second], "2026-10-01", second],
    ["on the day of one withdrawn", [first, second, withdrawn], "2027-10-01", second],
    ["where all were withdrawn", [withdrawn], "2026-01-01", null],
  ] as const)("%s", (_, existing, from, closed) => {
    expect(closedBy(existing, from)).toEqual({ ok: true, value: closed });
  });

  test.each(["2024-10-01", "2024-09-30", "2019-01-01"])("is refused from %s", (from) => {
    const detail = { from: "2024-10-01" };
    expect(closedBy([first, second], from)).toEqual({
      ok: false,
      code: "tariff-not-later",
      detail,
    });
  });
});

describe("a price corrected", () => {
  const correction = { correctedAt: instantOf(1), correctedBy: "财务", reason: "小数点错位" };
  const right = { price10k: price10k(270_000), approvedBy: "2号" };

  test("says what is right, and what it said before", () => {
    const answer = corrected(second, right, correction);
    const said = { price10k: 258_500, approvedBy: "1号", ...correction };
    expect(answer).toEqual({ ok: true, value: { ...second, ...right, former: [said] } });
  });
  test.each([
    ["withdrawn", withdrawn, right, "tariff-withdrawn"],
    [
      "as it says already",
      second,
      { price10k: price10k(258_500), approvedBy: "1号" },
      "tariff-same",
    ],
    [
      "for the fifty-first time",
      { ...second, former: Array.from({ length: 50 }, () => ({ ...right, ...correction })) },
      right,
      "tariff-corrected-often",
    ],
  ] as const)("is refused: %s", (_, which, wanted, code) => {
    expect(corrected(which, wanted, correction)).toMatchObject({ ok: false, code });
  });
});

describe("a price withdrawn", () => {
  const coming = tariff("2026-12-01", null);
  const held = { ...second, to: "2026-12-01" };
  test("reopens the one before", () => {
    const answer = reopenedBy([first, held, coming], coming, "2026-11-30");
    expect(answer).toEqual({ ok: true, value: held });
  });
  test.each([
    ["on its first day", coming, "2026-12-01"],
    ["when it is not the newest", held, "2024-09-01"],
    ["twice", withdrawn, "2026-11-30"],
  ] as const)("is refused %s", (_, which, today) => {
    const answer = reopenedBy([first, held, coming, withdrawn], which, today);
    expect(answer).toMatchObject({ ok: false, code: "tariff-in-force" });
  });
  test("covers no day", () => {
    expect(standingTariffs([withdrawn, second, first])).toEqual([first, second]);
  });
});

describe("the days of a season", () => {
  const other = { id: "2025-2026", rev: 1, from: "2025-11-15", to: "2026-03-15", days: 121 };
  test.each([
    ["2026-2027", "2026-11-15", "2027-03-15", { ok: true, value: 121 }],
    ["2027-2028", "2027-11-15", "2028-03-15", { ok: true, value: 122 }],
    ["2025-2026", "2025-11-01", "2026-03-31", { ok: true, value: 151 }],
    ["2026-2027", "2026-02-01", "2027-01-01", { ok: false, code: "season-dates-wrong" }],
    ["2026-2027", "2026-03-15", "2026-04-01", { ok: false, code: "season-dates-wrong" }],
    ["2026-2027", "2027-01-15", "2027-03-15", { ok: false, code: "season-dates-wrong" }],
    ["2024-2025", "2024-11-15", "2025-11-15", { ok: false, code: "season-dates-wrong" }],
    ["2026-2027", "2026-03-15", "2027-01-08", { ok: false, code: "season-overlaps" }],
  ])("%s from %s to %s", (name, from, to, answer) => {
    expect(seasonDays(name, { from, to }, [other])).toMatchObject(answer);
  });
});
