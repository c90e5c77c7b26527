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
import { digitsOf } from "@warmline/shared/households/phone.ts";
import { beginningWith, searchOf } from "@warmline/shared/households/terms.ts";
import type { Result } from "@warmline/shared/kernel/result.ts";
import type { Deps } from "../../platform/deps.ts";
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

/** By name, pinyin, initials or phone, within reach. */
export async function searchCustomers(
  { store, config }: Pick<Deps, "store" | "config">,
  actor: Actor,
  text: string,
): Promise<Found> {
  const digits = digitsOf(text, config.AREA_CODE);
  const rows = new Map<string, Customer>();
  let more = false;
  for (const begin of new Set([searchOf(text).joined, ...digits])) {
    if (begin === "") continue;
    const found = await beginning({ store }, actor, "byTerm", begin);
    for (const customer of found.rows) rows.set(customer.id, customer);
    more ||= found.more;
  }
  return { rows: [...rows.values()].slice(0, ROWS_MAX), more: more || rows.size > ROWS_MAX };
}

/** By an identity or tax number, whole or by its last places; for whoever may see them whole. */
export async function customersByNumber(
  { store }: Reading,
  actor: Actor,
  typed: string,
): Promise<Found> {
  const number = bareNumber(typed);
  if (number.length < NUMBER_END_MIN) return { rows: [], more: false };
  return beginning({ store }, actor, "byTail", tailOf(number), (customer) =>
    numbersOf(factsOf(customer)).some((one) => one.endsWith(number)),
  );
}

async function beginning(
  { store }: Reading,
  actor: Actor,
  index: "byTerm" | "byTail",
  begin: string,
  isMeant: (customer: Customer) => boolean = () => true,
): Promise<Found> {
  const query = { index, ...beginningWith(begin), limit: CANDIDATES_MAX };
  const found = await store.find(customers, query);
  const rows = await reachable(store, actor, found.filter(isMeant));
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
