import type { Actor } from "@warmline/shared/access/actor.ts";
import { changedFields, maskedFacts } from "@warmline/shared/households/customer-changes.ts";
import {
  customers,
  factsOf,
  numbersOf,
  tailOf,
  type Customer,
} from "@warmline/shared/households/customer.ts";
import {
  NUMBER_END_MIN,
  type CustomerAnswer,
  type CustomerHit,
} from "@warmline/shared/households/customers-api.ts";
import { bareNumber } from "@warmline/shared/households/identity-number.ts";
import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import type { Deps } from "../../platform/deps.ts";
import { bestIds } from "../../platform/search/best-ids.ts";
import { searchableCustomers } from "./customer-entries.ts";
import { reachable, withinReach } from "./customer-reach.ts";

type Reading = Pick<Deps, "store">;

/** Refusals, in this order: `not-found`, `out-of-scope`. */
export async function getCustomer(
  { store }: Reading,
  actor: Actor,
  id: string,
): Promise<Result<Customer, "not-found" | "out-of-scope">> {
  return withinReach(store, actor, await store.get(customers, id));
}

const ROWS_MAX = 20;
/** So many are looked at; of a beginning that more share, a further letter finds the others. */
const CANDIDATES_MAX = 300;

interface Found {
  readonly rows: readonly Customer[];
  readonly more: boolean;
}

/**
 * By name, pinyin, initials or phone, within reach. Refusal: `search-unavailable`.
 */
export async function searchCustomers(
  { store, search }: Pick<Deps, "store" | "search">,
  actor: Actor,
  typed: string,
): Promise<Result<Found, "search-unavailable">> {
  const best = await bestIds(search, searchableCustomers, actor, { typed, limit: ROWS_MAX });
  if (!best.ok) return best;
  const found = await store.getMany(customers, best.value.ids);
  const present = found.filter(({ merged }) => merged === undefined);
  return ok({ rows: await reachable(store, actor, present), more: best.value.more });
}

/** By an identity or tax number, whole or by its last places; for whoever may see them whole. */
export async function customersByNumber(
  { store }: Reading,
  actor: Actor,
  typed: string,
): Promise<Found> {
  const number = bareNumber(typed);
  if (number.length < NUMBER_END_MIN) return { rows: [], more: false };
  const from = tailOf(number);
  const found = await store.find(customers, {
    index: "byTail",
    from,
    to: `${from}\u{10ffff}`,
    limit: CANDIDATES_MAX,
  });
  const meant = found.filter((customer) =>
    numbersOf(factsOf(customer)).some((one) => one.endsWith(number)),
  );
  const rows = await reachable(store, actor, meant);
  const more = rows.length > ROWS_MAX || found.length === CANDIDATES_MAX;
  return { rows: rows.slice(0, ROWS_MAX), more };
}

export function customerAnswer({ id, rev, versions, merged }: Customer): CustomerAnswer {
  const shown = versions.map(({ facts, ...rest }, place) => {
    const before = versions[place - 1]?.facts ?? null;
    return { ...rest, facts: maskedFacts(facts), changed: changedFields(before, facts) };
  });
  const facts = shown.at(-1)!.facts;
  const answer = { id, rev, facts, versions: shown.toReversed() };
  if (merged === undefined) return answer;
  const { householdIds: _, ...told } = merged;
  return { ...answer, merged: told };
}

export function customerHit(customer: Customer): CustomerHit {
  const { kind, name, phones, identity } = maskedFacts(factsOf(customer));
  return { id: customer.id, kind, name, phones, ...(identity === undefined ? {} : { identity }) };
}

/** The newest first. */
export function wholeNumbers({ versions }: Customer) {
  return versions.toReversed().map(({ version, facts: { identity, invoice } }) => ({
    version,
    identity: identity?.number,
    taxNumber: invoice?.taxNumber,
    account: invoice?.account,
  }));
}
