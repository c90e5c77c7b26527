import { assert } from "@warmline/shared/kernel/assert.ts";
import { mapOk, ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { cityDate } from "@warmline/shared/kernel/time.ts";
import { nextAt } from "@warmline/shared/ledger/chain.ts";
import { KINDS, replay, type AnyPosting, type Entry } from "@warmline/shared/ledger/entry.ts";
import type { RefundCode } from "@warmline/shared/ledger/kinds/refund.ts";
import type { UndoCode } from "@warmline/shared/ledger/kinds/undo.ts";
import { officeOf } from "@warmline/shared/ledger/office.ts";
import type { ChannelSerial } from "@warmline/shared/ledger/payment.ts";
import { accountOf, positionOf, type Position } from "@warmline/shared/ledger/position.ts";
import {
  refunds,
  refuseReturn,
  refuseSettled,
  type Payout,
  type Refund,
  type ReturnCode,
} from "@warmline/shared/ledger/refund.ts";
import { refuseCash, shifts, type Shift, type TillCode } from "@warmline/shared/ledger/shift.ts";
import { replace, type Write } from "@warmline/shared/store/write.ts";
import { command, type Decision, type Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { readBooks } from "./books.ts";
import {
  enter,
  readAccount,
  readStream,
  stampOf,
  type Entered,
  type HouseholdAccount,
  type PostableAccount,
} from "./posting.ts";
import { nextRefund, type NextReceipt } from "./receipt-number.ts";
import { waysOfLots, type WaysOfLot } from "./refund-ways.ts";
import { openShiftOf } from "./shifts.ts";

interface OneRefund {
  readonly id: string;
}

interface OfRefund extends HouseholdAccount {
  readonly refund: Refund;
}

/** A refund with the account that it is of. Refusal: `not-found`. */
async function loadRefund(reads: Reads, id: string): Promise<Result<OfRefund, "not-found">> {
  const refund = await reads.get(refunds, id);
  if (refund === null) return refuse("not-found");
  const found = await readAccount(reads, refund.accountId);
  return mapOk(found, (of) => ({ ...of, refund }));
}

function decided(
  { household, refund }: OfRefund,
  next: Partial<Refund>,
  more: { readonly writes?: readonly Write[]; readonly entryId?: string; readonly reason?: string },
): Decision<OneRefund> {
  const { writes = [], entryId, reason } = more;
  return {
    value: { id: refund.id },
    writes: [...writes, replace(refunds, refund, { ...refund, ...next })],
    subjects: [
      `households/${household.id}`,
      `refunds/${refund.id}`,
      ...(entryId === undefined ? [] : [`entries/${entryId}`]),
    ],
    reason,
  };
}

interface PayoutInput extends OneRefund {
  readonly channel?: ChannelSerial | undefined;
}

interface PayingOut extends OfRefund, PostableAccount, WaysOfLot {
  /** The open shift of whoever pays it out. */
  readonly shift: Shift | null;
  readonly slip: NextReceipt;
}

type PayoutCode = "not-found" | "day-closed" | "refund-settled" | TillCode | RefundCode;

/**
 * 退费付款: pays an approved refund out and numbers its slip; cash comes out of the open drawer of
 * whoever pays. What was on account is asked anew: what was charged meanwhile is paid first.
 * Refusals, in this order: `not-found`, `day-closed`, `refund-settled`, for cash `till-not-open`
 * and `till-of-another-day`, then of the rule.
 */
export const payRefund = command({
  name: "ledger.pay-refund",
  // All of an office number from one series.
  mutex: (_: PayoutInput, { actor }) => `refundSeries/${officeOf(actor)}`,
  scope: ({ household }: PayingOut) => household.place,
  async load(reads, { id }, moment): Promise<Result<PayingOut, PayoutCode>> {
    const found = await loadRefund(reads, id);
    if (!found.ok) return found;
    const { account, refund } = found.value;
    const { actor } = moment;
    const open = await readBooks(reads, moment, [account]);
    if (!open.ok) return open;
    const day = cityDate(nextAt(account, moment.at));
    const [lots, shift, slip] = await Promise.all([
      waysOfLots(reads, account.id, [refund.lotId]),
      openShiftOf(reads, actor.id),
      nextRefund(reads, officeOf(actor), day),
    ]);
    return ok({ ...found.value, ...lots.get(refund.lotId)!, books: open.value, shift, slip });
  },
  decide(state, { channel }, moment): Result<Decision<OneRefund>, PayoutCode> {
    const { refund, account, ways, slip } = state;
    const barred = refuseSettled(refund) ?? refuseDrawer(state, moment);
    if (barred !== null) return barred;
    const { lotId, method, amountFen } = refund;
    const wanted = { refundId: refund.id, lotId, method, amountFen, ways };
    const posting = KINDS.refund.decide(positionOf(account), wanted);
    if (!posting.ok) return posting;
    const { entry, writes } = entered(state, posting.value, moment, state.shift?.id);
    const paid: Payout = {
      number: slip.number,
      entryId: entry.id,
      bookedOn: entry.bookedOn,
      at: entry.at,
      by: { id: moment.actor.id, name: moment.actor.name },
      office: state.books.office,
      ...(entry.shiftId === undefined ? {} : { shiftId: entry.shiftId }),
      ...(channel === undefined || method === "cash" ? {} : { channel }),
    };
    const all = { writes: [...writes, slip.write], entryId: entry.id, reason: refund.reason };
    return ok(decided(state, { state: "paid", paid }, all));
  },
});

function refuseDrawer({ refund, account, shift }: PayingOut, { actor, at }: Moment) {
  if (refund.method !== "cash") return null;
  return refuseCash(shift, { office: officeOf(actor), day: cityDate(nextAt(account, at)) });
}

/** Its entry names the request, as the refund itself is the request's. */
function entered(
  of: OfRefund & PostableAccount,
  posting: AnyPosting,
  moment: Moment,
  shiftId: string | undefined,
): Entered {
  const stamp = stampOf(of, moment.nextId(), moment);
  return enter(of, posting, { ...stamp, requestId: of.refund.id, shiftId });
}

interface Reasoned extends OneRefund {
  readonly reason: string;
}

/**
 * 取消退费: an approved refund that is not paid out after all. Refusals, in this order: `not-found`,
 * `refund-settled`.
 */
export const dropRefund = command({
  name: "ledger.drop-refund",
  scope: ({ household }: OfRefund) => household.place,
  load: (reads, { id }: Reasoned): Promise<Result<OfRefund, "not-found" | "refund-settled">> =>
    loadRefund(reads, id),
  decide(state, { reason }, { at, actor }) {
    const barred = refuseSettled(state.refund);
    if (barred !== null) return barred;
    const dropped = { at, by: { id: actor.id, name: actor.name }, reason };
    return ok(decided(state, { state: "dropped", dropped }, { reason }));
  },
});

interface Returning extends OfRefund, PostableAccount {
  /** Of its payout; null: it was not paid out. */
  readonly out: Entry | null;
  /** Where the account stands, from its whole stream. */
  readonly position: Position;
  /** The drawer that its cash came out of. */
  readonly shift: Shift | null;
}

type BackCode = "not-found" | "day-closed" | ReturnCode | UndoCode;

/**
 * 退费退回: what did not arrive, or was paid out in error, is on account again and pays at once what is
 * open; cash goes back into the drawer that it came out of. Refusals, in this order: `not-found`,
 * `day-closed`, those of `refuseReturn`, then of the rule.
 */
export const returnRefund = command({
  name: "ledger.return-refund",
  scope: ({ household }: Returning) => household.place,
  async load(reads, { id }: Reasoned, moment): Promise<Result<Returning, BackCode>> {
    const found = await loadRefund(reads, id);
    if (!found.ok) return found;
    const { refund, account } = found.value;
    const { paid } = refund;
    const office = refund.method === "cash" ? paid?.office : undefined;
    const [open, stream, shift] = await Promise.all([
      readBooks(reads, moment, [account], office),
      readStream(reads, account.id),
      paid?.shiftId === undefined ? null : reads.get(shifts, paid.shiftId),
    ]);
    if (!open.ok) return open;
    const position = replay(account.id, stream);
    const out = stream.find((one) => one.id === paid?.entryId) ?? null;
    // As the stream tells it: should the account be of another moment, the commit is refused.
    const told = { ...found.value, account: accountOf(position) };
    return ok({ ...told, books: open.value, out, position, shift });
  },
  decide(state, { reason }, moment): Result<Decision<OneRefund>, BackCode> {
    const { refund, out, position, shift } = state;
    const { actor, at } = moment;
    const tillClosed = shift?.state === "closed";
    const barred = refuseReturn(actor, refund, { now: at, tillClosed });
    if (barred !== null) return barred;
    assert(out !== null, "a refund that was paid out has its entry");
    const undone = { ...out, reversible: true, reversedBy: null };
    const posting = KINDS.reversal.decide(position, { undone, reason });
    if (!posting.ok) return posting;
    const { entry, writes } = entered(state, posting.value, moment, shift?.id);
    const by = { id: actor.id, name: actor.name };
    const returned = { entryId: entry.id, at: entry.at, by, reason };
    return ok(
      decided(state, { state: "returned", returned }, { writes, entryId: entry.id, reason }),
    );
  },
});
