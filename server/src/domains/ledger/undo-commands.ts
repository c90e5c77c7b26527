import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { PostedAnswer } from "@warmline/shared/ledger/answers.ts";
import {
  accountIdOf,
  entries,
  isReversible,
  KINDS,
  replay,
  type Entry,
} from "@warmline/shared/ledger/entry.ts";
import type { Undoable, UndoCode } from "@warmline/shared/ledger/kinds/undo.ts";
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
import { postTo, readAccount, type HouseholdAccount, type Posting } from "./posting.ts";

interface UndoInput {
  /** The entry. */
  readonly id: string;
  readonly reason: string;
}

interface Undoing extends HouseholdAccount {
  readonly entry: Entry;
  readonly stream: readonly Entry[];
  readonly payment: Payment | null;
}

/** Which links an entry has is told by its whole stream alone. Refusal: `not-found`. */
async function loadUndoing(reads: Reads, id: string): Promise<Result<Undoing, "not-found">> {
  const entry = await reads.get(entries, id);
  const accountId = entry && accountIdOf(entry.streamId);
  if (entry === null || accountId === null) return refuse("not-found");
  const { streamId, paymentId } = entry;
  const [found, stream, payment] = await Promise.all([
    readAccount(reads, accountId),
    reads.find(entries, { index: "seq", where: { streamId }, limit: FIND_LIMIT_MAX }),
    paymentId === undefined ? null : reads.get(payments, paymentId),
  ]);
  return found.ok ? ok({ ...found.value, entry, stream, payment }) : found;
}

/**
 * 冲正: answers an entry and undoes exactly what it paid, or what paid it. Refusals, in this order:
 * `not-found`, `forbidden`, `other-hall`, then of the rule.
 */
export const reverse = command({
  name: "ledger.reverse",
  scope: ({ household }: Undoing) => household.place,
  load: (reads, { id }: UndoInput): Promise<Result<Undoing, "not-found" | ReverseCode>> =>
    loadUndoing(reads, id),
  decide(state, { reason }, moment): Result<Decision<PostedAnswer>, ReverseCode> {
    const barred = refuseReversal(moment.actor, rightsOf(state));
    if (barred !== null) return barred;
    const { position, undone } = undoableOf(state);
    const posting = KINDS.reversal.decide(position, { undone, reason });
    return undoTo(state, moment, { position, posting, reason });
  },
});
type ReverseCode = ReverseRightCode | UndoCode;

/**
 * 作废: takes back one's own payment on the day it was taken. Refusals, in this order: `not-found`,
 * `not-a-payment`, `not-own-payment`, `not-same-day`, then of the rule.
 */
export const voidPayment = command({
  name: "ledger.void",
  scope: ({ household }: Undoing) => household.place,
  load: (reads, { id }: UndoInput): Promise<Result<Undoing, "not-found" | VoidCode>> =>
    loadUndoing(reads, id),
  decide(state, { reason }, moment): Result<Decision<PostedAnswer>, VoidCode> {
    const barred = refuseVoid(moment.actor, rightsOf(state), moment.at);
    if (barred !== null) return barred;
    const { position, undone } = undoableOf(state);
    const posting = KINDS.void.decide(position, { undone, reason });
    return undoTo(state, moment, { position, posting, reason });
  },
});
type VoidCode = VoidRightCode | UndoCode;

function undoableOf({ account, entry, stream }: Undoing) {
  const position = replay(account.id, stream);
  const reversedBy = stream.find(({ reverses }) => reverses === entry.id)?.id ?? null;
  const undone: Undoable = { ...entry, reversible: isReversible(entry), reversedBy };
  return { position, undone };
}

function rightsOf({ entry, payment }: Undoing): Undone {
  const { takenBy, officeId } = payment ?? {};
  return { kind: entry.detail.kind, bookedOn: entry.bookedOn, takenBy, officeId };
}

function undoTo<C extends string>(
  state: Undoing,
  moment: Moment,
  { position, posting, reason }: Omit<Posting<C>, "entryId"> & { readonly position: Position },
): Result<Decision<PostedAnswer>, C> {
  // As the stream tells it: should the account be of another moment, the commit is refused.
  const account = accountOf(position);
  return postTo({ ...state, account }, moment, { entryId: moment.nextId(), posting, reason });
}
