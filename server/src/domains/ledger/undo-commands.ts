import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { UndoneAnswer } from "@warmline/shared/ledger/answers.ts";
import {
  accountIdOf,
  accountStream,
  entries,
  isReversible,
  KINDS,
  replay,
  type AnyPosting,
  type Entry,
} from "@warmline/shared/ledger/entry.ts";
import type { UndoInput } from "@warmline/shared/ledger/kinds/reversal.ts";
import type { UndoCode } from "@warmline/shared/ledger/kinds/undo.ts";
import { payments, type Payment } from "@warmline/shared/ledger/payment.ts";
import { accountOf, type Position } from "@warmline/shared/ledger/position.ts";
import {
  refuseReversal,
  refuseVoid,
  type ReverseRightCode,
  type Undone,
  type VoidRightCode,
} from "@warmline/shared/ledger/reversal-rights.ts";
import { FIND_LIMIT_MAX } from "@warmline/shared/store/port.ts";
import { command, type Decision, type Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { commonAt, enterParts, placesOf, subjectsOf } from "./parts.ts";
import { readAccount, type HouseholdAccount } from "./posting.ts";

interface UndoRequest {
  /** The entry. */
  readonly id: string;
  readonly reason: string;
}

/** One entry to be undone, with all that tells which links it has. */
interface UndoingPart extends HouseholdAccount {
  readonly entry: Entry;
  /** Where the account stands, from its whole stream. */
  readonly position: Position;
  readonly reversedBy: string | null;
}

/** A fact to be undone: a payment with all its parts, or any other entry by itself. */
interface Undoing {
  readonly entry: Entry;
  readonly payment: Payment | null;
  readonly parts: readonly UndoingPart[];
}

/** Refusal: `not-found`. */
async function loadUndoing(reads: Reads, id: string): Promise<Result<Undoing, "not-found">> {
  const entry = await reads.get(entries, id);
  if (entry === null) return refuse("not-found");
  const payment = entry.paymentId === undefined ? null : await reads.get(payments, entry.paymentId);
  const ids = payment?.parts.map(({ entryId }) => entryId) ?? [id];
  const parts = await Promise.all(ids.map((one) => loadPart(reads, one)));
  const found = parts.filter((part) => part !== null);
  return found.length < parts.length ? refuse("not-found") : ok({ entry, payment, parts: found });
}

async function loadPart(reads: Reads, id: string): Promise<UndoingPart | null> {
  const entry = await reads.get(entries, id);
  const accountId = entry && accountIdOf(entry.streamId);
  if (entry === null || accountId === null) return null;
  const where = { streamId: accountStream(accountId) };
  const [found, stream] = await Promise.all([
    readAccount(reads, accountId),
    reads.find(entries, { index: "seq", where, limit: FIND_LIMIT_MAX }),
  ]);
  if (!found.ok) return null;
  const position = replay(accountId, stream);
  const reversedBy = stream.find(({ reverses }) => reverses === id)?.id ?? null;
  // As the stream tells it: should the account be of another moment, the commit is refused.
  return { ...found.value, account: accountOf(position), entry, position, reversedBy };
}

/**
 * 冲正: answers an entry and undoes exactly what it paid, or what paid it; of a payment all its
 * parts. Refusals, in this order: `not-found`, `forbidden`, `other-hall`, then of the rule.
 */
export const reverse = command({
  name: "ledger.reverse",
  scope: ({ parts }: Undoing) => placesOf(parts),
  load: (reads, { id }: UndoRequest): Promise<Result<Undoing, "not-found" | ReverseCode>> =>
    loadUndoing(reads, id),
  decide(state, { reason }, moment): Result<Decision<UndoneAnswer>, ReverseCode> {
    const barred = refuseReversal(moment.actor, rightsOf(state));
    if (barred !== null) return barred;
    return undoAll(state, moment, reason, KINDS.reversal.decide);
  },
});
type ReverseCode = ReverseRightCode | UndoCode;

/**
 * 作废: takes back one's own payment, all its parts, on the day it was taken. Refusals, in this
 * order: `not-found`, `not-a-payment`, `not-own-payment`, `not-same-day`, then of the rule.
 */
export const voidPayment = command({
  name: "ledger.void",
  scope: ({ parts }: Undoing) => placesOf(parts),
  load: (reads, { id }: UndoRequest): Promise<Result<Undoing, "not-found" | VoidCode>> =>
    loadUndoing(reads, id),
  decide(state, { reason }, moment): Result<Decision<UndoneAnswer>, VoidCode> {
    const barred = refuseVoid(moment.actor, rightsOf(state), moment.at);
    if (barred !== null) return barred;
    return undoAll(state, moment, reason, KINDS.void.decide);
  },
});
type VoidCode = VoidRightCode | UndoCode;

function rightsOf({ entry, payment }: Undoing): Undone {
  const { takenBy, officeId } = payment ?? {};
  return { kind: entry.detail.kind, bookedOn: entry.bookedOn, takenBy, officeId };
}

/** All parts in one commit: a receipt stands for all of them or for none. */
function undoAll<C extends string>(
  { parts }: Undoing,
  { at, nextId }: Moment,
  reason: string,
  decide: (position: Position, input: UndoInput) => Result<AnyPosting, C>,
): Result<Decision<UndoneAnswer>, C> {
  const entered = enterParts(parts, commonAt(parts, at), ({ entry, position, reversedBy }) => {
    const undone = { ...entry, reversible: isReversible(entry), reversedBy };
    return { entryId: nextId(), posting: decide(position, { undone, reason }) };
  });
  if (!entered.ok) return entered;
  return ok({
    value: { parts: entered.value.map(({ answer }) => answer) },
    writes: entered.value.flatMap((one) => one.entered.writes),
    subjects: subjectsOf(entered.value),
    reason,
  });
}
