import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fen, ZERO_FEN } from "@warmline/shared/kernel/money.ts";
import { cityDate } from "@warmline/shared/kernel/time.ts";
import type { Result } from "@warmline/shared/kernel/result.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { charge } from "./charge-commands.ts";
import { closeDay } from "./close-commands.ts";
import { openBalances, openMany } from "./opening-commands.ts";
import { applyPrepaid } from "./apply-command.ts";
import { pay } from "./payment-commands.ts";
import { relieve } from "./relief-command.ts";
import {
  caller,
  cashier,
  done,
  openLedgerRoom,
  paid,
  paying,
  settle,
  type LedgerRoom,
} from "./testing.ts";
import { chargeLateFee } from "./late-fee-command.ts";
import { chargeService } from "./service-fee-command.ts";
import { settleMetered } from "./settlement-command.ts";
import { countTill, openTill, reopenTill } from "./till-commands.ts";
import { reverse, voidPayment } from "./undo-commands.ts";
import { writeOff } from "./write-off-command.ts";

let room: LedgerRoom;
beforeEach(async () => {
  room = await openLedgerRoom();
  await settle(room.deps, 2, { tills: [] });
});
afterEach(() => room.close());

const SEASON = "2025-2026";
const today = () => cityDate(room.deps.clock.now());
const close = (office: string) => done(room.deps, caller(), closeDay, { office, day: today() });
const card = paying("h0", fen(100), { method: "card" });

/** Every command that posts, each by finance, whose books are the city's. */
const POSTING: Readonly<
  Record<string, (entryId: string, shiftId: string) => Promise<Result<unknown>>>
> = {
  "ledger.pay": () => runCommand(room.deps, caller(), pay, card),
  "ledger.void": (id) => runCommand(room.deps, caller(), voidPayment, { id, reason: "错" }),
  "ledger.reverse": (id) => runCommand(room.deps, caller(), reverse, { id, reason: "错" }),
  "ledger.charge": () => runCommand(room.deps, caller(), charge, { id: "h0", season: SEASON }),
  "ledger.apply-prepaid": () => runCommand(room.deps, caller(), applyPrepaid, { id: "h0" }),
  "ledger.open": () =>
    runCommand(room.deps, caller(), openBalances, { id: "h1", seasons: [], prepaidFen: ZERO_FEN }),
  "ledger.open-till": () =>
    runCommand(room.deps, caller(), openTill, { till: "2", floatFen: ZERO_FEN }),
  "ledger.reopen-till": (_, id) =>
    runCommand(room.deps, caller(), reopenTill, { id, reason: "数错" }),
  "ledger.relieve": () => {
    const named = { relief: "goodwill", amountFen: fen(1), evidence: "1", reason: "减" };
    return runCommand(room.deps, caller(), relieve, { id: "h0", season: SEASON, ...named });
  },
  "ledger.settle-metered": () =>
    runCommand(room.deps, caller(), settleMetered, { id: "h0", season: SEASON, reason: "结算" }),
  "ledger.write-off": () => {
    const named = { ground: "limitation", evidence: "1", reason: "核销" } as const;
    return runCommand(room.deps, caller(), writeOff, { id: "h0", seasons: [SEASON], ...named });
  },
  "ledger.charge-late-fee": () =>
    runCommand(room.deps, caller(), chargeLateFee, { id: "h0", day: today() }),
  "ledger.charge-service": () => {
    const service = { service: "valve-opening", quantity: 1, catalogueVersion: 1 };
    return runCommand(room.deps, caller(), chargeService, { id: "h0", season: SEASON, ...service });
  },
  "ledger.open-many": () => {
    const rows = [{ number: "100000001", seasons: [], prepaidFen: ZERO_FEN }];
    return runCommand(room.deps, caller(), openMany, { rows, reason: "接收" });
  },
};

test("every command that posts is among them", () => {
  const sources = readdirSync(import.meta.dirname)
    .filter((file) => /-commands?\.ts$/.test(file))
    .map((file) => readFileSync(join(import.meta.dirname, file), "utf8"))
    .filter((source) => source.includes(`"./posting.ts"`));
  const names = sources.flatMap((source) =>
    [...source.matchAll(/name: "(ledger\.[a-z-]+)"/g)].map(([, name]) => name),
  );
  // No day is closed while a till is open, so that none is counted on a closed one; what takes a
  // balance back needs one that was moved, see balance-commands.test.ts; what pays a refund out or
  // takes it back one that was approved, see refund-commands.test.ts. Dropping one posts nothing.
  const refunds = ["ledger.pay-refund", "ledger.return-refund", "ledger.drop-refund"];
  const apart = ["ledger.count-till", "ledger.return-balance", ...refunds];
  expect(new Set(names)).toEqual(new Set([...Object.keys(POSTING), ...apart]));
});

test("nothing but posting.ts puts entries into a commit", () => {
  const root = join(import.meta.dirname, "../..");
  const others = readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && !/(\.test|testing|fixture)\.ts$/.test(path))
    .filter((path) =>
      /\b(insert|insertText)\(entries\b/.test(readFileSync(join(root, path), "utf8")),
    );
  expect(others).toEqual(["domains/ledger/posting.ts"]);
});

describe("a closed day takes nothing more", () => {
  test.each(Object.keys(POSTING))("%s", async (name) => {
    const { entryId } = await paid(room.deps, caller(), card);
    const till = { till: "1", floatFen: ZERO_FEN };
    const { shiftId } = await done(room.deps, caller(), openTill, till);
    await done(room.deps, caller(), countTill, { id: shiftId, pieces: [] });
    await close("city");
    const head = await room.deps.store.head();
    const refused = await POSTING[name]!(entryId, shiftId);
    expect(refused).toMatchObject({ code: "day-closed", detail: { day: "2025-11-01" } });
    expect(await room.deps.store.head()).toBe(head);
  });

  test("but another office's day does, and the next day", async () => {
    await close("city");
    expect(await runCommand(room.deps, caller(cashier), pay, card)).toMatchObject({ ok: true });
    room.clock.at += 86_400_000;
    expect(await runCommand(room.deps, caller(), pay, card)).toMatchObject({ ok: true });
  });

  test("also for an account whose newest entry is of a later day than today", async () => {
    room.clock.at += 86_400_000;
    await done(room.deps, caller(), pay, card);
    await close("city");
    room.clock.at -= 86_400_000;
    const late = await runCommand(room.deps, caller(), pay, card);
    expect(late).toMatchObject({ code: "day-closed", detail: { day: "2025-11-02" } });
    await done(room.deps, caller(), pay, paying("h1", fen(100), { method: "card" }));
  });
});
