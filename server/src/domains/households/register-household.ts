import { assert } from "@warmline/shared/kernel/assert.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import {
  HOUSEHOLD_BASE_MIN,
  householdBase,
  householdNumber,
} from "@warmline/shared/households/number.ts";
import {
  households,
  registrations,
  type Address,
  type HeatingSpace,
  type Household,
  type Person,
  type Place,
} from "@warmline/shared/households/model.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { within } from "@warmline/shared/access/scope.ts";
import { commitAudited } from "../../platform/audit/commit-audited.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { attempt, lost } from "../../platform/commands/old-attempt.ts";
import { contentOf } from "../ledger/hash.ts";
import type { Deps } from "../../platform/deps.ts";
import { withTerms } from "./household-change.ts";
import { normalisePhones } from "./people.ts";
import { placeOf, takeResidence } from "./place.ts";
import { checkSpaces } from "./spaces.ts";

export interface RegisterHousehold {
  readonly name: string;
  readonly address: Address;
  readonly unitId: string;
  readonly people: readonly Omit<Person, "id">[];
  readonly spaces: readonly HeatingSpace[];
}

type RegisterRefusal =
  | "unit-unknown"
  | "out-of-scope"
  | "phone-unknown"
  | "area-wrong"
  | "key-reused"
  | "address-taken"
  | "changed-meanwhile";

/**
 * A new household with the next number; numbers have no gaps, as a number is taken by the very
 * commit that stores the household. The same key again answers the household made by it. Refusals,
 * in this order: `unit-unknown`, `out-of-scope`, `phone-unknown`, `area-wrong`, `key-reused`,
 * `out-of-scope` (it was registered before and has moved since), `address-taken`.
 */
export async function registerHousehold(
  deps: Deps,
  caller: Caller,
  input: RegisterHousehold,
): Promise<Result<Household, RegisterRefusal>> {
  assert(caller.key, "a household is registered under a key");
  const once = {
    id: `${caller.actor.id}/${caller.key}`,
    content: contentOf("households.register", caller.actor.id, input),
  };
  const place = await placeOf(deps, input.unitId);
  if (place === null) return refuse("unit-unknown");
  if (!within(caller.actor, place)) return refuse("out-of-scope");
  const people: Person[] = [];
  for (const person of input.people) {
    const phones = normalisePhones(person.phones);
    if (!phones.ok) return phones;
    people.push({ ...person, id: deps.ids.next(), phones: phones.value });
  }
  const spaces = checkSpaces(input.spaces);
  if (!spaces.ok) return spaces;
  // One after the other here; another process that takes the number first makes the commit lose.
  return deps.mutex.run("household-number", () =>
    attempt(() => register(deps, caller, { ...input, people, place, once })),
  );
}

interface Registering extends RegisterHousehold {
  readonly people: readonly Person[];
  readonly place: Place;
  readonly once: { readonly id: string; readonly content: string };
}

async function register(deps: Deps, caller: Caller, input: Registering) {
  const { name, address, people, spaces, place, once } = input;
  const done = await deps.store.get(registrations, once.id);
  if (done !== null && done.content !== once.content) return refuse("key-reused");
  const made = done && (await deps.store.get(households, done.householdId));
  // It may have moved to another branch since.
  if (made !== null) return within(caller.actor, made.place) ? ok(made) : refuse("out-of-scope");
  const id = deps.ids.next();
  const residence = await takeResidence(deps, id, place, address);
  if ("takenBy" in residence) {
    const holder = await deps.store.get(households, residence.takenBy);
    return refuse("address-taken", { number: holder?.number ?? "" });
  }
  const [highest] = await deps.store.find(households, {
    index: "number",
    order: "descending",
    limit: 1,
  });
  const base = highest === undefined ? HOUSEHOLD_BASE_MIN : householdBase(highest.number) + 1;
  const number = householdNumber(base);
  const bare = { id, rev: 1, number, name, people, phones: [], address, place, spaces, terms: [] };
  const household = withTerms(bare);
  const committed = await commitAudited(
    deps,
    caller,
    { command: "households.register", subjects: [`households/${id}`] },
    [insert(households, household), residence, insert(registrations, { ...once, householdId: id })],
  );
  return committed.ok ? ok(household) : lost;
}
