import { sameContent } from "../kernel/canonical.ts";
import type { Account } from "./account.ts";
import { hashOf, isWhole, type Hash } from "./chain.ts";
import { accountStream, advance, isAsDecided, type Entry } from "./entry.ts";
import { sumFen } from "./lines.ts";
import { brokenSum, type Position } from "./position.ts";

/** What is wrong with an entry; the words are `ledger.finding.<kind>`. */
export type Flaw =
  | "sequence" // an entry before it is missing, or it stands twice, or it is older
  | "hash" // it, or the one before it, is no longer what its hash was taken of
  | "unbalanced" // its lines do not sum to zero
  | "detail" // no rule makes such an entry here
  | "reversal"; // it does not undo exactly what it reverses

/**
 * Holds the next entry of a stream against where the whole stream stands before it, and moves the
 * position past it. `reversed` is what it names as reversed, null when there is no such entry.
 * Answers the first flaw in the order above; after one the position is of no more use. Null: sound.
 */
export function checkNext(
  position: Position,
  entry: Entry,
  reversed: Entry | null,
  hash: Hash,
): Flaw | null {
  const inOrder = entry.seq === position.seq + 1 && entry.at > position.at;
  if (!inOrder || entry.streamId !== accountStream(position.accountId)) return "sequence";
  if (!isWhole(entry) || hashOf(entry, position.hash, hash) !== entry.hash) return "hash";
  if (sumFen(entry.lines) !== 0) return "unbalanced";
  const flaw = entry.reverses === undefined ? "detail" : "reversal";
  if (reversed !== null && reversed.streamId !== entry.streamId) return flaw;
  try {
    advance(position, entry);
    return isAsDecided(position, entry, reversed) ? null : flaw;
  } catch {
    // Something would be below zero, or open and unexplained.
    return flaw;
  }
}

/** Whether an account is exactly what its stream folds to, and its sums add up. */
export function sameAccount(folded: Account, stored: Account): boolean {
  const { rev: _r, by: _b, auditId: _a, ...state } = stored as Account & Record<string, unknown>;
  return sameContent(folded, state) && brokenSum(folded) === null;
}

/**
 * What is free and what is open never stand side by side, unless it is disputed or an upgrade left
 * it so.
 */
export function isSettled({ items, lots }: Pick<Account, "items" | "lots">): boolean {
  return lots.length === 0 || items.every(({ disputed }) => disputed);
}
