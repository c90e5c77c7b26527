import { areaCharge } from "../kernel/money.ts";
import { hashOf, type Hash } from "./chain.ts";
import { canonical } from "../kernel/canonical.ts";
import { linesOf, sumFen } from "./lines.ts";
import type { Account, Entry } from "./model.ts";

/** What is wrong with an entry or an account; the words are `ledger.finding.<kind>`. */
export type Flaw =
  | "sequence" // an entry before it is missing, or it stands twice
  | "link" // it does not carry the hash of the entry before
  | "content" // it is no longer what its hash was taken of
  | "unbalanced" // its lines do not sum to zero
  | "detail" // its lines do not follow from its detail
  | "reversal"; // it is not the exact negative of what it reverses

/**
 * Holds the next entry of a stream against the account before it. `reversed` is what a reversal
 * names, null when there is no such entry. The first flaw in the order above, except that changed
 * content comes before a broken link: it says more. Null: sound.
 */
export function checkEntry(
  before: Pick<Account, "id" | "seq" | "hash">,
  entry: Entry,
  reversed: Entry | null,
  hash: Hash,
): Flaw | null {
  if (entry.seq !== before.seq + 1 || entry.householdId !== before.id) return "sequence";
  if (hashOf(entry, hash) !== entry.hash) return "content";
  if (entry.prevHash !== before.hash) return "link";
  if (sumFen(entry.lines) !== 0) return "unbalanced";
  const { detail } = entry;
  if (detail.kind === "reversal") return isNegative(entry, reversed) ? null : "reversal";
  if (canonical(linesOf(detail)) !== canonical(entry.lines)) return "detail";
  const priced = (detail.kind === "charge" ? detail.basis : []).every(
    ({ areaMilli, price10k, amountFen }) => areaCharge(areaMilli, price10k) === amountFen,
  );
  const paidInFull =
    detail.kind !== "payment" ||
    detail.amountFen === sumFen(detail.allocations) + detail.prepaidFen;
  return priced && paidInFull ? null : "detail";
}

function isNegative(entry: Entry, reversed: Entry | null): boolean {
  if (reversed === null || entry.detail.kind !== "reversal") return false;
  const negated = reversed.lines.map((line) => ({ ...line, amountFen: -line.amountFen }));
  return (
    reversed.householdId === entry.householdId &&
    reversed.seq < entry.seq &&
    entry.reverses === reversed.id &&
    entry.detail.reverses === reversed.id &&
    entry.detail.of === reversed.detail.kind &&
    canonical(negated) === canonical(entry.lines)
  );
}

/** Whether the account is exactly the fold of its stream; who wrote it when is not compared. */
export function sameAccount(folded: Account, stored: Account): boolean {
  const { rev: _rev, by: _by, ...state } = stored as Account & { rev?: number; by?: unknown };
  return canonical(folded) === canonical(state);
}
