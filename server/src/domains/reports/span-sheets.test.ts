import { expect, test } from "vitest";
import { fen } from "@warmline/shared/kernel/money.ts";
import { instantOf } from "@warmline/shared/kernel/time.ts";
import { toldTakings } from "@warmline/shared/reports/takings.ts";
import { oldDebtSheet } from "./old-debt-sheet.ts";
import { takingsSheet } from "./takings-sheet.ts";
import { cellsOf } from "./testing.ts";

const standing = { position: 1_234, behind: 0, at: instantOf(Date.UTC(2026, 0, 31, 4)) };
const about = {
  ...standing,
  season: "2025-2026",
  seasons: ["2025-2026"],
  from: "2026-01-01",
  to: "2026-01-31",
};

test("old debt season by season, with R5 as a share", async () => {
  const sums = {
    openingFen: fen(30_000),
    adjustedFen: fen(-1_000),
    paidFen: fen(10_000),
    relievedFen: fen(0),
    writtenOffFen: fen(4_000),
    closingFen: fen(15_000),
  };
  const rows = [{ season: "2024-2025", ...sums }];
  const path = [{ id: "", node: "" }];
  const answer = { ...about, path, total: sums, rows, disagreements: [] };
  const cells = await cellsOf(await oldDebtSheet(answer, "zh"));
  expect(cells.slice(0, 2)).toEqual([["往年清欠表"], ["全市"]]);
  expect(cells[3]?.[0]).toContain("1,234");
  expect(cells.at(-2)).toEqual(["合计", 300, -10, 100, 0, 40, 150, 0.3333]);
  expect(cells.at(-1)).toEqual(["2024-2025", 300, -10, 100, 0, 40, 150, 0.3333]);
});

test("takings by cashier, way and channel; a channel that nobody knows is told so", async () => {
  const sums = toldTakings({
    count: 3,
    currentFen: fen(20_000),
    pastFen: fen(1_000),
    prepaidFen: fen(0),
    lateFeeFen: fen(50),
    voidedFen: fen(1_000),
    refundedFen: fen(0),
  });
  const row = { office: "hall-xicheng", cashierId: "wang", method: "cash", ...sums } as const;
  const rows = [
    { ...row, cashierName: "王芳", channel: "counter" },
    { ...row, channel: "-" },
  ];
  const answer = { ...about, office: null, total: sums, rows };
  const cells = await cellsOf(await takingsSheet(answer, "en"));
  const figures = [3, 200, 10, 0, 0.5, 210.5, 10, 0, 200.5];
  expect(cells.slice(-3)).toEqual([
    ["Total", null, null, null, ...figures],
    ["王芳", "hall-xicheng", "Cash", "Counter", ...figures],
    ["wang", "hall-xicheng", "Cash", "Not stated", ...figures],
  ]);
});
