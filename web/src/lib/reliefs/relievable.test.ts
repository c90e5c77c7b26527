import { expect, test } from "vitest";
import { fen } from "@warmline/shared/kernel/money.ts";
import type { DebtSum } from "@warmline/shared/ledger/debt.ts";
import { relievable } from "./relievable.ts";

function sum(season: string, chargedFen: number, relievedFen = 0): DebtSum {
  const none = { paidFen: fen(0), writtenOffFen: fen(0), openFen: fen(0), takenOver: false };
  return {
    season,
    fee: "heat",
    ...none,
    chargedFen: fen(chargedFen),
    relievedFen: fen(relievedFen),
  };
}

test("the newest first, each once, and none of which all is relieved", () => {
  const sums = [
    sum("2023-2024", 100),
    sum("2024-2025", 100, 100),
    sum("2025-2026", 100, 40),
    { ...sum("2025-2026", 20), fee: "stop-base" as const },
  ];
  expect(relievable({ sums })).toEqual(["2025-2026", "2023-2024"]);
});

test("late fees are relieved by their own reliefs alone", () => {
  const late = { ...sum("2024-2025", 20), fee: "late-fee" as const };
  const sums = [sum("2025-2026", 100), late];
  expect([relievable({ sums }), relievable({ sums }, true)]).toEqual([
    ["2025-2026"],
    ["2024-2025"],
  ]);
});
