import { orgNodes, type OrgKind, type OrgNode } from "@warmline/shared/households/model.ts";
import { orgPermissions } from "@warmline/shared/households/permissions.ts";
import type { SearchEntry } from "@warmline/search/entry.ts";
import {
  fieldOf,
  orderInLevel,
  whereOfCity,
  type Searchable,
} from "../../platform/search/searchable.ts";

/** 地点: branches, stations, halls, service points and buildings, by name. */
export const searchablePlaces: Searchable<OrgNode> = {
  kind: "place",
  collection: orgNodes,
  key: "byKind",
  permission: orgPermissions.read,
  entries: async (_, documents) => documents.flatMap(entryOf),
  where: whereOfCity,
};

/** The larger place before what lies in it; units have no name of their own. */
const LEVELS = {
  "head-office": 5,
  branch: 4,
  hall: 3,
  "service-point": 2,
  station: 1,
  building: 0,
} as const satisfies Readonly<Record<Exclude<OrgKind, "unit">, number>>;

function entryOf({ id, kind, name, nameEn }: OrgNode): SearchEntry[] {
  if (kind === "unit") return [];
  const fields = [...fieldOf("address", "name", name), ...fieldOf("text", "name-en", nameEn)];
  return [{ id, order: orderInLevel(LEVELS[kind], id), fields, tags: [`kind=${kind}`] }];
}
