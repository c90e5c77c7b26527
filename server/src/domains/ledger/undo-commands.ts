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
import { ledgerPermissions } from "@warmline/shared/ledger/permissions.ts";
import {
  needsApproval,
  REVERSAL_POLICY,
  reversedFen,
} from "@warmline/shared/ledger/reversal-policy.ts";
import { FIND_LIMIT_MAX } from "@warmline/shared/store/port.ts";
import { command, type Decision, type Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { readDayUse, refuseAlone, useMore, type DayUse } from "../requests/index.ts";
import { postTo, readAccount, type HouseholdAccount, type Posting } from "./posting.ts";

export interface UndoInput {
  /** The entry. */
  readonly id: string;
  readonly reason: string;
}

export interface Undoing extends HouseholdAccount {
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

/** With what the person reversed alone that day. */
export interface Reversing extends Undoing {
  readonly use: DayUse;
}

/**
 * 冲正: answers an entry and undoes exactly what it paid, or what paid it; alone only a small sum on
 * the day of the books. Refusals, in this order: `not-found`, `forbidden`, `other-hall`, those of
 * the rule, `approval-needed`.
 */
export const reverse = command({
  name: "ledger.reverse",
  scope: ({ household }: Reversing) => household.place,
  async load(
    reads,
    { id }: UndoInput,
    moment,
  ): Promise<Result<Reversing, "not-found" | ReverseCode>> {
    const found = await loadUndoing(reads, id);
    if (!found.ok) return found;
    return ok({ ...found.value, use: await readDayUse(reads, "alone", "ledger.reverse", moment) });
  },
  decide(state, { reason }, moment): Result<Decision<PostedAnswer>, ReverseCode> {
    const { reversePayment, askReversal } = ledgerPermissions;
    const asked = moment.request !== undefined;
    const permission = asked ? askReversal : reversePayment;
    const barred = refuseReversal(moment.actor, rightsOf(state), permission);
    if (barred !== null) return barred;
    const { position, undone } = undoableOf(state);
    const posting = KINDS.reversal.decide(position, { undone, reason });
    const decided = undoTo(state, moment, { position, posting, reason });
    return decided.ok && !asked ? alone(state, moment, decided.value) : decided;
  },
});
type ReverseCode = ReverseRightCode | UndoCode | "approval-needed";

/** Programs on the machine act for whoever may run them. */
function alone<V>(
  { entry, use }: Reversing,
  { actor, at }: Moment,
  decision: Decision<V>,
): Result<Decision<V>, "approval-needed"> {
  if (actor.kind === "system") return ok(decision);
  if (needsApproval(entry, at)) return refuse("approval-needed");
  const amountFen = reversedFen(entry);
  const barred = refuseAlone(REVERSAL_POLICY, amountFen, use);
  return barred ?? ok({ ...decision, writes: [...decision.writes, useMore(use, amountFen)] });
}

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
