import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Household, Person } from "@warmline/shared/households/model.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import { changeHousehold, type HouseholdRefusal, type SeenHousehold } from "./household-change.ts";
import { normalisePhones } from "./people.ts";

/**
 * Corrects a person's name, relation and phones. Own refusals: `person-unknown`, `phone-unknown`.
 */
export async function changePerson(
  deps: Deps,
  caller: Caller,
  input: SeenHousehold & Omit<Person, "id"> & { readonly personId: string },
): Promise<Result<Household, HouseholdRefusal | "person-unknown" | "phone-unknown">> {
  const { personId, name, relation } = input;
  return changeHousehold(deps, caller, "households.change-person", input, (current) => {
    if (!current.people.some(({ id }) => id === personId)) return refuse("person-unknown");
    const phones = normalisePhones(input.phones);
    if (!phones.ok) return phones;
    const next: Person = { id: personId, name, relation, phones: phones.value };
    const people = current.people.map((person) => (person.id === personId ? next : person));
    return ok({ next: { ...current, people } });
  });
}
