import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import { emptyAccount, fold } from "@warmline/shared/ledger/account.ts";
import { checkEntry, sameAccount } from "@warmline/shared/ledger/check.ts";
import {
  accounts,
  entries,
  type Account,
  type Entry,
  type LedgerAccountState,
} from "@warmline/shared/ledger/model.ts";
import { type Finding } from "@warmline/shared/ledger/verification.ts";
import type { Actor } from "@warmline/shared/access/actor.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import type { Deps } from "../../platform/deps.ts";
import { findPages } from "../../platform/stores/find-pages.ts";
import { accountOf, type ReadCode } from "./account-of.ts";
import { sha256 } from "./hash.ts";

const PAGE = 500;
/** Payments may come in while a chain is read; then it is read again. */
const READINGS_MAX = 5;

export interface ChainReport {
  readonly householdId: string;
  readonly entries: number;
  /** At most one: what follows a flaw cannot be judged. */
  readonly findings: readonly Finding[];
}

/** One household's chain for an auditor. Refusals, in this order: `not-found`, `out-of-scope`. */
export async function verifyOne(
  deps: Pick<Deps, "store">,
  actor: Actor,
  householdId: string,
): Promise<Result<ChainReport, ReadCode>> {
  const found = await accountOf(deps, actor, householdId);
  return found.ok ? ok(await verifyChain(deps.store, householdId)) : found;
}

/** Reads one household's stream to its end and holds it against the account. */
export async function verifyChain(of: Store, householdId: string): Promise<ChainReport> {
  const store = of.direct();
  for (let reading = 1; ; reading += 1) {
    const before = await store.get(accounts, householdId);
    const { account, finding } = await foldChain(store, householdId);
    const stored = await store.get(accounts, householdId);
    const quiet = before?.rev === stored?.rev;
    const result = finding ?? (await compare(store, account, stored));
    if (result === null || quiet || reading === READINGS_MAX) {
      return { householdId, entries: account.seq, findings: result === null ? [] : [result] };
    }
  }
}

async function foldChain(
  store: Store,
  householdId: string,
): Promise<{ account: Account; finding: Finding | null }> {
  let account = emptyAccount(householdId);
  const query = { index: "byHousehold", where: { householdId } };
  for await (const page of findPages(store, entries, query, PAGE)) {
    const reversed = await reversedBy(store, page);
    for (const entry of page) {
      const next = advance(account, entry, reversed);
      if ("finding" in next) return { account, finding: next.finding };
      account = next.account;
    }
  }
  return { account, finding: null };
}

/** What the reversals among `page` answer, by id, in one read. */
export async function reversedBy(
  store: Store,
  page: readonly Entry[],
): Promise<ReadonlyMap<string, Entry>> {
  const ids = page.flatMap(({ reverses }) => (reverses === undefined ? [] : [reverses]));
  const found = ids.length === 0 ? [] : await store.getMany(entries, [...new Set(ids)]);
  return new Map(found.map((entry) => [entry.id, entry]));
}

/** The account after the next entry of a stream, or what is wrong with that entry. */
export function advance(
  account: Account,
  entry: Entry,
  reversed: ReadonlyMap<string, Entry>,
): { readonly account: Account } | { readonly finding: Finding } {
  const { id: entryId, seq, householdId } = entry;
  let kind: Finding["kind"];
  try {
    const flaw = checkEntry(account, entry, reversed.get(entry.reverses ?? "") ?? null, sha256);
    if (flaw === null) return { account: fold(account, entry) };
    kind = flaw;
  } catch {
    kind = "content"; // no entry of ours has such a shape
  }
  const note = `entry ${seq} of ${householdId}, after entry ${account.seq}`;
  return { finding: { kind, householdId: account.id, entryId, seq, note } };
}

/** The account as stored against what its stream folds to; null: the same. */
export async function compare(
  store: Store,
  folded: Account,
  stored: LedgerAccountState | null,
): Promise<Finding | null> {
  const householdId = folded.id;
  if (stored === null) {
    const note = `${folded.seq} entries and no account`;
    return folded.seq === 0 ? null : { kind: "account-missing", householdId, note };
  }
  if (stored.seq > folded.seq) {
    const note = `the account has ${stored.seq} entries, the journal ${folded.seq}`;
    return { kind: "entry-missing", householdId, seq: folded.seq + 1, note };
  }
  if (stored.seq < folded.seq) return unrecorded(store, householdId, stored.seq);
  if (sameAccount(folded, stored)) return null;
  const note = `owed ${stored.owedFen} and prepaid ${stored.prepaidFen} fen, folded \
${folded.owedFen} and ${folded.prepaidFen}`;
  return { kind: "account", householdId, seq: stored.seq, note };
}

async function unrecorded(store: Store, householdId: string, seq: number): Promise<Finding> {
  const [entry] = await store.find(entries, {
    index: "byHousehold",
    where: { householdId },
    from: seq + 1,
    limit: 1,
  });
  const named = entry === undefined ? {} : { entryId: entry.id };
  const note = `the account ends at entry ${seq}`;
  return { kind: "unrecorded", householdId, seq: seq + 1, ...named, note };
}
