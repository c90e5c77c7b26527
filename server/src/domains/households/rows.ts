import { addressLine } from "@warmline/shared/households/address-line.ts";
import { isActive } from "@warmline/shared/households/contract-versions.ts";
import type { Premise } from "@warmline/shared/households/premise.ts";
import type { Household, OrgNode, Season, Tariff } from "@warmline/shared/households/model.ts";
import type { HouseholdAnswer, HouseholdHit } from "@warmline/shared/households/api.ts";
import type { PremiseRow } from "@warmline/shared/households/premises-api.ts";
import type { ContractRow } from "@warmline/shared/households/contracts-api.ts";
import type { OrgRow } from "@warmline/shared/households/org-api.ts";
import type { SeasonCalendar } from "@warmline/shared/households/season-calendar.ts";
import type { SeasonCalendarRow } from "@warmline/shared/households/season-calendars-api.ts";
import type { SeasonRow, TariffRow } from "@warmline/shared/households/prices-api.ts";
import type { DatedContract } from "./get-household.ts";

/** A calendar with the name of its place. */
export interface NamedCalendar {
  readonly calendar: SeasonCalendar;
  readonly place: string | null;
}

/** One line of the list that appears as one types. */
export function householdHit({
  id,
  number,
  name,
  address,
  phones,
  place,
}: Household): HouseholdHit {
  const { branchId } = place;
  return { id, number, name, address: addressLine(address), phones: [...phones], branchId };
}

/** A household without what it is only counted by. */
export function householdAnswer(household: Household): HouseholdAnswer {
  const { id, rev, number, name, address, place } = household;
  const people = household.people.map(personAnswer);
  const former = household.formerPeople?.map(personAnswer);
  const spaces = household.spaces.map((space) => ({ ...space }));
  const phones = [...household.phones];
  const aliases = [...(household.aliases ?? [])];
  const formerHolders = household.formerHolders ?? [];
  const what = { address, place, spaces, aliases, formerHolders };
  const { customerId } = household;
  const bare = {
    id,
    rev,
    number,
    name,
    ...(customerId && { customerId }),
    people,
    phones,
    ...what,
  };
  return former === undefined ? bare : { ...bare, formerPeople: former };
}

function personAnswer({ id, name, relation, phones }: Household["people"][number]) {
  return { id, name, relation, phones: [...phones] };
}

export function contractRow({ contract, days }: DatedContract): ContractRow {
  const { id, rev, householdId, season, versions } = contract;
  const state = isActive(contract) ? "active" : "ended";
  return { id, rev, householdId, season, days, state, versions };
}

export function premiseRow({ id, rev, versions }: Premise): PremiseRow {
  return { id, rev, versions };
}

export function orgRow({ id, kind, name, nameEn, parentId }: OrgNode): OrgRow {
  return { id, kind, name, parentId, ...(nameEn === undefined ? {} : { nameEn }) };
}

export function seasonRow({ id, rev, from, to, days }: Season): SeasonRow {
  return { id, rev, from, to, days };
}

export function calendarRow({ calendar, place }: NamedCalendar): SeasonCalendarRow {
  const { id, rev, season, placeId, versions } = calendar;
  return { id, rev, season, placeId, place, versions };
}

export function tariffRow(tariff: Tariff): TariffRow {
  const { id, rev, component, priceClass, from, to, price10k, approvedBy, former = [] } = tariff;
  return { id, rev, component, priceClass, from, to, price10k, approvedBy, former };
}
