import { expect, test } from "vitest";
import { fen } from "@warmline/shared/kernel/money.ts";
import { seasonShares } from "./season-shares.ts";

test.each([
  ["all paid, however little it was", [500, 500, 0, 0, 0], [100, 0, 0]],
  ["nothing paid", [2_000, 0, 2_000, 0, 0], [0, 0, 100]],
  ["a part paid, a part let off", [2_000, 1_000, 500, 300, 200], [50, 25, 25]],
  ["nothing charged", [0, 0, 0, 0, 0], [0, 0, 0]],
])("%s", (_, amounts, shares) => {
  const [chargedFen, paidFen, openFen, relievedFen, writtenOffFen] = amounts.map(fen) as [
    ReturnType<typeof fen>,
    ReturnType<typeof fen>,
    ReturnType<typeof fen>,
    ReturnType<typeof fen>,
    ReturnType<typeof fen>,
  ];
  const { paid, released, owed } = seasonShares({
    chargedFen,
    paidFen,
    openFen,
    relievedFen,
    writtenOffFen,
  });
  expect([paid, released, owed]).toEqual(shares);
});
