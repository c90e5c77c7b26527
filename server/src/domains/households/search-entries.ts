import { householdPermissions } from "@warmline/shared/households/permissions.ts";
import { households, type Household } from "@warmline/shared/households/model.ts";
import { addressLine } from "@warmline/shared/households/address-line.ts";
import type { SearchEntry } from "@warmline/search/entry.ts";
import { branchTags, whereOfBranch, type Searchable } from "../../platform/search/searchable.ts";

/** 用户: by number and aliases, by everybody's name and phone, by address. */
export const searchableHouseholds: Searchable<Household> = {
  kind: "household",
  collection: households,
  key: "number",
  permission: householdPermissions.read,
  entries: async (_, documents) => documents.map(entryOf),
  where: whereOfBranch,
};

/** Numbers grow: of what matches alike the lower one, which has been there longer, comes first. */
const LAST_NUMBER = 10 ** 12;

function entryOf({ id, number, name, people, phones, address, aliases = [], place }: Household) {
  const others = new Set(people.map((person) => person.name).filter((one) => one !== name));
  const entry: SearchEntry = {
    id,
    order: Math.max(0, LAST_NUMBER - Number(number)),
    fields: [
      { kind: "name", name: "holder", text: name },
      { kind: "number", name: "number", text: number },
      { kind: "address", name: "address", text: addressLine(address) },
      ...phones.map((text) => ({ kind: "phone" as const, name: "phone", text })),
      ...[...others].map((text) => ({ kind: "name" as const, name: "person", text })),
      ...aliases.map((alias) => ({ kind: "number" as const, name: "alias", text: alias.number })),
      { kind: "address", name: "district", text: address.district },
    ],
    tags: branchTags([place.branchId]),
  };
  return entry;
}
