import { afterEach, beforeEach, expect, test } from "vitest";
import { fen, ZERO_FEN } from "@warmline/shared/kernel/money.ts";
import { price10k } from "@warmline/shared/kernel/price.ts";
import { emptyAccount } from "@warmline/shared/ledger/account.ts";
import { differences } from "@warmline/shared/ledger/season-difference.ts";
import { changeCatalogue } from "../catalogue/change-command.ts";
import { transferHousehold } from "./balance-commands.ts";
import { charge } from "./charge-commands.ts";
import { chargeLateFee } from "./late-fee-command.ts";
import { openBalances } from "./opening-commands.ts";
import { pay } from "./payment-commands.ts";
import { debtNow } from "./posting.ts";
import { comparedSeasons, seasonsOf } from "./seasons-of.ts";
import {
  caller,
  cashier,
  done,
  openLedgerRoom,
  paying,
  settle,
  stream,
  storedAccount,
  type LedgerRoom,
} from "./testing.ts";
import { reverse } from "./undo-commands.ts";

const AREA = { label: "住宅", areaMilli: 103_470, price10k: 258_500, amountFen: 267_470 };

let room: LedgerRoom;
beforeEach(async () => {
  room = await openLedgerRoom();
  await settle(room.deps);
});
afterEach(() => room.close());

async function shown() {
  const account = (await storedAccount(room.deps, "h0"))!;
  return seasonsOf(room.deps, await debtNow(room.deps, account));
}

test("of what stayed with a former holder the present one is told nothing", async () => {
  for (const season of ["2024-2025", "2025-2026"]) {
    await done(room.deps, caller(), charge, { id: "h0", season });
  }
  await done(room.deps, caller(cashier), pay, paying("h0", fen(100_000)));
  const sold = { name: "赵六", from: "2025-10-20", evidence: "8号", reason: "买卖" };
  const stays = { id: "h0", rev: 1, ...sold, balances: "stay" } as const;
  await done(room.deps, caller(), transferHousehold, stays);
  // Neither the season of which nothing was paid, nor what the other one was charged for.
  expect(await shown()).toMatchObject([
    { season: "2024-2025", chargedFen: 100_000, paidFen: 100_000, owedFen: 0, areas: [] },
  ]);
});

test("each season says all its sums, and what it was charged for, paid or not", async () => {
  const sums = {
    chargedFen: fen(200_000),
    relievedFen: fen(30_000),
    paidFen: fen(50_000),
    writtenOffFen: fen(20_000),
  };
  const opened = { seasons: [{ season: "2022-2023", ...sums }], prepaidFen: ZERO_FEN };
  await done(room.deps, caller(), openBalances, { id: "h0", ...opened, reason: "结转" });
  for (const season of ["2024-2025", "2025-2026"]) {
    await done(room.deps, caller(), charge, { id: "h0", season });
  }
  const paidFen = fen(100_000 + AREA.amountFen);
  await done(room.deps, caller(cashier), pay, paying("h0", paidFen));

  const seasons = await shown();
  expect(seasons).toMatchObject([
    { season: "2022-2023", ...sums, paidFen: 150_000, owedFen: 0, takenOver: true, areas: [] },
    { season: "2024-2025", paidFen: AREA.amountFen, owedFen: 0, takenOver: false, areas: [AREA] },
    { season: "2025-2026", paidFen: 0, owedFen: AREA.amountFen, areas: [AREA] },
  ]);
  for (const one of seasons) {
    const { relievedFen, writtenOffFen, owedFen } = one;
    expect(relievedFen + writtenOffFen + one.paidFen + owedFen).toBe(one.chargedFen);
  }
});

test("a season says what is owed of each of its fees", async () => {
  const sum = { relievedFen: ZERO_FEN, writtenOffFen: ZERO_FEN, takenOver: false };
  const paid = { ...sum, season: "2025-2026", paidFen: fen(90), chargedFen: fen(90) };
  const owed = { ...sum, season: "2025-2026", paidFen: ZERO_FEN, chargedFen: fen(7) };
  const [season] = await seasonsOf(room.deps, {
    ...(await debtNow(room.deps, emptyAccount("h0"))),
    sums: [
      { ...paid, fee: "heat", openFen: ZERO_FEN },
      { ...owed, fee: "late-fee", openFen: fen(7) },
    ],
  });
  expect(season).toMatchObject({
    chargedFen: 97,
    owedFen: 7,
    fees: [
      { name: { zh: "热费" }, chargedFen: 90, owedFen: 0 },
      { name: { zh: "违约金" }, chargedFen: 7, owedFen: 7 },
    ],
  });
});

test("the last two charged seasons are compared, with their spaces where known", async () => {
  const compared = async () => {
    const account = (await storedAccount(room.deps, "h0"))!;
    return comparedSeasons(room.deps, await debtNow(room.deps, account));
  };
  const sums = { chargedFen: fen(200_000), relievedFen: fen(30_000), paidFen: fen(0) };
  const opened = { seasons: [{ season: "2022-2023", ...sums, writtenOffFen: ZERO_FEN }] };
  await done(room.deps, caller(), openBalances, {
    id: "h0",
    ...opened,
    prepaidFen: ZERO_FEN,
    reason: "结转",
  });
  await done(room.deps, caller(), charge, { id: "h0", season: "2024-2025" });
  expect(await compared()).toMatchObject([
    { season: "2024-2025", chargedFen: AREA.amountFen, relievedFen: 0, spaces: [AREA] },
    { season: "2022-2023", chargedFen: 200_000, relievedFen: 30_000, spaces: null },
  ]);
  await done(room.deps, caller(), charge, { id: "h0", season: "2025-2026" });
  const two = await compared();
  expect(two.map(({ season }) => season)).toEqual(["2025-2026", "2024-2025"]);
  expect(differences(two[1]!, two[0]!)).toEqual([]);
});

test("a late fee is a fee of its season, whose areas are still told and compared", async () => {
  const program = { ...caller(), actor: { kind: "system", id: "p", name: "p" } as const };
  const terms = { share10k: price10k(1_000), graceDays: 0, maxShare10k: price10k(300_000) };
  const rule = { kind: "late-fee", ...terms, fees: ["heat"] } as const;
  const row = { code: "late-fee", zh: "违约金", en: "Late fee", from: "2025-07-01", rule };
  const input = { base: 1, changes: [{ list: "rules", row }], reason: "供热条例" } as const;
  await done(room.deps, program, changeCatalogue, input);
  for (const season of ["2024-2025", "2025-2026"]) {
    await done(room.deps, caller(), charge, { id: "h0", season });
  }
  room.clock.at += 31 * 86_400_000;
  await done(room.deps, caller(), chargeLateFee, { id: "h0", day: "2025-12-02" });
  const lateFen = 8_292;
  const [, season] = await shown();
  expect(season).toMatchObject({ chargedFen: AREA.amountFen + lateFen, areas: [AREA] });
  const account = (await storedAccount(room.deps, "h0"))!;
  const two = await comparedSeasons(room.deps, await debtNow(room.deps, account));
  expect(differences(two[1]!, two[0]!)).toEqual([
    { kind: "fee", fee: "late-fee", before: 0, now: lateFen },
  ]);
});

test("what was charged by mistake is told no longer", async () => {
  await done(room.deps, caller(), charge, { id: "h0", season: "2025-2026" });
  const [entry] = await stream(room.deps, "h0");
  await done(room.deps, caller(), reverse, { id: entry!.id, reason: "面积有误" });
  expect(await shown()).toEqual([]);
  await done(room.deps, caller(), charge, { id: "h0", season: "2025-2026" });
  expect(await shown()).toMatchObject([{ season: "2025-2026", areas: [AREA] }]);
});
