import type { Actor } from "@warmline/shared/access/actor.ts";
import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import {
  accounts,
  onAccountFen,
  owedFen,
  type Account,
  type AccountState,
} from "@warmline/shared/ledger/account.ts";
import { checkNext, isSettled, sameAccount } from "@warmline/shared/ledger/check.ts";
import { accountStream, entries, type Entry } from "@warmline/shared/ledger/entry.ts";
import { accountOf, emptyPosition, type Position } from "@warmline/shared/ledger/position.ts";
import type { Finding } from "@warmline/shared/ledger/verification.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import type { Deps } from "../../platform/deps.ts";
import { findPages } from "../../platform/stores/find-pages.ts";
import { sha256 } from "./hash.ts";
import { accountFor, type ReadCode } from "./posting.ts";

const PAGE = 500;
/** Payments may come in while a stream is read; then it is read again. */
const READINGS_MAX = 5;

export interface StreamReport {
  readonly householdId: string;
  readonly entries: number;
  /** At most one: what follows a flaw cannot be judged. */
  readonly findings: readonly Finding[];
}

/** One household's stream for an auditor. Refusals, in this order: `not-found`, `out-of-scope`. */
export async function verifyHousehold(
  deps: Pick<Deps, "store">,
  actor: Actor,
  householdId: string,
): Promise<Result<StreamReport, ReadCode>> {
  const found = await accountFor(deps, actor, householdId);
  return found.ok ? ok(await verifyStream(deps.store, householdId)) : found;
}

/** Reads one account's stream to its end and holds it against the account. */
export async function verifyStream(of: Store, householdId: string): Promise<StreamReport> {
  const store = of.direct();
  for (let reading = 1; ; reading += 1) {
    const before = await store.get(accounts, householdId);
    const stream = await readStream(store, householdId);
    const stored = await store.get(accounts, householdId);
    const quiet = before?.rev === stored?.rev;
    const result = stream.finding ?? (await compare(store, stream, stored));
    if (result === null || quiet || reading === READINGS_MAX) {
      const { seq } = stream.position;
      return { householdId, entries: seq, findings: result === null ? [] : [result] };
    }
  }
}

/** A stream in hand: where it stands after the entries seen, or what is wrong with one. */
export class StreamCheck {
  readonly position: Position;
  finding: Finding | null = null;
  /** Left by an upgrade as it is; the next command settles it. */
  #upgraded = false;
  /** Only reversals look back, and only within their stream. */
  readonly #seen = new Map<string, Entry>();

  constructor(householdId: string) {
    this.position = emptyPosition(householdId);
  }

  next(entry: Entry): void {
    if (this.finding !== null) return;
    const { id: entryId, seq } = entry;
    const { accountId, seq: before } = this.position;
    const reversed = this.#seen.get(entry.reverses ?? "") ?? null;
    const kind = flawOf(this.position, entry, reversed);
    if (kind === null) {
      this.#seen.set(entryId, entry);
      this.#upgraded = entry.formerHash !== undefined;
      return;
    }
    const note = `entry ${seq} of ${accountId}, after entry ${before}`;
    this.finding = { kind, householdId: accountId, entryId, seq, note };
  }

  get account(): Account {
    return accountOf(this.position);
  }

  get settled(): boolean {
    return this.#upgraded || isSettled(this.account);
  }
}

function flawOf(position: Position, entry: Entry, reversed: Entry | null): Finding["kind"] | null {
  try {
    return checkNext(position, entry, reversed, sha256);
  } catch {
    return "hash"; // no entry of ours has such a shape
  }
}

async function readStream(store: Store, householdId: string): Promise<StreamCheck> {
  const check = new StreamCheck(householdId);
  const query = { index: "seq", where: { streamId: accountStream(householdId) } };
  for await (const page of findPages(store, entries, query, PAGE)) {
    for (const entry of page) check.next(entry);
  }
  return check;
}

/** The account as stored against what its stream folds to; null: the same. */
export async function compare(
  store: Store,
  check: StreamCheck,
  stored: AccountState | null,
): Promise<Finding | null> {
  const folded = check.account;
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
  const told = (account: Account) =>
    `${owedFen(account)} owed, ${onAccountFen(account)} on account`;
  if (!sameAccount(folded, stored)) {
    const note = `${told(stored)}; folded ${told(folded)}`;
    return { kind: "account", householdId, seq: stored.seq, note };
  }
  if (check.settled) return null;
  return { kind: "unsettled", householdId, seq: stored.seq, note: told(stored) };
}

async function unrecorded(store: Store, householdId: string, seq: number): Promise<Finding> {
  const [entry] = await store.find(entries, {
    index: "seq",
    where: { streamId: accountStream(householdId) },
    from: seq + 1,
    limit: 1,
  });
  const named = entry === undefined ? {} : { entryId: entry.id };
  const note = `the account ends at entry ${seq}`;
  return { kind: "unrecorded", householdId, seq: seq + 1, ...named, note };
}
