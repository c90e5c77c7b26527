import { expect, test } from "vitest";
import { fen } from "@warmline/shared/kernel/money.ts";
import type { PaidOut } from "@warmline/shared/reports/payouts.ts";
import type { Taking } from "@warmline/shared/reports/takings.ts";
import { emptyReports } from "./fixture.ts";

const empty = emptyReports();

function taking(paymentId: string, amountFen: number, over: Partial<Taking> = {}): Taking {
  return {
    position: 1,
    day: "2025-11-20",
    office: "hall-a",
    cashierId: "wang",
    method: "cash",
    channel: "counter",
    paymentId,
    use: "prepaid",
    season: "",
    amountFen: fen(amountFen),
    ...over,
  };
}

function paidOut(lotId: string, amountFen: number, over: Partial<PaidOut> = {}): PaidOut {
  return {
    position: 1,
    day: "2025-12-01",
    householdId: "h1",
    place: { branch: "b1", station: "s1", building: "d1", traits: "" },
    refundId: `of-${lotId}`,
    lotId,
    method: "cash",
    channel: "counter",
    reason: "多缴",
    kind: "paid",
    amountFen: fen(amountFen),
    days: 3,
    ...over,
  };
}

test("a payment of which more went back than it was is named; what came back counts", async () => {
  const { reports } = empty;
  const takings = [
    taking("R-1", 60),
    taking("R-1", 40, { use: "fees", season: "2025-2026" }),
    taking("R-2", 100),
    taking("R-3", 100),
    // What went back of it is not what it was.
    taking("R-3", 50, { use: "refunded" }),
  ];
  const returned = { kind: "returned", refundId: "of-R-2", day: "2025-12-02" } as const;
  const out = [
    paidOut("R-1", 100),
    paidOut("R-2", 120),
    paidOut("R-2", 20, returned),
    paidOut("R-3", 101),
    // Outside the days that are asked for, but of the same payment.
    paidOut("R-1", 1, { refundId: "later", day: "2026-02-01" }),
  ];
  const until = { position: 1, hash: "hash-1" };
  await reports.add({ takings, paidOut: out }, { after: 0, until });
  const asked = { from: "2025-12-01", to: "2025-12-31", node: [] } as const;
  const { beyond, rows } = await reports.refunds(asked);
  expect(beyond).toEqual(["R-1", "R-3"]);
  expect(rows).toMatchObject([{ id: "b1", count: 3, returned: 1, paidFen: 321, returnedFen: 20 }]);
});
