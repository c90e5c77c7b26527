import { assert } from "../kernel/assert.ts";
import { cityDate, later, latest, type CityDate, type Instant } from "../kernel/time.ts";
import type { Account } from "./account.ts";
import { accountStream, fold, type AnyPosting, type Entry, type NewEntry } from "./entry.ts";
import { movesCash, movesMoney, sumFen } from "./lines.ts";
import type { Office } from "./office.ts";
import { brokenSum } from "./position.ts";

/**
 * SHA-256 of a text, base64url: handed in, as this room does no I/O and knows no crypto.
 */
export type Hash = (text: string) => string;

/** What an entry is given besides what was decided. */
export interface EntryStamp {
  readonly id: string;
  /** Now; an entry is recorded later than the one before, whatever the clock says. */
  readonly now: Instant;
  readonly place?: string;
  /** 审批单: by which it was asked for. */
  readonly requestId?: string;
  /** 事件: that it comes of. */
  readonly incidentId?: string | undefined;
  /** The day from which it counts, where that is another than the day of the books. */
  readonly effectiveOn?: CityDate | undefined;
  /** In whose books of the day it is, where it moves money. */
  readonly office?: Office;
  readonly shiftId?: string | undefined;
  /** Of an upgrade: the hash of the entry that this one was. */
  readonly formerHash?: string;
}

export interface Posted {
  readonly entry: NewEntry;
  /** The entry as JSON, as it is stored. */
  readonly text: string;
  readonly account: Account;
}

/** When the next entry of an account is recorded: never earlier than the one before. */
export function nextAt({ at }: Pick<Account, "at">, now: Instant): Instant {
  return latest(now, later(at, 1));
}

/**
 * posting → entry and the account after it, to be committed together: the one way in which entries
 * are made.
 */
export function makeEntry(
  account: Account,
  posting: AnyPosting,
  { id, now, place, effectiveOn, office, shiftId, requestId, incidentId, formerHash }: EntryStamp,
  hash: Hash,
): Posted {
  const { lines, detail, paymentId, refundId, reverses } = posting;
  assert(sumFen(lines) === 0, "lines sum to zero");
  assert(
    lines.every(({ amountFen }) => Number.isSafeInteger(amountFen) && amountFen !== 0),
    "lines are integer fen, none empty",
  );
  const at = nextAt(account, now);
  const bookedOn = cityDate(at);
  const unsealed = {
    id,
    streamId: accountStream(account.id),
    seq: account.seq + 1,
    at,
    bookedOn,
    ...(effectiveOn === undefined || effectiveOn === bookedOn ? {} : { effectiveOn }),
    ...(place === undefined ? {} : { place }),
    ...(office === undefined || !movesMoney(lines) ? {} : { office }),
    ...(shiftId === undefined || !movesCash(lines) ? {} : { shiftId }),
    ...(paymentId === undefined ? {} : { paymentId }),
    ...(refundId === undefined ? {} : { refundId }),
    ...(requestId === undefined ? {} : { requestId }),
    ...(incidentId === undefined ? {} : { incidentId }),
    ...(reverses === undefined ? {} : { reverses }),
    lines,
    detail,
    ...(formerHash === undefined ? {} : { formerHash }),
  };
  const sealed = sealedText(unsealed);
  const entry = { ...unsealed, hash: hashAfter(account.hash, sealed, hash) };
  const after = fold(account, entry);
  const broken = brokenSum(after);
  assert(broken === null, `account ${account.id}: the sums of ${broken} do not add up`);
  return { entry, text: `${sealed.slice(0, -1)},"hash":"${entry.hash}"}`, account: after };
}

/** The hash of an entry: over the one before it and all of it that is not the store's. */
export function hashOf(entry: Unsealed, before: string, hash: Hash): string {
  return hashAfter(before, sealedText(entry), hash);
}

function hashAfter(before: string, sealed: string, hash: Hash): string {
  return hash(`${before}\n${sealed}`);
}

type Unsealed = Omit<NewEntry, "hash">;

/**
 * The text that an entry's hash is taken of: its fields in this order, what is in them as it was
 * written (both engines keep the order). Sorting the fields of each object instead took longer than
 * all else of a verification.
 */
function sealedText(entry: Unsealed): string {
  const sealed: { readonly [F in keyof Required<Unsealed>]: Unsealed[F] } = {
    id: entry.id,
    streamId: entry.streamId,
    seq: entry.seq,
    at: entry.at,
    bookedOn: entry.bookedOn,
    effectiveOn: entry.effectiveOn,
    place: entry.place,
    office: entry.office,
    shiftId: entry.shiftId,
    paymentId: entry.paymentId,
    refundId: entry.refundId,
    requestId: entry.requestId,
    incidentId: entry.incidentId,
    reverses: entry.reverses,
    lines: entry.lines,
    detail: entry.detail,
    formerHash: entry.formerHash,
  };
  return JSON.stringify(sealed);
}

const FIELDS: Readonly<Record<keyof Entry, true>> = {
  id: true,
  streamId: true,
  seq: true,
  at: true,
  bookedOn: true,
  effectiveOn: true,
  place: true,
  office: true,
  shiftId: true,
  paymentId: true,
  refundId: true,
  requestId: true,
  incidentId: true,
  reverses: true,
  lines: true,
  detail: true,
  formerHash: true,
  hash: true,
  rev: true,
  by: true,
  auditId: true,
};

/** Whether an entry has no field that its hash says nothing of. */
export function isWhole(entry: Entry): boolean {
  for (const field in entry) if (!Object.hasOwn(FIELDS, field)) return false;
  return true;
}
