import { expect, test } from "vitest";
import { fen, ZERO_FEN } from "@warmline/shared/kernel/money.ts";
import type { DebtSum } from "@warmline/shared/ledger/debt.ts";
import { settleable, settledSeasons } from "./settled.ts";

function sum(season: string, fee: DebtSum["fee"], chargedFen: number, takenOver = false): DebtSum {
  const none = { relievedFen: ZERO_FEN, paidFen: ZERO_FEN, writtenOffFen: ZERO_FEN };
  const amount = fen(chargedFen);
  return { season, fee, chargedFen: amount, ...none, openFen: amount, takenOver };
}

const sums = [
  sum("2022-2023", "heat", 5, true),
  sum("2023-2024", "heat", 267_470),
  sum("2024-2025", "basic", 80_241),
  sum("2024-2025", "metered", 123_000),
  sum("2025-2026", "heat", 1),
  sum("2025-2026", "late-fee", 1),
  sum("2026-2027", "stop-base", 1),
];

test("what was charged here by area can be settled, the newest first, then anew what was", () => {
  expect(settleable({ sums })).toEqual([
    { season: "2025-2026", settled: false },
    { season: "2023-2024", settled: false },
    { season: "2024-2025", settled: true },
  ]);
});

test("what was settled says its two parts", () => {
  expect(settledSeasons({ sums })).toEqual([
    { season: "2024-2025", basicFen: 80_241, meteredFen: 123_000 },
  ]);
});
