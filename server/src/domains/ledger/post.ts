import { refuse, ok, type Refusal, type Result } from "@warmline/shared/kernel/result.ts";
import { assert } from "@warmline/shared/kernel/assert.ts";
import {
  buildEntry,
  entriesOf,
  settlementKey,
  type NewEntry,
  type Posted,
  type Stamp,
} from "@warmline/shared/ledger/chain.ts";
import {
  accounts,
  entries,
  type Account,
  type Debt,
  type Entry,
  type LedgerAccountState,
  type Posting,
} from "@warmline/shared/ledger/model.ts";
import { insert, replace, type Write } from "@warmline/shared/store/write.ts";
import { commitAudited } from "../../platform/audit/commit-audited.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { attempt, lost } from "../../platform/commands/old-attempt.ts";
import type { Deps } from "../../platform/deps.ts";
import { accountOf, debtNow, type HouseholdAccount, type ReadCode } from "./account-of.ts";
import { contentOf, sha256 } from "./hash.ts";

/** One command of the journal, as `post` carries it out. */
export interface PostingCommand<Code extends string> {
  /** `ledger.pay`. */
  readonly command: string;
  readonly householdId: string;
  /** What was asked for: the same key with other content is refused. */
  readonly input: object;
  readonly reason?: string | undefined;
  /** The account's seq that the person was shown, if that shall caseRecord. */
  readonly seenSeq?: number | undefined;
  /** Decides on the account as read; called anew when another writer was first. */
  readonly decide: (at: HouseholdAccount) => Promise<Result<Decision, Code>>;
}

export interface Decision {
  readonly posting: Posting;
  /** Documents that belong to the same fact, such as a receipt's number. */
  readonly writes?: readonly Write[];
}

export interface PostedEntry {
  readonly entry: NewEntry;
  /** What a reversal left over, moved in an entry of its own. */
  readonly settlement?: NewEntry;
  readonly debt: Debt;
}

export type PostCode = ReadCode | "key-missing" | "key-reused" | "account-changed";
export type PostResult<Code extends string> = Result<
  PostedEntry,
  PostCode | Code | "changed-meanwhile"
>;

/**
 * The one way into the journal: entry, account and whatever belongs to them in one commit, once for
 * each key. Refusals, in this order: `key-missing`, `not-found`, `out-of-scope`, `key-reused`,
 * `account-changed`, then the rule's own; `changed-meanwhile` when others were always first.
 */
export function post<Code extends string>(
  deps: Deps,
  caller: Caller,
  of: PostingCommand<Code>,
): Promise<PostResult<Code>> {
  const { key } = caller;
  if (key === undefined) return Promise.resolve(refuse("key-missing"));
  const content = contentOf(of.command, caller.actor.id, { ...of.input, id: of.householdId });
  // One household's postings wait for one another; the account's rev keeps other processes out.
  return deps.mutex.run(`accounts/${of.householdId}`, () =>
    attempt<PostResult<Code>>(() => postOnce(deps, caller, of, { key, content })),
  );
}

async function postOnce<Code extends string>(
  deps: Deps,
  caller: Caller,
  of: PostingCommand<Code>,
  once: { readonly key: string; readonly content: string },
): Promise<PostResult<Code> | typeof lost> {
  const [found, before] = await Promise.all([
    deps.store.find(entries, { index: "key", where: { key: once.key }, limit: 1 }),
    accountOf(deps, caller.actor, of.householdId),
  ]);
  if (!before.ok) return before;
  const { stored, account } = before.value;
  if (found[0] !== undefined) return answerAgain(deps, found[0], once.content, account);
  if (of.seenSeq !== undefined && of.seenSeq !== account.seq) return refuse("account-changed");
  const decided = await of.decide(before.value);
  if (!decided.ok) return decided;
  const { posting, writes = [] } = decided.value;
  const asked = { ...once, reason: of.reason };
  const { posted, writes: made } = enter(deps, caller, { stored, account, posting }, asked);
  const result = await commitAudited(
    deps,
    caller,
    {
      command: of.command,
      subjects: [`households/${of.householdId}`, `entries/${posted.entry.id}`],
      ...(of.reason === undefined ? {} : { reason: of.reason }),
    },
    [...made, ...writes],
  );
  if (!result.ok) return lost;
  return ok({
    entry: posted.entry,
    ...(posted.settlement === undefined ? {} : { settlement: posted.settlement }),
    debt: debtNow(deps, posted.account),
  });
}

/** The same key once more: the first answer, with the debt as it is now. */
async function answerAgain(
  deps: Deps,
  entry: Entry,
  content: string,
  account: Account,
): Promise<Result<PostedEntry, "key-reused">> {
  if (entry.content !== content) return refuse("key-reused");
  assert(entry.householdId === account.id, "the content names the household");
  const debt = debtNow(deps, account);
  if (entry.detail.kind !== "reversal") return ok({ entry: bare(entry), debt });
  const [settlement] = await deps.store.find(entries, {
    index: "key",
    where: { key: settlementKey(entry.id) },
    limit: 1,
  });
  return ok({
    entry: bare(entry),
    ...(settlement === undefined ? {} : { settlement: bare(settlement) }),
    debt,
  });
}

/** As it was answered first, before the store added to it. */
function bare({ rev: _rev, by: _by, ...entry }: Entry): NewEntry {
  return entry;
}

/** An account and what is to be posted to it. */
export interface Entering {
  readonly stored: LedgerAccountState | null;
  readonly account: Account;
  readonly posting: Posting;
}

/** Makes the entries of a posting, and the writes that must be committed together for them. */
export function enter(
  deps: Pick<Deps, "clock" | "ids">,
  caller: Caller,
  { stored, account, posting }: Entering,
  asked: { readonly key: string; readonly content: string; readonly reason?: string | undefined },
): { readonly posted: Posted; readonly writes: readonly Write[] } {
  const posted = buildEntry(account, posting, stampOf(deps, caller, asked), sha256);
  const made = entriesOf(posted).map((entry) => insert(entries, entry));
  const { account: next } = posted;
  const kept = stored === null ? insert(accounts, next) : replace(accounts, stored, next);
  return { posted, writes: [...made, kept] };
}

function stampOf(
  deps: Pick<Deps, "clock" | "ids">,
  { actor, origin }: Caller,
  { key, content, reason }: Parameters<typeof enter>[3],
): Stamp {
  return {
    nextId: () => deps.ids.next(),
    key,
    content,
    at: deps.clock.now(),
    actorId: actor.id,
    actorName: actor.name,
    origin,
    ...(reason === undefined ? {} : { reason }),
  };
}

/** Passes a rule's posting on, or its refusal. */
export function decision<Code extends string>(
  result: { readonly ok: true; readonly value: Posting } | Refusal<Code>,
  writes?: readonly Write[],
): Result<Decision, Code> {
  if (!result.ok) return result;
  return ok({ posting: result.value, ...(writes === undefined ? {} : { writes }) });
}
