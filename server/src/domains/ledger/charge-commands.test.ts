import { afterEach, beforeEach, expect, test } from "vitest";
import { fen, ZERO_FEN } from "@warmline/shared/kernel/money.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { charge } from "./charge-commands.ts";
import { openBalances, openMany } from "./opening-commands.ts";
import { caller, done, openLedgerRoom, settle, space, type LedgerRoom } from "./testing.ts";

const SEASON = "2025-2026";

let room: LedgerRoom;
beforeEach(async () => {
  room = await openLedgerRoom();
});
afterEach(() => room.close());

test.each([
  ["settled by two parts", { settlement: "two-part" }],
  ["higher than 3 m", { storeyHeightMm: 3_450 }],
] as const)("a space %s is not charged as if it were not", async (_, over) => {
  await settle(room.deps, 1, { spaces: [space(), space({ id: "s2", ...over })] });
  const result = await runCommand(room.deps, caller(), charge, { id: "h0", season: SEASON });
  expect(result).toMatchObject({ code: "rule-missing" });
});

test("a season taken over is never charged, whether it was paid or not", async () => {
  await settle(room.deps);
  const nothing = { relievedFen: ZERO_FEN, writtenOffFen: ZERO_FEN };
  const whole = { chargedFen: fen(267_470), paidFen: fen(267_470) };
  const seasons = [{ season: SEASON, ...whole, ...nothing }];
  await done(room.deps, caller(), openBalances, { id: "h0", seasons, prepaidFen: ZERO_FEN });
  const result = await runCommand(room.deps, caller(), charge, { id: "h0", season: SEASON });
  expect(result).toMatchObject({ code: "already-charged" });
  const rows = [{ number: "100000000", seasons, prepaidFen: ZERO_FEN }];
  const again = await done(room.deps, caller(), openMany, { rows, reason: "结转" });
  expect(again).toMatchObject({ taken: 0, already: 1, faults: [] });
});
