import { households } from "@warmline/shared/households/model.ts";
import { ok, refuse, type Refusal, type Result } from "@warmline/shared/kernel/result.ts";
import { latest, type Instant } from "@warmline/shared/kernel/time.ts";
import { accounts } from "@warmline/shared/ledger/account.ts";
import type { PostedAnswer } from "@warmline/shared/ledger/answers.ts";
import { nextAt } from "@warmline/shared/ledger/chain.ts";
import { householdIdOf } from "@warmline/shared/ledger/holder-account.ts";
import type { Moment, Placed } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import {
  accountIn,
  answerOf,
  enter,
  stampOf,
  type Entered,
  type HouseholdAccount,
  type PostableAccount,
  type Posting,
} from "./posting.ts";

/** One fact over several accounts: an entry for each of them in one commit, or none. */

/** Two reads however many there are, in the order of `ids`. Refusal: `not-found`, says whose. */
export async function readAccounts(
  reads: Pick<Reads, "getMany">,
  ids: readonly string[],
): Promise<Result<HouseholdAccount[], "not-found">> {
  const [houses, states] = await Promise.all([
    reads.getMany(households, [...new Set(ids.map(householdIdOf))]),
    reads.getMany(accounts, ids),
  ]);
  const houseOf = new Map(houses.map((one) => [one.id, one]));
  const stateOf = new Map(states.map((one) => [one.id, one]));
  const found: HouseholdAccount[] = [];
  for (const id of ids) {
    const one = accountIn(houseOf.get(householdIdOf(id)) ?? null, id, stateOf.get(id) ?? null);
    if (one === null) return refuse("not-found", several(ids) ? { household: id } : undefined);
    found.push(one);
  }
  return ok(found);
}

/** Where they belong: all of them must be within reach. */
export function placesOf(all: readonly HouseholdAccount[]): Placed[] {
  return all.map(({ household: { place, number: household } }) =>
    several(all) ? { place, named: { household } } : { place },
  );
}

/** A refusal of one of several households says which. */
export function refusalOf<C extends string>(
  refusal: Refusal<C>,
  { household }: HouseholdAccount,
  all: readonly HouseholdAccount[],
): Refusal<C> {
  if (!several(all)) return refusal;
  return refuse(refusal.code, { ...refusal.detail, household: household.number });
}

function several({ length }: readonly unknown[]): boolean {
  return length > 1;
}

/** One moment, and so one day of the books, for all: later than the newest entry of each. */
export function commonAt(all: readonly HouseholdAccount[], now: Instant): Instant {
  return all.reduce((at, { account }) => latest(at, nextAt(account, now)), now);
}

export interface PostedPart {
  readonly entered: Entered;
  readonly answer: PostedAnswer & { readonly accountId: string };
}

/** The entries of a fact, one for each account; the first refusal among them says whose it is. */
export function enterParts<C extends string, A extends PostableAccount>(
  all: readonly A[],
  moment: Pick<Moment, "at" | "request">,
  decide: (
    one: A,
    place: number,
  ) => Pick<Posting<C>, "entryId" | "posting" | "shiftId" | "effectiveOn">,
): Result<PostedPart[], C> {
  const parts: PostedPart[] = [];
  for (const [place, one] of all.entries()) {
    const { entryId, posting, shiftId, effectiveOn } = decide(one, place);
    if (!posting.ok) return refusalOf(posting, one, all);
    const entered = enter(one, posting.value, {
      ...stampOf(one, entryId, moment),
      shiftId,
      effectiveOn,
    });
    parts.push({ entered, answer: { accountId: one.account.id, ...answerOf(entered) } });
  }
  return ok(parts);
}

/** What a fact was about, for the trail. */
export function subjectsOf(parts: readonly PostedPart[]): string[] {
  return parts.flatMap(({ answer }) => [
    `households/${householdIdOf(answer.accountId)}`,
    `entries/${answer.entryId}`,
  ]);
}
