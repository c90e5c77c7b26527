import type { Catalogue } from "@warmline/shared/catalogue/catalogue.ts";
import { checkUses, type OfferCode } from "@warmline/shared/catalogue/offer.ts";
import { within } from "@warmline/shared/access/scope.ts";
import {
  HOUSEHOLD_BASE_MIN,
  householdBase,
  householdNumber,
} from "@warmline/shared/households/number.ts";
import {
  households,
  residences,
  type Address,
  type HeatingSpace,
  type Household,
  type Person,
  type Place,
  type Residence,
} from "@warmline/shared/households/model.ts";
import { normalisePhones } from "@warmline/shared/households/phone.ts";
import { newPremise, premises } from "@warmline/shared/households/premise.ts";
import { checkSpaces, usesOf } from "@warmline/shared/households/spaces.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { cityDate } from "@warmline/shared/kernel/time.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { command, type Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { holdingCatalogue } from "../catalogue/index.ts";
import { flatAt, flatId, leaveFlat, placeOf, takeFlat, type Flat } from "./flats.ts";
import {
  changed,
  changeHousehold,
  recorded,
  seenHousehold,
  withDerived,
  type SeenHousehold,
} from "./household-change.ts";

interface RegisterHousehold {
  readonly name: string;
  readonly address: Address;
  readonly unitId: string;
  readonly people: readonly Omit<Person, "id">[];
  readonly spaces: readonly HeatingSpace[];
}

interface Registering {
  readonly place: Place;
  readonly flat: Flat;
  readonly catalogue: Catalogue;
  /** The highest number given so far. */
  readonly highest: string | undefined;
}

/**
 * 新建用户 with the next number; numbers have no gaps, as a number is taken by the very commit that
 * stores the household. Refusals, in this order: `unit-unknown`, `phone-unknown`, `area-wrong`,
 * `not-in-catalogue`, `not-offered`, `address-taken`.
 */
export const registerHousehold = command({
  name: "households.register",
  // One after the other here; where another process was first, the commit conflicts.
  mutex: () => "household-number",
  async load(reads, input: RegisterHousehold): Promise<Result<Registering, RegisterCode>> {
    const place = await placeOf(reads, input.unitId);
    if (place === null) return refuse("unit-unknown");
    const flat = await flatAt(reads, { place, address: input.address });
    const catalogue = await holdingCatalogue(reads);
    return ok({ place, flat, catalogue, highest: await highestNumber(reads) });
  },
  scope: ({ place }) => place,
  decide(
    { place, flat, catalogue, highest },
    { name, address, people: described, spaces },
    moment,
  ) {
    const { nextId } = moment;
    const people = describe(described, moment);
    if (!people.ok) return people;
    const areas = checkSpaces(spaces);
    if (!areas.ok) return areas;
    const offered = checkUses(catalogue, cityDate(moment.at), usesOf(spaces));
    if (!offered.ok) return offered;
    const id = nextId();
    const taken = takeFlat(flat, id);
    if (!taken.ok) return taken;
    const base = highest === undefined ? HOUSEHOLD_BASE_MIN : householdBase(highest) + 1;
    const known = { id, number: householdNumber(base), name, people: people.value };
    const household = withDerived({
      ...known,
      rev: 1,
      phones: [],
      address,
      place,
      spaces,
    });
    const first = { spaces, basis: "registration", ...recorded(moment, {}) } as const;
    return ok({
      value: { id, rev: 1 },
      writes: [insert(households, household), insert(premises, newPremise(id, first)), taken.value],
      subjects: [`households/${id}`],
    });
  },
});
type RegisterCode = "unit-unknown" | "phone-unknown" | "area-wrong" | OfferCode | "address-taken";

async function highestNumber(reads: Reads): Promise<string | undefined> {
  const newest = { index: "number", order: "descending", limit: 1 } as const;
  const [highest] = await reads.find(households, newest);
  return highest?.number;
}

function describe(
  people: RegisterHousehold["people"],
  { nextId, areaCode }: Moment,
): Result<Person[], "phone-unknown"> {
  const described: Person[] = [];
  for (const person of people) {
    const phones = normalisePhones(person.phones, areaCode);
    if (!phones.ok) return phones;
    described.push({ ...person, id: nextId(), phones: phones.value });
  }
  return ok(described);
}

interface Rename extends SeenHousehold {
  readonly name: string;
}

/** 修改户名, the name under which the household is kept. Refusal: `not-found`. */
export const renameHousehold = changeHousehold<Rename, never>(
  "households.rename",
  (current, { name }) => ok({ ...current, name }),
);

interface CorrectAddress extends SeenHousehold {
  readonly address: Address;
  readonly unitId: string;
}

interface Moving {
  readonly current: Household;
  readonly place: Place | null;
  /** Where it moves to; null where it stays in its flat. */
  readonly flat: Flat | null;
  /** The claim on the flat that it leaves. */
  readonly left: Residence | null;
}

/**
 * 更正地址 and place; the flat of before is free again. Refusals, in this order: `not-found`,
 * `unit-unknown`, `out-of-scope` (the new place), `address-taken`.
 */
export const correctAddress = command({
  name: "households.correct-address",
  async load(reads, { id, address, unitId }: CorrectAddress): Promise<Result<Moving, CorrectCode>> {
    const current = await reads.get(households, id);
    if (current === null) return refuse("not-found");
    const place = await placeOf(reads, unitId);
    const before = flatId(current.place, current.address);
    if (place === null || flatId(place, address) === before) {
      return ok({ current, place, flat: null, left: null });
    }
    const flat = await flatAt(reads, { place, address });
    return ok({ current, place, flat, left: await reads.get(residences, before) });
  },
  scope: ({ current }) => current.place,
  seen: seenHousehold,
  decide({ current, place, flat, left }, { address, reason }, { actor }) {
    if (place === null) return refuse("unit-unknown");
    if (!within(actor, place)) return refuse("out-of-scope");
    const done = changed(current, { ...current, address, place }, reason);
    if (flat === null) return ok(done);
    const taken = takeFlat(flat, current.id);
    if (!taken.ok) return taken;
    return ok({
      ...done,
      writes: [...done.writes, taken.value, ...leaveFlat(left, current.id)],
    });
  },
});
type CorrectCode = "not-found" | "unit-unknown" | "out-of-scope" | "address-taken";
