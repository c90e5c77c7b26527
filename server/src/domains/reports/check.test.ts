import { expect, onTestFinished, test } from "vitest";
import { areaMilli } from "@warmline/shared/kernel/area.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import { NO_AREAS } from "@warmline/shared/reports/areas.ts";
import { movesOf, placeParts } from "@warmline/shared/reports/moves.ts";
import { openTestDeps } from "../../testing.ts";
import { charge } from "../ledger/charge-commands.ts";
import { caller, cashier, done, paid, paying, settle, stream } from "../ledger/testing.ts";
import { checkBeside } from "./check-beside.ts";
import { checkReports } from "./check-reports.ts";
import { checkStatistics } from "./check.ts";
import { feedReports } from "./feed.ts";
import { waitForHead } from "./wait-for-head.ts";

const SEASON = "2025-2026";
const never = new AbortController().signal;

/** Two households, of which one paid some. */
async function counted() {
  const deps = await openTestDeps();
  await settle(deps, 2);
  for (const id of ["h0", "h1"]) await done(deps, caller(), charge, { id, season: SEASON });
  await paid(deps, caller(cashier), paying("h0", fen(100_000)));
  const ending = new AbortController();
  const feeding = feedReports(deps, ending.signal);
  onTestFinished(async () => {
    ending.abort();
    await feeding;
    await deps.close();
  });
  await waitForHead(deps);
  return deps;
}

test("statistics that follow the journal are what it says", async () => {
  const deps = await counted();
  expect(await checkStatistics(deps, never)).toEqual({ accounts: 2, differences: [] });
});

test("what they have beyond the journal is named, by account and season", async () => {
  const deps = await counted();
  const head = await deps.store.head();
  const [entry] = await stream(deps, "h1");
  const moves = movesOf(entry!, head + 1, () => undefined);
  await deps.reports.add({ moves }, { after: head, until: { position: head + 1, hash: "" } });
  const { differences } = await checkStatistics(deps, never);
  expect(differences).toMatchObject([
    {
      accountId: "h1",
      season: SEASON,
      journal: { dueFen: 267_470, owedFen: 267_470 },
      statistics: { dueFen: 534_940, owedFen: 534_940 },
    },
  ]);
});

test("reliefs that are not what was relieved are named", async () => {
  const deps = await counted();
  expect(await checkBeside(deps.reports)).toEqual([]);
  const head = await deps.store.head();
  const position = head + 1;
  const place = { branch: "b", station: "s", building: "h", traits: "" };
  const kind = { relief: "goodwill", bearer: "company" };
  const one = { position, day: "2025-11-01", householdId: "h0", place, season: SEASON, ...kind };
  const relieved = [{ ...one, amountFen: fen(1) }];
  await deps.reports.add({ relieved }, { after: head, until: { position, hash: "" } });
  expect(await checkBeside(deps.reports)).toEqual(["reliefs"]);
});

test("so are voids that are not what was taken, and refunds that never went out", async () => {
  const deps = await counted();
  const after = await deps.store.head();
  const position = after + 1;
  const of = { position, day: "2025-11-01", amountFen: fen(1) } as const;
  const receipt = { office: "city", cashierId: "wang", paymentId: "CITY-2025-000001", minutes: 9 };
  const undone = [{ ...of, ...receipt, kind: "void" as const }];
  const place = { branch: "b", station: "s", building: "h", traits: "" };
  const refund = { householdId: "h0", place, refundId: "R", lotId: "L", channel: "-", days: 1 };
  const paidOut = [
    { ...of, ...refund, method: "cash" as const, reason: "搬走", kind: "paid" as const },
  ];
  await deps.reports.add({ undone, paidOut }, { after, until: { position, hash: "" } });
  expect(await checkBeside(deps.reports)).toEqual(["voids", "refunds"]);
});

test("an area that no household was charged for is named", async () => {
  const deps = await counted();
  expect(await checkReports(deps.reports)).toEqual([]);
  const after = await deps.store.head();
  const position = after + 1;
  const place = placeParts("branch-1/s/b/幸福里/residential/dwelling");
  const of = { position, day: "2025-11-01", householdId: "h0", place, season: SEASON };
  const areas = [{ ...of, ...NO_AREAS, heatedMilli: areaMilli(1) }];
  await deps.reports.add({ areas }, { after, until: { position, hash: "" } });
  expect(await checkReports(deps.reports)).toEqual(["season-statement"]);
});

test("it ends when it is told to", async () => {
  const deps = await counted();
  const stopped = AbortSignal.abort();
  await expect(checkStatistics(deps, stopped)).rejects.toThrow("aborted");
});
