import { orgNodes } from "@warmline/shared/households/model.ts";
import { mapOk, ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { CityDate } from "@warmline/shared/kernel/time.ts";
import { books, booksId, type DayBooks } from "@warmline/shared/ledger/books.ts";
import {
  closeDay as closed,
  openDay,
  reopenDay as reopened,
  standing,
  type CloseCode,
  type ReopenCode,
} from "@warmline/shared/ledger/close-day.ts";
import { CITY_OFFICE, officePlace, type Office } from "@warmline/shared/ledger/office.ts";
import type { Shift } from "@warmline/shared/ledger/shift.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import { put } from "@warmline/shared/store/write.ts";
import { command, type Decision } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { openShiftUntil } from "./shifts.ts";

/** Whose books of which day. */
export interface OfficeDay {
  readonly office: Office;
  readonly day: CityDate;
}

interface Closable {
  readonly stored: DayBooks | null;
  readonly books: Body<DayBooks>;
  /** A till that was opened by then and has not been counted. */
  readonly open: Shift | null;
}

/** An office is a hall, a branch or the city itself. Refusal: `not-found`. */
async function loadDay(
  reads: Reads,
  { office, day }: OfficeDay,
): Promise<Result<Closable, "not-found">> {
  const [stored, node, open] = await Promise.all([
    reads.get(books, booksId(office, day)),
    office === CITY_OFFICE ? null : reads.get(orgNodes, office),
    openShiftUntil(reads, office, day),
  ]);
  const known = office === CITY_OFFICE || node?.kind === "hall" || node?.kind === "branch";
  return known ? ok({ stored, books: stored ?? openDay(office, day), open }) : refuse("not-found");
}

function keep({ stored }: Closable, next: Body<DayBooks>): Omit<Decision<OfficeDay>, "reason"> {
  const { office, day } = next;
  return {
    value: { office, day },
    writes: [put(books, stored, next)],
    subjects: [`books/${next.id}`],
  };
}

/**
 * 日结: the books of a day take nothing more. A day that was closed and not added up yet is answered
 * as closed. Refusals, in this order: `not-found`, then of the rule.
 */
export const closeDay = command({
  name: "ledger.close-day",
  scope: (_: Closable, { office }: OfficeDay) => officePlace(office),
  load: (reads, input): Promise<Result<Closable, "not-found" | CloseCode>> => loadDay(reads, input),
  decide(state, { office, day }, { at, actor }): Result<Decision<OfficeDay>, CloseCode> {
    const before = standing(state.books);
    const unsummed = before !== null && before.sheet === undefined;
    if (unsummed) return ok({ value: { office, day }, writes: [], subjects: [] });
    return mapOk(closed(state.books, actor, { now: at, open: state.open }), (next) =>
      keep(state, next),
    );
  },
});

interface ReopenInput extends OfficeDay {
  readonly reason: string;
}

/**
 * 反结账: a closed day takes entries again; the close stays on record. Refusals, in this order:
 * `not-found`, then of the rule.
 */
export const reopenDay = command({
  name: "ledger.reopen-day",
  scope: (_: Closable, { office }: ReopenInput) => officePlace(office),
  load: (reads, input): Promise<Result<Closable, "not-found" | ReopenCode>> =>
    loadDay(reads, input),
  decide: (state, { reason }, { at: now, actor }): Result<Decision<OfficeDay>, ReopenCode> =>
    mapOk(reopened(state.books, actor, { reason, now }), (next) => ({
      ...keep(state, next),
      reason,
    })),
});
