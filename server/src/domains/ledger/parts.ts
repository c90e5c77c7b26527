import { ok, refuse, type Refusal, type Result } from "@warmline/shared/kernel/result.ts";
import { latest, type Instant } from "@warmline/shared/kernel/time.ts";
import type { PostedAnswer } from "@warmline/shared/ledger/answers.ts";
import { nextAt } from "@warmline/shared/ledger/chain.ts";
import type { Moment, Placed } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import {
  answerOf,
  enter,
  readAccount,
  stampOf,
  type Entered,
  type HouseholdAccount,
  type PostableAccount,
  type Posting,
} from "./posting.ts";

/** One fact over several accounts: an entry for each of them in one commit, or none. */

/** In the order of `ids`. Refusal: `not-found`, which says whose. */
export async function readAccounts(
  reads: Pick<Reads, "get">,
  ids: readonly string[],
): Promise<Result<HouseholdAccount[], "not-found">> {
  const read = await Promise.all(ids.map((id) => readAccount(reads, id)));
  const missing = read.findIndex((one) => !one.ok);
  if (missing >= 0)
    return refuse("not-found", several(ids) ? { household: ids[missing]! } : undefined);
  return ok(read.flatMap((one) => (one.ok ? one.value : [])));
}

/** Where they belong: all of them must be within reach. */
export function placesOf(accounts: readonly HouseholdAccount[]): Placed[] {
  return accounts.map(({ household: { place, number: household } }) =>
    several(accounts) ? { place, named: { household } } : { place },
  );
}

/** A refusal of one of several households says which. */
export function refusalOf<C extends string>(
  refusal: Refusal<C>,
  { household }: HouseholdAccount,
  accounts: readonly HouseholdAccount[],
): Refusal<C> {
  if (!several(accounts)) return refusal;
  return refuse(refusal.code, { ...refusal.detail, household: household.number });
}

function several({ length }: readonly unknown[]): boolean {
  return length > 1;
}

/** One moment, and so one day of the books, for all: later than the newest entry of each. */
export function commonAt(accounts: readonly HouseholdAccount[], now: Instant): Instant {
  return accounts.reduce((at, { account }) => latest(at, nextAt(account, now)), now);
}

export interface PostedPart {
  readonly entered: Entered;
  readonly answer: PostedAnswer & { readonly accountId: string };
}

/** The entries of a fact, one for each account; the first refusal among them says whose it is. */
export function enterParts<C extends string, A extends PostableAccount>(
  accounts: readonly A[],
  moment: Pick<Moment, "at" | "request">,
  decide: (one: A, place: number) => Pick<Posting<C>, "entryId" | "posting" | "shiftId">,
): Result<PostedPart[], C> {
  const parts: PostedPart[] = [];
  for (const [place, one] of accounts.entries()) {
    const { entryId, posting, shiftId } = decide(one, place);
    if (!posting.ok) return refusalOf(posting, one, accounts);
    const entered = enter(one, posting.value, { ...stampOf(one, entryId, moment), shiftId });
    parts.push({ entered, answer: { accountId: one.account.id, ...answerOf(entered) } });
  }
  return ok(parts);
}

/** What a fact was about, for the trail. */
export function subjectsOf(parts: readonly PostedPart[]): string[] {
  return parts.flatMap(({ answer }) => [
    `households/${answer.accountId}`,
    `entries/${answer.entryId}`,
  ]);
}
