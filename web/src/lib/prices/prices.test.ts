import { expect, test } from "vitest";
import type { SeasonRow, TariffRow } from "@warmline/shared/households/prices-api.ts";
import { price10k } from "@warmline/shared/kernel/price.ts";
import { priceOn, seasonAfter, seasonsOf, tariffState } from "./prices.ts";

function tariff(from: string, to: string | null): TariffRow {
  const terms = {
    component: "heat",
    priceClass: "residential",
    price10k: price10k(258_500),
    approvedBy: "1号",
  } as const;
  return { id: from, rev: 1, from, to, ...terms, former: [] };
}
const past = tariff("2020-10-01", "2025-10-01");
const holding = tariff("2025-10-01", "2027-10-01");
const coming = tariff("2027-10-01", null);
const withdrawn = tariff("2026-10-01", "2026-10-01");
const all = [coming, withdrawn, holding, past];

test("the state of a price today", () => {
  const states = all.map((one) => tariffState(one, "2026-11-23"));
  expect(states).toEqual(["coming", "withdrawn", "in-force", "past"]);
  expect(tariffState(coming, "2027-10-01")).toBe("in-force");
});

test("a season is charged by the price of its first day", () => {
  const season = (id: string, from: string): SeasonRow => ({ id, rev: 1, from, to: "", days: 121 });
  expect(priceOn(all, "residential", "2026-11-15")).toBe(holding);
  expect(priceOn(all, "residential", "2026-10-01")).toBe(holding);
  expect(priceOn(all, "residential", "2019-11-15")).toBeUndefined();
  expect(priceOn(all, "industrial", "2026-11-15")).toBeUndefined();
  const seasons = [season("2026-2027", "2026-11-15"), season("2025-2026", "2025-11-15")];
  expect(seasonsOf(holding, seasons)).toEqual(["2026-2027", "2025-2026"]);
  expect(seasonsOf(withdrawn, seasons)).toEqual([]);
  const basic = { ...holding, component: "basic" };
  expect(seasonsOf(basic, seasons)).toEqual([]);
  expect(priceOn([basic], "residential", "2026-11-15")).toBeUndefined();
});

test("the next season is offered with the days of the newest", () => {
  const newest = { id: "2026-2027", rev: 1, from: "2026-11-15", to: "2027-03-15", days: 121 };
  const next = { name: "2027-2028", from: "2027-11-15", to: "2028-03-15" };
  expect(seasonAfter(newest, "2026-11-23")).toEqual(next);
  expect(seasonAfter(undefined, "2026-11-23").name).toBe("2026-2027");
});
