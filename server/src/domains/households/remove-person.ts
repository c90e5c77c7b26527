import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Household } from "@warmline/shared/households/model.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import { PEOPLE_MAX } from "./add-person.ts";
import { changeHousehold, type HouseholdRefusal, type SeenHousehold } from "./household-change.ts";

/** So many removals can be undone; older ones stand in the audit trail by name of the act only. */
const FORMER_MAX = 20;

type Input = SeenHousehold & { readonly personId: string };

/** Removes a person; their phones no longer find the household. Own refusal: `person-unknown`. */
export async function removePerson(
  deps: Deps,
  caller: Caller,
  input: Input,
): Promise<Result<Household, HouseholdRefusal | "person-unknown">> {
  return changeHousehold(deps, caller, "households.remove-person", input, (current) => {
    const removed = current.people.find(({ id }) => id === input.personId);
    if (removed === undefined) return refuse("person-unknown");
    const people = current.people.filter((person) => person !== removed);
    const formerPeople = [...(current.formerPeople ?? []), removed].slice(-FORMER_MAX);
    return ok({ next: { ...current, people, formerPeople } });
  });
}

/** The inverse of removing. Own refusals, in this order: `person-unknown`, `people-full`. */
export async function restorePerson(
  deps: Deps,
  caller: Caller,
  input: Input,
): Promise<Result<Household, HouseholdRefusal | "person-unknown" | "people-full">> {
  return changeHousehold(deps, caller, "households.restore-person", input, (current) => {
    const former = current.formerPeople ?? [];
    const restored = former.find(({ id }) => id === input.personId);
    if (restored === undefined) return refuse("person-unknown");
    if (current.people.length >= PEOPLE_MAX) return refuse("people-full", { limit: PEOPLE_MAX });
    const people = [...current.people, restored];
    const formerPeople = former.filter((person) => person !== restored);
    return ok({ next: { ...current, people, formerPeople } });
  });
}
