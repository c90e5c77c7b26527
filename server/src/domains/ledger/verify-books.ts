import { setImmediate as nextTurn } from "node:timers/promises";
import { sameContent } from "@warmline/shared/kernel/canonical.ts";
import { books, type DayBooks } from "@warmline/shared/ledger/books.ts";
import { standing } from "@warmline/shared/ledger/close-day.ts";
import { entries } from "@warmline/shared/ledger/entry.ts";
import { cashFen } from "@warmline/shared/ledger/lines.ts";
import { expectedFen, shifts, standingCount, type Shift } from "@warmline/shared/ledger/shift.ts";
import type { Finding } from "@warmline/shared/ledger/verification.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { findAll, findPages } from "../../platform/stores/find-pages.ts";
import { totalsOf } from "./day-sheet.ts";
import type { PieceReport } from "./verify-plan.ts";

const PAGE = 500;

/** Every counted till: what was counted is its float and the cash of all its entries. */
export async function verifyShifts(store: Store): Promise<PieceReport> {
  const findings: Finding[] = [];
  for await (const page of findPages(store, shifts, { index: "byDay" }, PAGE)) {
    for (const shift of page) {
      const note = await wrongShift(store, shift);
      if (note !== null) findings.push({ kind: "shift", note });
      await nextTurn();
    }
  }
  return { findings };
}

async function wrongShift(store: Store, shift: Shift): Promise<string | null> {
  const count = standingCount(shift);
  if (count === null) return null;
  const where = { shiftId: shift.id };
  const cash = cashFen(await findAll({ store }, entries, { index: "byShift", where }));
  const held = expectedFen(shift, cash);
  if (held === count.countedFen || (await changed(store, shifts, shift))) return null;
  const told = `${count.countedFen} counted, ${held} by its entries`;
  return `shift ${shift.id} of ${shift.office}: ${told}`;
}

/** Every closed day: its sums are those of its entries. */
export async function verifyDays(store: Store): Promise<PieceReport> {
  const findings: Finding[] = [];
  for await (const page of findPages(store, books, { index: "byOffice" }, PAGE)) {
    for (const day of page) {
      const note = await wrongDay(store, day);
      if (note !== null) findings.push({ kind: "day", note });
      await nextTurn();
    }
  }
  return { findings };
}

async function wrongDay(store: Store, day: DayBooks): Promise<string | null> {
  const sheet = standing(day)?.sheet;
  if (sheet === undefined) return null;
  const same = sameContent(sheet.totals, await totalsOf(store, day));
  if (same || (await changed(store, books, day))) return null;
  return `the books of ${day.office} on ${day.day} came to something else when they were closed`;
}

/** Reopened meanwhile, so that what was read is not of one moment. */
async function changed<D extends Shift | DayBooks>(
  store: Store,
  of: Parameters<typeof store.get<D>>[0],
  { id, rev }: D,
): Promise<boolean> {
  return (await store.get(of, id))?.rev !== rev;
}
