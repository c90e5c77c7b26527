import { casePermissions } from "@warmline/shared/cases/permissions.ts";
import { cases, type Case } from "@warmline/shared/cases/model.ts";
import type { Urgency } from "@warmline/shared/cases/categories.ts";
import { households } from "@warmline/shared/households/model.ts";
import type { SearchEntry } from "@warmline/search/entry.ts";
import type { Where } from "@warmline/search/port.ts";
import {
  branchTags,
  fieldOf,
  monthTag,
  OPEN_FIRST,
  whereOfBranch,
  type Searchable,
} from "../../platform/search/searchable.ts";
import { documentsById } from "../../platform/stores/documents-by-id.ts";
import { findAll } from "../../platform/stores/find-pages.ts";

/** 工单: by number, by who reported it and for whom, by place, by what was written about it. */
export const searchableCases: Searchable<Case> = {
  kind: "case",
  collection: cases,
  key: "number",
  permission: casePermissions.read,
  async entries({ store }, documents) {
    const ids = documents.flatMap(({ householdId }) => householdId ?? []);
    const homes = await documentsById(store, households, ids);
    return documents.map((one) => entryOf(one, homes.get(one.householdId ?? "")?.name));
  },
  tellsOf: {
    collection: households,
    documents: (reading, householdId) =>
      findAll(reading, cases, { index: "byHouseholdOpen", where: { householdId } }),
  },
  where: whereOfBranch,
};

/** Of these only the open ones. */
export const OPEN: Where = [["open=yes"]];

/** Open cases before closed ones, the more urgent first, then the newest: milliseconds. */
const URGENT_FIRST: Readonly<Record<Urgency, number>> = {
  normal: 0,
  urgent: 300_000_000_000,
  critical: 600_000_000_000,
};

function entryOf(one: Case, holder: string | undefined): SearchEntry {
  const { id, number, contact, description, placeText, householdNumber, history } = one;
  const notes = history.flatMap((event) => event.description ?? []);
  return {
    id,
    order: one.openedAt + (one.open ? OPEN_FIRST + URGENT_FIRST[one.urgency] : 0),
    fields: [
      ...fieldOf("number", "number", number),
      ...fieldOf("text", "description", description),
      ...fieldOf("address", "place", placeText),
      ...fieldOf("name", "holder", holder),
      ...fieldOf("name", "contact", contact.name),
      ...fieldOf("phone", "phone", contact.phone),
      ...fieldOf("number", "household", householdNumber),
      ...[...new Set(notes)].flatMap((note) => fieldOf("text", "note", note)),
    ],
    tags: [
      ...branchTags([one.branchId]),
      `state=${one.state}`,
      `category=${one.category}`,
      `open=${one.open ? "yes" : "no"}`,
      monthTag(one.openedAt),
    ],
  };
}
