import { assert } from "../kernel/assert.ts";
import type { CityDate, Instant } from "../kernel/time.ts";
import { collection, type Stored } from "../store/collection.ts";
import type { Account } from "./account.ts";
import type { FormatMessage } from "./formatting.ts";
import { balanceTransfer, type BalanceTransferDetail } from "./kinds/balance-transfer.ts";
import { charge, type ChargeDetail } from "./kinds/charge.ts";
import { disputeSettled, type DisputeSettledDetail } from "./kinds/dispute-settled.ts";
import { dispute, type DisputeDetail } from "./kinds/dispute.ts";
import type { EntryKind, EntryOf, Posting } from "./kinds/kind.ts";
import { lateFee, type LateFeeDetail } from "./kinds/late-fee.ts";
import { opening, type OpeningDetail } from "./kinds/opening.ts";
import { payment, type PaymentDetail } from "./kinds/payment.ts";
import { prepaymentApplied, type PrepaymentAppliedDetail } from "./kinds/prepayment-applied.ts";
import { reallocation, type ReallocationDetail } from "./kinds/reallocation.ts";
import { refund, type RefundDetail } from "./kinds/refund.ts";
import { relief, type ReliefDetail } from "./kinds/relief.ts";
import { reversal, type ReversalDetail } from "./kinds/reversal.ts";
import { serviceFee, type ServiceFeeDetail } from "./kinds/service-fee.ts";
import { settlement, type SettlementDetail } from "./kinds/settlement.ts";
import { tillDifference, type TillDifferenceDetail } from "./kinds/till-difference.ts";
import { voided, type VoidDetail } from "./kinds/void.ts";
import { writeOff, type WriteOffDetail } from "./kinds/write-off.ts";
import type { Office } from "./office.ts";
import { accountOf, emptyPosition, positionOf, type Position } from "./position.ts";

/** Every kind of entry there is. The next one is a file, and a line here and in `KINDS`. */
export type EntryDetail =
  | OpeningDetail
  | ChargeDetail
  | PaymentDetail
  | PrepaymentAppliedDetail
  | ReversalDetail
  | VoidDetail
  | ReallocationDetail
  | TillDifferenceDetail
  | BalanceTransferDetail
  | RefundDetail
  | ReliefDetail
  | LateFeeDetail
  | WriteOffDetail
  | SettlementDetail
  | ServiceFeeDetail
  | DisputeDetail
  | DisputeSettledDetail;
export type EntryKindName = EntryDetail["kind"];

type Kinds = {
  readonly [K in EntryKindName]: EntryKind<Extract<EntryDetail, { kind: K }>, never, never, string>;
};

export const KINDS = {
  opening,
  charge,
  payment,
  prepaymentApplied,
  reversal,
  void: voided,
  reallocation,
  tillDifference,
  balanceTransfer,
  refund,
  relief,
  lateFee,
  writeOff,
  settlement,
  serviceFee,
  dispute,
  disputeSettled,
} as const satisfies Kinds;

export const ENTRY_KINDS = Object.keys(KINDS) as readonly EntryKindName[];

/** Who owes, money that nobody can be named for yet, or who bears a relief. */
export type StreamId = `account/${string}` | `suspense/${string}` | `party/${string}`;

const OTHER_STREAM = /^(?:suspense|party)\//;

/** The stream of an account; those of suspense and of parties go by their own names. */
export function accountStream(accountId: string): StreamId {
  return OTHER_STREAM.test(accountId) ? (accountId as StreamId) : `account/${accountId}`;
}

/** The account of a household's stream; null: it is of another kind. */
export function accountIdOf(streamId: StreamId): string | null {
  return streamId.startsWith("account/") ? streamId.slice("account/".length) : null;
}

/**
 * 分录: one fact in one stream. Never changed, never deleted; answered by another. Who made it, from
 * where, why and under which key stands in the audit record of the same commit.
 */
export interface Entry extends Stored, EntryOf<EntryDetail> {
  readonly streamId: StreamId;
  /** 1, 2, 3 … within the stream. */
  readonly seq: number;
  /** When it was recorded; later than the entry before. */
  readonly at: Instant;
  /** 记账日: the day of the books that it belongs to. */
  readonly bookedOn: CityDate;
  /** The day from which it counts in the world, where that is another. */
  readonly effectiveOn?: CityDate;
  /** Where the household lay and what it was then, see place.ts; older entries say less. */
  readonly place?: string;
  /** Of what moves money: the hall, the branch or the `city` in whose books of the day it is. */
  readonly office?: Office;
  /** Of cash: the shift whose drawer it went into, or came out of. */
  readonly shiftId?: string;
  readonly requestId?: string;
  readonly incidentId?: string;
  /** 旧链哈希: of an entry that was upgraded, the hash it had before. */
  readonly formerHash?: string;
  /** SHA-256 over the entry before's hash and all of the above, see chain.ts. */
  readonly hash: string;
  readonly auditId?: string;
}

export const entries = collection<Entry>("entries", {
  indexes: {
    byDay: ["office", "bookedOn"],
    byShift: ["shiftId"],
    byIncident: ["incidentId"],
  },
  unique: { seq: ["streamId", "seq"], reverses: ["reverses"] },
  // Charges, which are most of a journal, have neither office nor shift nor incident.
  sparse: ["byDay", "byShift", "byIncident"],
  appendOnly: true,
  stamp: "id",
});

/** An entry before the store adds to it. */
export type NewEntry = Omit<Entry, "rev" | "by" | "auditId">;

/** The part of an entry that a position is folded from. */
export type FoldedEntry = EntryOf<EntryDetail> & Pick<Entry, "hash">;

/** What a rule decided, of whatever kind. */
export type AnyPosting = Posting<EntryDetail>;

/** Moves the position past the next entry. Throws where no rule could have made such an entry. */
export function advance(position: Position, entry: FoldedEntry): void {
  assert(entry.seq === position.seq + 1, `entry ${entry.seq} follows ${position.seq}`);
  kindOf(entry).fold(position, entry);
  position.seq = entry.seq;
  position.at = entry.at;
  position.hash = entry.hash;
}

/** account + entry → account. */
export function fold(account: Account, entry: FoldedEntry): Account {
  const position = positionOf(account);
  advance(position, entry);
  return accountOf(position);
}

/** Where a whole stream stands, oldest entry first. */
export function replay(accountId: string, stream: Iterable<FoldedEntry>): Position {
  const position = emptyPosition(accountId);
  for (const entry of stream) advance(position, entry);
  return position;
}

/** Whether an entry is such as its rule makes, once it is folded into `after`. */
export function isAsDecided(
  after: Position,
  entry: EntryOf<EntryDetail>,
  reversed: EntryOf<EntryDetail> | null,
): boolean {
  return kindOf(entry).check(after, entry, reversed);
}

/** What an entry is about, in a few words of one language. */
export function explainEntry(entry: EntryOf<EntryDetail>, format: FormatMessage): string {
  return kindOf(entry).explain(entry, format);
}

export function isReversible({ detail }: Pick<EntryOf<EntryDetail>, "detail">): boolean {
  return KINDS[detail.kind].reversible;
}

type AnyKind = EntryKind<EntryDetail, never, never, string>;

/** Each kind sees only entries of its own. */
function kindOf({ detail }: Pick<EntryOf<EntryDetail>, "detail">): AnyKind {
  return KINDS[detail.kind] as unknown as AnyKind;
}
