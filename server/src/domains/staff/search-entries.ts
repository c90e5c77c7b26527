import type { Actor } from "@warmline/shared/access/actor.ts";
import { cityWide } from "@warmline/shared/access/scope.ts";
import { staff, type StaffMember } from "@warmline/shared/staff/model.ts";
import { staffPermissions } from "@warmline/shared/staff/permissions.ts";
import type { SearchEntry } from "@warmline/search/entry.ts";
import type { Where } from "@warmline/search/port.ts";
import { NOBODY, orderInLevel, type Searchable } from "../../platform/search/searchable.ts";

/** 员工: by name and log-in, those who are there before those who left. */
export const searchableStaff: Searchable<StaffMember> = {
  kind: "staff",
  collection: staff,
  key: "byActive",
  permission: staffPermissions.read,
  entries: async (_, documents) => documents.map(entryOf),
  where: whereOfStaff,
};

function entryOf({ id, name, login, active, scope, roles }: StaffMember): SearchEntry {
  return {
    id,
    order: orderInLevel(active ? 1 : 0, id),
    fields: [
      { kind: "name", name: "name", text: name },
      { kind: "name", name: "login", text: login },
    ],
    tags: [
      scopeTag(scope),
      `active=${active ? "yes" : "no"}`,
      ...roles.map((one) => `role=${one}`),
    ],
  };
}

function scopeTag(scope: StaffMember["scope"]): string {
  switch (scope.kind) {
    case "city":
      return "scope=city";
    case "branch":
      return `branch=${scope.branchId}`;
    case "hall":
      return `hall=${scope.hallId}`;
  }
}

/** As the list of staff: the city sees all, a branch and a hall their own people. */
function whereOfStaff(actor: Actor): Where {
  if (cityWide(actor)) return [];
  return actor.kind === "staff" ? [[scopeTag(actor.scope)]] : NOBODY;
}
