import { assert } from "../kernel/assert.ts";
import { canonical } from "../kernel/canonical.ts";
import type { Instant } from "../kernel/time.ts";
import type { Body } from "../store/collection.ts";
import { fold, isSettled } from "./account.ts";
import { sumFen } from "./lines.ts";
import { settle } from "./settle.ts";
import type { Account, Entry, Posting } from "./model.ts";

/** SHA-256 of a text, hex: handed in, as this room does no I/O and knows no crypto. */
export type Hash = (text: string) => string;

/** Who posts, when, from where, and under which key. */
export interface Stamp {
  /** New entry ids; called once for each entry. */
  readonly nextId: () => string;
  readonly key: string;
  readonly content: string;
  readonly at: Instant;
  readonly actorId: string;
  readonly actorName: string;
  readonly origin: string;
  readonly reason?: string;
}

export type NewEntry = Body<Entry>;

export interface Posted {
  readonly entry: NewEntry;
  /** What a reversal left over, moved in an entry of its own. */
  readonly settlement?: NewEntry;
  readonly account: Account;
}

/**
 * posting → entries and the account after them, to be committed together: the one way in which
 * entries are made. Adds the settlement that a reversal needs, so that the account answered is
 * always settled.
 */
export function buildEntry(account: Account, posting: Posting, stamp: Stamp, hash: Hash): Posted {
  const entry = chained(account, posting, stamp, hash);
  const after = fold(account, entry);
  const left = settle(after, entry.id);
  if (left === null) return { entry, account: after };
  assert(posting.detail.kind === "reversal", "only a reversal leaves something to settle");
  const settlement = chained(after, left, { ...stamp, key: settlementKey(entry.id) }, hash);
  const settled = fold(after, settlement);
  assert(isSettled(settled), `account ${account.id} is settled`);
  return { entry, settlement, account: settled };
}

/**
 * Has a blank in it, as every key of our own: none from outside may (see the http room's `KEY`).
 */
export function settlementKey(reversalId: string): string {
  return `settled ${reversalId}`;
}

/** The entries of what was posted, in order. */
export function entriesOf({ entry, settlement }: Posted): readonly NewEntry[] {
  return settlement === undefined ? [entry] : [entry, settlement];
}

function chained(account: Account, { lines, detail }: Posting, stamp: Stamp, hash: Hash): NewEntry {
  assert(lines.length > 1 && sumFen(lines) === 0, "lines sum to zero");
  assert(
    lines.every(({ amountFen }) => Number.isSafeInteger(amountFen) && amountFen !== 0),
    "lines are integer fen, none empty",
  );
  const { nextId, key, content, at, actorId, actorName, origin, reason } = stamp;
  const unsealed = {
    id: nextId(),
    householdId: account.id,
    seq: account.seq + 1,
    key,
    content,
    at,
    lines,
    detail,
    ...(detail.kind === "reversal" ? { reverses: detail.reverses } : {}),
    actorId,
    actorName,
    origin,
    ...(reason === undefined ? {} : { reason }),
    prevHash: account.hash,
  };
  return { ...unsealed, hash: hashOf(unsealed, hash) };
}

/** The hash of an entry: over all of it but the hash itself and what the store adds (rev, by). */
export function hashOf(entry: Omit<NewEntry, "hash">, hash: Hash): string {
  const { hash: _hash, rev: _rev, by: _by, ...sealed } = entry as Partial<Entry>;
  return hash(canonical(sealed));
}
