import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Household, Person } from "@warmline/shared/households/model.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import { changeHousehold, type HouseholdRefusal, type SeenHousehold } from "./household-change.ts";
import { normalisePhones } from "./people.ts";

export const PEOPLE_MAX = 20;

/**
 * Adds a person; removing is the inverse. Own refusals, in this order: `phone-unknown`,
 * `people-full`.
 */
export async function addPerson(
  deps: Deps,
  caller: Caller,
  input: SeenHousehold & Omit<Person, "id">,
): Promise<Result<Household, HouseholdRefusal | "phone-unknown" | "people-full">> {
  const id = deps.ids.next();
  const { name, relation } = input;
  return changeHousehold(deps, caller, "households.add-person", input, (current) => {
    const phones = normalisePhones(input.phones);
    if (!phones.ok) return phones;
    if (current.people.length >= PEOPLE_MAX) return refuse("people-full", { limit: PEOPLE_MAX });
    const people = [...current.people, { id, name, relation, phones: phones.value }];
    return ok({ next: { ...current, people } });
  });
}
