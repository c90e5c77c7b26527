import { expect, test } from "vitest";
import { instantOf } from "../kernel/time.ts";
import { daysOf, withDays, type SeasonCalendar, type SeasonDays } from "./season-calendar.ts";

const season = { id: "2026-2027", rev: 1, from: "2026-11-15", to: "2027-03-15", days: 121 };
const place = { branchId: "b1", stationId: "s1", buildingId: "h1" };
const why = { evidence: "1号", reason: "寒潮", at: instantOf(0), byName: "财务" };

function moved(placeId: string, ...to: (string | null)[]): SeasonCalendar {
  const of = { season: season.id, placeId };
  let calendar: SeasonCalendar | null = null;
  for (const last of to) {
    const days: SeasonDays | null = last === null ? null : { from: season.from, to: last, days: 1 };
    calendar = { rev: 1, ...withDays(of, calendar, { days, ...why }) };
  }
  return calendar!;
}

test.each([
  ["nobody moved it", [], "2027-03-15"],
  ["the city did", [moved("city", "2027-03-25")], "2027-03-25"],
  ["its branch did", [moved("city", "2027-03-25"), moved("b1", "2027-03-31")], "2027-03-31"],
  ["its building did", [moved("b1", "2027-03-31"), moved("h1", "2027-04-05")], "2027-04-05"],
  ["its station did", [moved("s1", "2027-04-01"), moved("b1", "2027-03-31")], "2027-04-01"],
  ["another branch did", [moved("b2", "2027-03-31")], "2027-03-15"],
  ["the newest version holds", [moved("b1", "2027-03-31", "2027-03-20")], "2027-03-20"],
  ["taken back", [moved("city", "2027-03-25"), moved("b1", "2027-03-31", null)], "2027-03-25"],
  ["of another season", [{ ...moved("city", "2027-03-25"), season: "2025-2026" }], "2027-03-15"],
])("a season ends as %s", (_name, calendars, to) => {
  expect(daysOf(season, calendars, place).to).toBe(to);
});
