import { mapOk, ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { UndoneAnswer } from "@warmline/shared/ledger/answers.ts";
import {
  accountIdOf,
  entries,
  isReversible,
  KINDS,
  replay,
  type AnyPosting,
  type Entry,
} from "@warmline/shared/ledger/entry.ts";
import { householdIdOf } from "@warmline/shared/ledger/holder-account.ts";
import type { UndoInput } from "@warmline/shared/ledger/kinds/reversal.ts";
import type { UndoCode } from "@warmline/shared/ledger/kinds/undo.ts";
import { CITY_OFFICE, type Office } from "@warmline/shared/ledger/office.ts";
import { payments, type Payment } from "@warmline/shared/ledger/payment.ts";
import { accountOf, type Position } from "@warmline/shared/ledger/position.ts";
import {
  refuseReversal,
  refuseVoid,
  type ReverseRightCode,
  type Undone,
  type VoidRightCode,
} from "@warmline/shared/ledger/reversal-rights.ts";
import { ledgerPermissions } from "@warmline/shared/ledger/permissions.ts";
import {
  needsApproval,
  REVERSAL_POLICY,
  reversedFen,
} from "@warmline/shared/ledger/reversal-policy.ts";
import type { ApprovalPolicy } from "@warmline/shared/requests/policy.ts";
import { shifts, type Shift } from "@warmline/shared/ledger/shift.ts";
import { command, type Decision, type Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { holdingPolicy, readDayUse, refuseAlone, useMore, type DayUse } from "../requests/index.ts";
import { readBooks } from "./books.ts";
import { commonAt, enterParts, placesOf, subjectsOf } from "./parts.ts";
import { readAccount, readStream } from "./posting.ts";
import { undoSettlement } from "./settlement-posting.ts";
import type { WholeAccount } from "./entry-batch.ts";

interface UndoRequest {
  /** The entry. */
  readonly id: string;
  readonly reason: string;
}

/** One entry to be undone, with all that tells which links it has. */
export interface UndoingPart extends WholeAccount {
  readonly entry: Entry;
  /** Where the account stands, from its whole stream. */
  readonly position: Position;
  readonly reversedBy: string | null;
}

/** A fact to be undone: a payment with all its parts, or any other entry by itself. */
interface Undoing {
  readonly entry: Entry;
  readonly payment: Payment | null;
  /** In whose drawer the payment's cash is. */
  readonly shift: Shift | null;
  readonly parts: readonly UndoingPart[];
}

/**
 * In the books of whoever undoes it, or of a payment in those of `inBooksOf`. Refusals, in this
 * order: `not-found`, `day-closed`.
 */
async function loadUndoing(
  reads: Reads,
  id: string,
  moment: Moment,
  inBooksOf?: (payment: Payment) => Office,
): Promise<Result<Undoing, "not-found" | "day-closed">> {
  const entry = await reads.get(entries, id);
  if (entry === null) return refuse("not-found");
  const payment = entry.paymentId === undefined ? null : await reads.get(payments, entry.paymentId);
  const ids = payment?.parts.map(({ entryId }) => entryId) ?? [id];
  const undone = await reads.getMany(entries, ids);
  const parts = await Promise.all(undone.map((one) => loadPart(reads, one)));
  const found = parts.filter((part) => part !== null);
  if (found.length < ids.length) return refuse("not-found");
  const open = await readBooks(
    reads,
    moment,
    found.map(({ account }) => account),
    payment === null ? undefined : inBooksOf?.(payment),
  );
  const { shiftId } = payment ?? {};
  const shift = shiftId === undefined ? null : await reads.get(shifts, shiftId);
  return mapOk(open, (books) => ({
    entry,
    payment,
    shift,
    parts: found.map((part) => ({ ...part, books })),
  }));
}

export async function loadPart(
  reads: Reads,
  entry: Entry,
): Promise<Omit<UndoingPart, "books"> | null> {
  const accountId = accountIdOf(entry.streamId);
  if (accountId === null) return null;
  const [found, stream] = await Promise.all([
    readAccount(reads, accountId),
    readStream(reads, accountId),
  ]);
  if (!found.ok) return null;
  const position = replay(accountId, stream);
  const reversedBy = stream.find(({ reverses }) => reverses === entry.id)?.id ?? null;
  // As the stream tells it: should the account be of another moment, the commit is refused.
  return { ...found.value, account: accountOf(position), entry, stream, position, reversedBy };
}

/** With the rule that holds, and what the person reversed alone that day. */
export interface Reversing extends Undoing {
  readonly use: DayUse;
  readonly policy: ApprovalPolicy;
}

/**
 * 冲正: answers an entry and undoes exactly what it paid, or what paid it, of a payment all its
 * parts; alone only a small sum on the day of the books. Refusals, in this order: `not-found`,
 * `day-closed`, `forbidden`, `other-hall`, those of the rule, `approval-needed`.
 */
export const reverse = command({
  name: "ledger.reverse",
  scope: ({ parts }: Reversing) => placesOf(parts),
  async load(
    reads,
    { id }: UndoRequest,
    moment,
  ): Promise<Result<Reversing, "not-found" | ReverseCode>> {
    const found = await loadUndoing(reads, id, moment);
    if (!found.ok) return found;
    const use = await readDayUse(reads, "alone", "ledger.reverse", moment);
    return ok({ ...found.value, use, policy: await holdingPolicy(reads, REVERSAL_POLICY) });
  },
  decide(state, { reason }, moment): Result<Decision<UndoneAnswer>, ReverseCode> {
    const { reversePayment, askReversal } = ledgerPermissions;
    const asked = moment.request !== undefined;
    const permission = asked ? askReversal : reversePayment;
    const barred = refuseReversal(moment.actor, rightsOf(state), permission);
    if (barred !== null) return barred;
    const isSettled = state.entry.detail.kind === "settlement";
    const decided = isSettled
      ? unsettled(state, moment, reason)
      : undoAll(state, moment, reason, KINDS.reversal.decide);
    return decided.ok && !asked ? alone(state, moment, decided.value) : decided;
  },
});
type ReverseCode = "day-closed" | ReverseRightCode | UndoCode | "approval-needed";

/** Programs on the machine act for whoever may run them. */
function alone<V>(
  { entry, parts, use, policy }: Reversing,
  { actor, at }: Moment,
  decision: Decision<V>,
): Result<Decision<V>, "approval-needed"> {
  if (actor.kind === "system") return ok(decision);
  const amountFen = reversedFen(parts.map((part) => part.entry));
  const { bookedOn } = entry;
  if (needsApproval(policy, { bookedOn, amountFen }, at)) return refuse("approval-needed");
  const barred = refuseAlone(policy, amountFen, use);
  return barred ?? ok({ ...decision, writes: [...decision.writes, useMore(use, amountFen)] });
}

/**
 * 作废: takes back one's own payment, all its parts, on the day it was taken and in the books that it
 * is in, also when one works elsewhere by then. Refusals, in this order: `not-found`, `day-closed`,
 * `not-a-payment`, `not-own-payment`, `not-same-day`, `till-closed`, then of the rule.
 */
export const voidPayment = command({
  name: "ledger.void",
  scope: ({ parts }: Undoing) => placesOf(parts),
  load: (reads, { id }: UndoRequest, moment): Promise<Result<Undoing, "not-found" | VoidCode>> =>
    loadUndoing(reads, id, moment, ({ officeId }) => officeId ?? CITY_OFFICE),
  decide(state, { reason }, moment): Result<Decision<UndoneAnswer>, VoidCode> {
    const barred = refuseVoid(moment.actor, rightsOf(state), moment.at);
    if (barred !== null) return barred;
    // The cash goes back out of the drawer that it came into.
    return undoAll(state, moment, reason, KINDS.void.decide, state.shift?.id);
  },
});
type VoidCode = "day-closed" | VoidRightCode | UndoCode;

function rightsOf({ entry, payment, shift }: Undoing): Undone {
  const { takenBy, officeId } = payment ?? {};
  const { kind } = entry.detail;
  // A closed day was refused while loading.
  const settled = shift?.state === "closed" ? "till-closed" : undefined;
  return { kind, bookedOn: entry.bookedOn, takenBy, officeId, settled };
}

/** A settlement by meter, with what is relieved of it: never of more than one account. */
function unsettled(
  { parts: [part] }: Undoing,
  moment: Moment,
  reason: string,
): Result<Decision<UndoneAnswer>, UndoCode> {
  const { account, entry: settled, reversedBy } = part!;
  if (reversedBy !== null) return refuse("already-reversed");
  return mapOk(undoSettlement(part!, settled, moment, reason), ({ batch, entry }) => ({
    value: { parts: [{ accountId: account.id, ...batch.answerOf(entry) }] },
    writes: batch.writes,
    subjects: [`households/${householdIdOf(account.id)}`, ...batch.subjects],
    reason,
  }));
}

/** All parts in one commit: a receipt stands for all of them or for none. */
function undoAll<C extends string>(
  { parts }: Undoing,
  { at: now, nextId, request }: Moment,
  reason: string,
  decide: (position: Position, input: UndoInput) => Result<AnyPosting, C>,
  shiftId?: string,
): Result<Decision<UndoneAnswer>, C> {
  const at = commonAt(parts, now);
  const entered = enterParts(
    parts,
    { at, ...(request && { request }) },
    ({ entry, position, reversedBy }) => {
      const undone = { ...entry, reversible: isReversible(entry), reversedBy };
      return { entryId: nextId(), shiftId, posting: decide(position, { undone, reason }) };
    },
  );
  if (!entered.ok) return entered;
  return ok({
    value: { parts: entered.value.map(({ answer }) => answer) },
    writes: entered.value.flatMap((one) => one.entered.writes),
    subjects: subjectsOf(entered.value),
    reason,
  });
}
