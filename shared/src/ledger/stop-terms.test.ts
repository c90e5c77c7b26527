import { expect, test } from "vitest";
import type { StopTerms } from "../catalogue/stop-terms.ts";
import { fen } from "../kernel/money.ts";
import { refuseByTerms, type StopAsked } from "./stop-terms.ts";

const TERMS: StopTerms = {
  kind: "stop-terms",
  noticeDays: 15,
  partSeason: false,
  pastPaid: true,
  documents: ["身份证", "报停申请表"],
};
const ASKED: StopAsked = {
  season: "2025-2026",
  seasonFrom: "2025-11-01",
  from: "2025-11-01",
  askedOn: "2025-10-17",
  items: [{ season: "2025-2026", openFen: fen(100) }],
};
const owed = { items: [{ season: "2024-2025", openFen: fen(250) }] };

test.each<[string, Partial<StopTerms>, Partial<StopAsked>, string | null]>([
  ["on the last day", {}, {}, null],
  ["a day later", {}, { askedOn: "2025-10-18" }, "stop-too-late"],
  ["a day later, but asked for in time", {}, { askedOn: null }, null],
  ["within the season", {}, { from: "2026-01-10" }, "stop-part-season"],
  ["within the season, where that is offered", { partSeason: true }, { from: "2026-01-10" }, null],
  ["on its own day, without notice", { noticeDays: 0 }, { askedOn: "2025-11-01" }, null],
  ["owing something of the past", {}, owed, "stop-past-owed"],
  ["owing, where that may be", { pastPaid: false }, owed, null],
  ["late, within it and owing", {}, { ...owed, from: "2025-11-02" }, "stop-part-season"],
])("%s", (_, terms, asked, code) => {
  const refused = refuseByTerms({ ...TERMS, ...terms }, { ...ASKED, ...asked });
  expect(refused?.code ?? null).toBe(code);
});

test("says by when it had to be asked for, and how much is owed", () => {
  const late = refuseByTerms(TERMS, { ...ASKED, askedOn: "2025-10-30" });
  expect(late).toMatchObject({ detail: { day: "2025-10-17" } });
  const past = refuseByTerms(TERMS, { ...ASKED, ...owed });
  expect(past).toMatchObject({ detail: { amount: "¥2.50" } });
});
