import { expect, test } from "vitest";
import { fen } from "@warmline/shared/kernel/money.ts";
import type { Taking } from "@warmline/shared/reports/takings.ts";
import { emptyReports } from "./fixture.ts";

const SEASON = "2025-2026";

const empty = emptyReports();

const commits = { after: 0, until: { position: 1, hash: "hash-1" } };

test("takings are summed up by cashier, way and channel within some days", async () => {
  const { reports } = empty;
  const taking = (over: Partial<Taking> = {}): Taking => ({
    position: 1,
    day: "2025-11-20",
    office: "hall-a",
    cashierId: "wang",
    method: "cash",
    channel: "counter",
    paymentId: "R-1",
    use: "fees",
    season: SEASON,
    amountFen: fen(100),
    ...over,
  });
  const takings = [
    taking(),
    taking({ season: "2024-2025", amountFen: fen(30) }),
    taking({ use: "prepaid", season: "", amountFen: fen(5), method: "card" }),
    taking({ use: "late-fee", season: "", amountFen: fen(7), paymentId: "R-2" }),
    taking({ use: "voided", season: "", amountFen: fen(50), day: "2025-11-21" }),
    taking({ use: "refunded", season: "", amountFen: fen(9), paymentId: "F-1", office: "city" }),
  ];
  await reports.add({ takings }, commits);
  // Known already: passed over.
  await reports.add({ takings }, commits);
  const asked = { from: "2025-11-20", to: "2025-11-20", season: SEASON, office: null };
  const { rows: told, count, position } = await reports.takings(asked);
  expect([count, position]).toEqual([2, 1]);
  const none = { voidedFen: 0, refundedFen: 0, currentFen: 0, pastFen: 0 };
  expect(told).toMatchObject([
    { ...none, office: "city", refundedFen: 9, count: 0 },
    { ...none, office: "hall-a", method: "card", prepaidFen: 5, count: 1 },
    { ...none, method: "cash", currentFen: 100, pastFen: 30, lateFeeFen: 7, count: 2 },
  ]);
  const later = await reports.takings({ ...asked, to: "2025-11-21", office: "hall-a" });
  expect(later.rows).toMatchObject([{ prepaidFen: 5 }, { voidedFen: 50, count: 2 }]);
  expect((await reports.takings({ ...asked, office: "hall-b" })).rows).toEqual([]);
});
