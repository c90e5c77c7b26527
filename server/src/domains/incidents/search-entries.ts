import { incidentPermissions } from "@warmline/shared/incidents/permissions.ts";
import { incidents, type Incident } from "@warmline/shared/incidents/model.ts";
import type { SearchEntry } from "@warmline/search/entry.ts";
import {
  branchTags,
  fieldOf,
  monthTag,
  OPEN_FIRST,
  whereOfBranch,
  type Searchable,
} from "../../platform/search/searchable.ts";

/** 事件: by number, by the places that it affects, by what was written about it. */
export const searchableIncidents: Searchable<Incident> = {
  kind: "incident",
  collection: incidents,
  key: "number",
  permission: incidentPermissions.read,
  entries: async (_, documents) => documents.map(entryOf),
  where: whereOfBranch,
};

/** Open ones before those that are over, then the newest. */
function entryOf({ id, number, open, areas, description, cause, ...one }: Incident): SearchEntry {
  return {
    id,
    order: one.startedAt + (open ? OPEN_FIRST : 0),
    fields: [
      { kind: "number", name: "number", text: number },
      { kind: "text", name: "description", text: description },
      ...areas.map(({ name }) => ({ kind: "address" as const, name: "area", text: name })),
      ...fieldOf("text", "cause", cause),
    ],
    tags: [...branchTags(one.branchIds), `state=${one.state}`, monthTag(one.startedAt)],
  };
}
