import { ok, refuse } from "@warmline/shared/kernel/result.ts";
import type { Person } from "@warmline/shared/households/model.ts";
import { normalisePhones } from "@warmline/shared/households/phone.ts";
import { changeHousehold, type SeenHousehold } from "./household-change.ts";

const PEOPLE_MAX = 20;
/** So many removals can be undone; of older ones the audit trail says only that they were made. */
const FORMER_MAX = 20;

type Described = SeenHousehold & Omit<Person, "id">;
type Named = SeenHousehold & { readonly personId: string };

/** 添加人员; removing is the inverse. Own refusals, in this order: `phone-unknown`, `people-full`. */
export const addPerson = changeHousehold(
  "households.add-person",
  (current, input: Described, { nextId, areaCode }) => {
    const { name, relation } = input;
    const phones = normalisePhones(input.phones, areaCode);
    if (!phones.ok) return phones;
    if (current.people.length >= PEOPLE_MAX) return refuse("people-full", { limit: PEOPLE_MAX });
    const person: Person = { id: nextId(), name, relation, phones: phones.value };
    return ok({ ...current, people: [...current.people, person] });
  },
);

/**
 * 修改人员: name, relation and phones. Own refusals, in this order: `person-unknown`, `phone-unknown`.
 */
export const changePerson = changeHousehold(
  "households.change-person",
  (current, { personId, name, relation, phones: texts }: Described & Named, { areaCode }) => {
    if (!current.people.some(({ id }) => id === personId)) return refuse("person-unknown");
    const phones = normalisePhones(texts, areaCode);
    if (!phones.ok) return phones;
    const next: Person = { id: personId, name, relation, phones: phones.value };
    const people = current.people.map((person) => (person.id === personId ? next : person));
    return ok({ ...current, people });
  },
);

/** 移除人员; their phones no longer find the household. Own refusal: `person-unknown`. */
export const removePerson = changeHousehold(
  "households.remove-person",
  (current, { personId }: Named) => {
    const removed = current.people.find(({ id }) => id === personId);
    if (removed === undefined) return refuse("person-unknown");
    const people = current.people.filter((person) => person !== removed);
    const formerPeople = [...(current.formerPeople ?? []), removed].slice(-FORMER_MAX);
    return ok({ ...current, people, formerPeople });
  },
);

/**
 * 恢复人员, the inverse of removing. Own refusals, in this order: `person-unknown`, `people-full`.
 */
export const restorePerson = changeHousehold(
  "households.restore-person",
  (current, { personId }: Named) => {
    const former = current.formerPeople ?? [];
    const restored = former.find(({ id }) => id === personId);
    if (restored === undefined) return refuse("person-unknown");
    if (current.people.length >= PEOPLE_MAX) return refuse("people-full", { limit: PEOPLE_MAX });
    const formerPeople = former.filter((person) => person !== restored);
    return ok({ ...current, people: [...current.people, restored], formerPeople });
  },
);
