import { permits } from "@warmline/shared/access/permission.ts";
import { assert } from "@warmline/shared/kernel/assert.ts";
import { mapOk, ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Fen } from "@warmline/shared/kernel/money.ts";
import { accounts, emptyAccount } from "@warmline/shared/ledger/account.ts";
import type { Pieces } from "@warmline/shared/ledger/cash.ts";
import { entries, KINDS, type Entry } from "@warmline/shared/ledger/entry.ts";
import { cashFen } from "@warmline/shared/ledger/lines.ts";
import { officeOf, officePlace, type Office } from "@warmline/shared/ledger/office.ts";
import { ledgerPermissions } from "@warmline/shared/ledger/permissions.ts";
import { positionOf } from "@warmline/shared/ledger/position.ts";
import {
  closed,
  countShift,
  openShift,
  refuseReopen,
  reopened,
  shifts,
  standingCount,
  type Count,
  type CountCode,
  type OpenTillCode,
  type ReopenTillCode,
  type Shift,
  type TillState,
} from "@warmline/shared/ledger/shift.ts";
import { FIND_LIMIT_MAX } from "@warmline/shared/store/port.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import { command, type Decision, type Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { readBooks } from "./books.ts";
import { enter, type Entered, type PostableAccount } from "./posting.ts";
import { reversalOf } from "./relief-anew.ts";
import { openShiftAt, openShiftOf, takerOf } from "./shifts.ts";

interface ShiftAnswer {
  readonly shiftId: string;
}

interface OpenInput {
  readonly till: string;
  readonly floatFen: Fen;
  /** The shift whose counted cash is the float. */
  readonly takeOver?: string | undefined;
}

type OpenCode = "day-closed" | OpenTillCode;

/**
 * 开钱箱: begins a shift, or takes over what another one counted. Refusals, in this order:
 * `day-closed`, then of the rule.
 */
export const openTill = command({
  name: "ledger.open-till",
  scope: "anywhere",
  async load(reads, { till, takeOver }: OpenInput, moment): Promise<Result<TillState, OpenCode>> {
    const office = officeOf(moment.actor);
    const open = await readBooks(reads, moment, []);
    if (!open.ok) return open;
    const [own, there, from, taker] = await Promise.all([
      openShiftOf(reads, moment.actor.id),
      openShiftAt(reads, office, till),
      takeOver === undefined ? null : reads.get(shifts, takeOver),
      takeOver === undefined ? null : takerOf(reads, takeOver),
    ]);
    return ok({ own, there, from, taker });
  },
  decide(state, input, { actor, at, nextId }): Result<Decision<ShiftAnswer>, OpenCode> {
    const wanted = { ...input, id: nextId(), office: officeOf(actor) };
    return mapOk(openShift(state, wanted, actor, at), (shift) => ({
      value: { shiftId: shift.id },
      writes: [insert(shifts, shift)],
      subjects: [`shifts/${shift.id}`],
    }));
  },
});

/** A shift with the account that takes its difference, and the books that this goes into. */
interface ShiftState extends Omit<PostableAccount, "household"> {
  readonly shift: Shift;
}

async function loadShift(
  reads: Reads,
  id: string,
  moment: Moment,
): Promise<Result<ShiftState, "not-found" | "day-closed">> {
  const shift = await reads.get(shifts, id);
  if (shift === null) return refuse("not-found");
  const accountId = suspenseOf(shift.office);
  const stored = await reads.get(accounts, accountId);
  const account = stored ?? emptyAccount(accountId);
  const open = await readBooks(reads, moment, [account], shift.office);
  return mapOk(open, (books) => ({ shift, stored, account, books }));
}

/** 待认领 of an office: what its tills had too much or too little. */
function suspenseOf(office: Office): string {
  return `suspense/${office}`;
}

interface CountInput {
  /** The shift. */
  readonly id: string;
  readonly pieces: Pieces;
  readonly reason?: string | undefined;
}

interface Counting extends ShiftState {
  readonly cash: readonly Entry[];
}

type CloseCode = "day-closed" | "not-own-till" | CountCode;

/**
 * 点钞交班: closes a shift with what is in its drawer, and posts the difference. Whoever may close the
 * day counts for a cashier who is not there. Refusals, in this order: `not-found`, `day-closed`,
 * `not-own-till`, then of the rule.
 */
export const countTill = command({
  name: "ledger.count-till",
  scope: ({ shift }: Counting) => officePlace(shift.office),
  async load(
    reads,
    { id }: CountInput,
    moment,
  ): Promise<Result<Counting, "not-found" | CloseCode>> {
    const found = await loadShift(reads, id, moment);
    if (!found.ok) return found;
    // All of them guard the count: cash that comes in meanwhile is counted, or refused.
    const query = { index: "byShift", where: { shiftId: id }, limit: FIND_LIMIT_MAX };
    const cash = await reads.find(entries, query);
    assert(cash.length < FIND_LIMIT_MAX, "the entries of a shift are read whole");
    return ok({ ...found.value, cash });
  },
  decide(state, { pieces, reason }, moment): Result<Decision<ShiftAnswer>, CloseCode> {
    const { shift, cash } = state;
    const { actor, at } = moment;
    const others = permits(actor, ledgerPermissions.closeDay);
    if (shift.cashierId !== actor.id && !others) return refuse("not-own-till");
    const counted = countShift(shift, { cashFen: cashFen(cash), pieces, reason }, actor, at);
    if (!counted.ok) return counted;
    const posted = difference(state, counted.value, moment);
    const entry = posted === null ? {} : { entryId: posted.entry.id };
    return ok({
      value: { shiftId: shift.id },
      writes: [
        replace(shifts, shift, closed(shift, { ...counted.value, ...entry })),
        ...(posted?.writes ?? []),
      ],
      subjects: [`shifts/${shift.id}`],
      reason: counted.value.reason,
    });
  },
});

/** 长短款, as an entry; null: there is none. */
function difference(state: ShiftState, count: Count, { at, nextId }: Moment): Entered | null {
  const posting = KINDS.tillDifference.decide(positionOf(state.account), count);
  if (!posting.ok) return null;
  return enter(state, posting.value, { id: nextId(), now: at, shiftId: state.shift.id });
}

interface ReopenInput {
  /** The shift. */
  readonly id: string;
  readonly reason: string;
}

interface Reopening extends ShiftState, Omit<TillState, "from"> {
  /** The difference that was posted; null: there was none. */
  readonly posted: Entry | null;
}

type ReopenCode = "day-closed" | ReopenTillCode;

/**
 * The inverse of a count: the shift is open again, what was posted is answered by its reversal.
 * Refusals, in this order: `not-found`, `day-closed`, then of the rule.
 */
export const reopenTill = command({
  name: "ledger.reopen-till",
  scope: ({ shift }: Reopening) => officePlace(shift.office),
  async load(
    reads,
    { id }: ReopenInput,
    moment,
  ): Promise<Result<Reopening, "not-found" | ReopenCode>> {
    const found = await loadShift(reads, id, moment);
    if (!found.ok) return found;
    const { shift } = found.value;
    const entryId = standingCount(shift)?.entryId;
    const [own, there, taker, posted] = await Promise.all([
      openShiftOf(reads, shift.cashierId),
      openShiftAt(reads, shift.office, shift.till),
      takerOf(reads, id),
      entryId === undefined ? null : reads.get(entries, entryId),
    ]);
    return ok({ ...found.value, own, there, taker, posted });
  },
  decide(state, { reason }, moment): Result<Decision<ShiftAnswer>, ReopenCode> {
    const { shift } = state;
    const { actor, at } = moment;
    const barred = refuseReopen(shift, state, { actor, reason, now: at });
    if (barred !== null) return barred;
    const answered = answer(state, reason, moment);
    const entry = answered === null ? {} : { entryId: answered.entry.id };
    return ok({
      value: { shiftId: shift.id },
      writes: [
        replace(shifts, shift, reopened(shift, { at, reason, ...entry })),
        ...(answered?.writes ?? []),
      ],
      subjects: [`shifts/${shift.id}`],
      reason,
    });
  },
});

/** The reversal of a posted difference; null: nothing was posted. */
function answer(state: Reopening, reason: string, { at, nextId }: Moment): Entered | null {
  const { posted, shift } = state;
  if (posted === null) return null;
  const posting = reversalOf(positionOf(state.account), posted, reason);
  assert(posting.ok, "the difference of a closed shift was never reversed");
  return enter(state, posting.value, { id: nextId(), now: at, shiftId: shift.id });
}
