import type { Actor } from "@warmline/shared/access/actor.ts";
import { within } from "@warmline/shared/access/scope.ts";
import {
  households,
  type HeatingSpace,
  type Household,
} from "@warmline/shared/households/model.ts";
import { assert } from "@warmline/shared/kernel/assert.ts";
import { mapOk, ok, refuse, type Refusal, type Result } from "@warmline/shared/kernel/result.ts";
import {
  accounts,
  emptyAccount,
  onAccountFen,
  owedFen,
  type Account,
  type AccountState,
} from "@warmline/shared/ledger/account.ts";
import type { CityDate, Instant } from "@warmline/shared/kernel/time.ts";
import type { PostedAnswer } from "@warmline/shared/ledger/answers.ts";
import { makeEntry, type EntryStamp, type Posted } from "@warmline/shared/ledger/chain.ts";
import { debt, type FormatIn, type Debt } from "@warmline/shared/ledger/debt.ts";
import {
  accountStream,
  entries,
  type AnyPosting,
  type Entry,
} from "@warmline/shared/ledger/entry.ts";
import {
  holderOf,
  householdIdOf,
  isFormerAccount,
} from "@warmline/shared/ledger/holder-account.ts";
import { entryOfItem, stepsOfItems } from "@warmline/shared/ledger/item-steps.ts";
import { placeThen } from "@warmline/shared/ledger/place.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { insertText, put, type Write } from "@warmline/shared/store/write.ts";
import type { Decision, Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import type { Deps } from "../../platform/deps.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import { formatMessage } from "@warmline/shared/messages/index.ts";
import { readBooks, type OpenBooks } from "./books.ts";
import { sha256 } from "./hash.ts";

/** A household with an account of it, as read: the present holder's, or that of a former one. */
export interface HouseholdAccount {
  readonly household: Household;
  /** As stored; null before the first entry. */
  readonly stored: AccountState | null;
  readonly account: Account;
}

/** Refusal: `not-found`. */
export async function readAccount(
  reads: Pick<Store, "get">,
  accountId: string,
): Promise<Result<HouseholdAccount, "not-found">> {
  const [household, stored] = await Promise.all([
    reads.get(households, householdIdOf(accountId)),
    reads.get(accounts, accountId),
  ]);
  const found = accountIn(household, accountId, stored);
  return found === null ? refuse("not-found") : ok(found);
}

/** A former holder has an account only where something stayed with them. */
export function accountIn(
  household: Household | null,
  accountId: string,
  stored: AccountState | null,
): HouseholdAccount | null {
  if (household === null || holderOf(household, accountId) === null) return null;
  if (stored === null && accountId !== household.id) return null;
  return { household, stored, account: stored ?? emptyAccount(accountId) };
}

/** 账户的全部分录, the oldest first: which links an entry has is told by them all alone. */
export function readStream(reads: Pick<Store, "find">, accountId: string): Promise<Entry[]> {
  const where = { streamId: accountStream(accountId) };
  return findAll({ store: reads }, entries, { index: "seq", where });
}

/** A household's account with the books that its next entry goes into. */
export interface PostableAccount extends HouseholdAccount {
  readonly books: OpenBooks;
}

/**
 * The household's own account, for commands that post. Refusals, in this order: `not-found`,
 * `day-closed`.
 */
export async function readPostable(
  reads: Reads,
  householdId: string,
  moment: Moment,
): Promise<Result<PostableAccount, "not-found" | "day-closed">> {
  if (isFormerAccount(householdId)) return refuse("not-found");
  const found = await readAccount(reads, householdId);
  if (!found.ok) return found;
  const open = await readBooks(reads, moment, [found.value.account]);
  return mapOk(open, (books) => ({ ...found.value, books }));
}

export type ReadCode = "not-found" | "out-of-scope";

/** For queries. Refusals, in this order: `not-found`, `out-of-scope`. */
export async function accountFor(
  { store }: Pick<Deps, "store">,
  actor: Actor,
  accountId: string,
): Promise<Result<HouseholdAccount, ReadCode>> {
  const found = await readAccount(store, accountId);
  if (!found.ok || within(actor, found.value.household.place)) return found;
  return refuse("out-of-scope");
}

/** By account as it was decoded, once a revision: only the moment of asking differs. */
const debts = new WeakMap<Account, Debt>();

/** The debt of an account now: what every channel answers. */
export async function debtNow(
  { clock, store }: Pick<Deps, "clock"> & { readonly store: Pick<Store, "getMany"> },
  account: Account,
): Promise<Debt> {
  const asOf = clock.now();
  const told = debts.get(account) ?? (await debtAt({ store }, account, asOf));
  debts.set(account, told);
  return { ...told, asOf };
}

/** As of a moment. What is open says by its entries how it came about, which never change. */
export async function debtAt(
  { store }: { readonly store: Pick<Store, "getMany"> },
  account: Account,
  asOf: Instant,
): Promise<Debt> {
  const ids = [...new Set(account.items.map(({ itemId }) => entryOfItem(itemId)))];
  const made = ids.length === 0 ? [] : await store.getMany(entries, ids);
  return debt(account, stepsOfItems(made), asOf, formatMessage as FormatIn);
}

/** An entry with the account after it, and the writes that must be committed together for them. */
export interface Entered extends Posted {
  readonly writes: readonly Write[];
}

/**
 * Makes the entry of a posting: the one way in which entries get into a commit, and none without
 * the open books that it goes into.
 */
export function enter(
  { stored, account, books }: Pick<PostableAccount, "stored" | "account" | "books">,
  posting: AnyPosting,
  stamp: Omit<EntryStamp, "office">,
): Entered {
  const posted = makeEntry(account, posting, { ...stamp, office: books.office }, sha256);
  assert(books.days.has(posted.entry.bookedOn), "an entry goes into books that are open");
  const next = posted.account;
  const kept = put(accounts, stored, next);
  const made = insertText(entries, { id: stamp.id, text: posted.text });
  return { ...posted, writes: [made, kept] };
}

export interface Posting<C extends string> {
  readonly entryId: string;
  readonly posting: { readonly ok: true; readonly value: AnyPosting } | Refusal<C>;
  readonly reason?: string | undefined;
  readonly shiftId?: string | undefined;
  /** The day from which it counts, where that may be another than that of the books. */
  readonly effectiveOn?: CityDate | undefined;
  /** What is charged, where that is said by a contract: see `placeThen`. */
  readonly spaces?: readonly HeatingSpace[];
  /** 事件: that it comes of. */
  readonly incidentId?: string | undefined;
}

/** What was decided about a household, as its command's decision; a refusal passes through. */
export function postTo<C extends string>(
  of: PostableAccount,
  moment: Pick<Moment, "at" | "request">,
  { entryId, posting, reason, spaces, incidentId }: Posting<C>,
): Result<Decision<PostedAnswer>, C> {
  if (!posting.ok) return posting;
  const stamp = { ...stampOf(of, entryId, moment, spaces), incidentId };
  const entered = enter(of, posting.value, stamp);
  return ok({
    value: answerOf(entered),
    writes: entered.writes,
    subjects: [`households/${of.household.id}`, `entries/${entryId}`],
    reason,
  });
}

export function stampOf(
  { household }: HouseholdAccount,
  id: string,
  { at: now, request }: Pick<Moment, "at" | "request">,
  spaces?: readonly HeatingSpace[],
): EntryStamp {
  const requested = request === undefined ? {} : { requestId: request.id };
  return { id, now, place: placeThen(household, spaces), ...requested };
}

/** How an account stands with its entry. */
export function answerOf({
  entry,
  account,
}: Pick<Entered, "account"> & { readonly entry: Pick<Entry, "id" | "seq"> }): PostedAnswer {
  return {
    entryId: entry.id,
    seq: entry.seq,
    owedFen: owedFen(account),
    onAccountFen: onAccountFen(account),
  };
}

/**
 * The payer was shown an older account: what is taken now may be wrong. Refusal: `account-changed`.
 */
export function refuseUnseen(
  { account }: Pick<HouseholdAccount, "account">,
  seenSeq: number | undefined,
): Refusal<"account-changed"> | null {
  const seen = seenSeq === undefined || seenSeq === account.seq;
  return seen ? null : refuse("account-changed");
}
