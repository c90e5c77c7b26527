import { closeDay } from "@warmline/server/domains/ledger/close-commands.ts";
import { keepSheet } from "@warmline/server/domains/ledger/day-sheet.ts";
import { caller, cashier, done } from "@warmline/server/domains/ledger/testing.ts";
import { countTill } from "@warmline/server/domains/ledger/till-commands.ts";
import { later } from "@warmline/shared/kernel/time.ts";
import { books, booksId } from "@warmline/shared/ledger/books.ts";
import { DENOMINATIONS_FEN } from "@warmline/shared/ledger/cash.ts";
import { shifts } from "@warmline/shared/ledger/shift.ts";
import { bodyOf, chained, rewrite, type Scene } from "./scene.ts";

/** What breaks no hash of the journal by itself, but what its sums must come to. */

const SHIFT = `shift-${cashier.id}`;
const DAY = { office: "hall-xicheng", day: "2025-11-01" };

async function countedTill({ room }: Scene): Promise<void> {
  const pieces = DENOMINATIONS_FEN.map(() => 0);
  await done(room.deps, caller(cashier), countTill, { id: SHIFT, pieces, reason: "交款" });
}

/** A counted till that says something else than was counted. */
export async function tamperWithTill(scene: Scene): Promise<void> {
  await countedTill(scene);
  const shift = (await scene.room.deps.store.get(shifts, SHIFT))!;
  const counts = shift.counts.map((count) => ({ ...count, countedFen: count.countedFen + 100 }));
  await scene.raw.edit(shifts.name, SHIFT, { ...bodyOf(shift), counts });
}

/** A closed day that says something else than it came to. */
export async function tamperWithDay(scene: Scene): Promise<void> {
  const { deps } = scene.room;
  await countedTill(scene);
  await done(deps, caller(), closeDay, DAY);
  await keepSheet(deps, caller(), DAY);
  const id = booksId(DAY.office, DAY.day);
  const day = (await deps.store.get(books, id))!;
  const [closing] = day.closings;
  const { totals } = closing!.sheet!;
  const receipts = { ...totals.receipts, count: totals.receipts.count + 1 };
  const sheet = { ...closing!.sheet, totals: { ...totals, receipts } };
  await scene.raw.edit(books.name, id, { ...bodyOf(day), closings: [{ ...closing, sheet }] });
}

/** The first charge once more, in a chain that holds, with the account that it folds to. */
export async function chargeTwice(scene: Scene): Promise<void> {
  const [charge] = scene.entries;
  const last = scene.entries.at(-1)!;
  const id = "charged-again";
  const lines = charge!.lines.map((line) =>
    line.itemId === undefined ? line : { ...line, itemId: `${id}/1` },
  );
  const again = { ...charge!, id, seq: last.seq + 1, at: later(last.at, 1), lines };
  await scene.raw.add("entries", id, bodyOf(again));
  await rewrite(scene, chained([...scene.entries, again]));
}
