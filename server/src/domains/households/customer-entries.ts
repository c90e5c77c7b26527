import { customers, factsOf, type Customer } from "@warmline/shared/households/customer.ts";
import { households, type Household } from "@warmline/shared/households/model.ts";
import { householdPermissions } from "@warmline/shared/households/permissions.ts";
import type { SearchEntry } from "@warmline/search/entry.ts";
import {
  branchTags,
  orderInLevel,
  whereOfBranch,
  type Searchable,
} from "../../platform/search/searchable.ts";
import { branchesOfHouseholds } from "./customer-reach.ts";

/** 客户: by name and phone, never by a number of a document; a merged one by nothing. */
export const searchableCustomers: Searchable<Customer> = {
  kind: "customer",
  collection: customers,
  key: "byId",
  permission: householdPermissions.read,
  async entries({ store }, documents) {
    const present = documents.filter(({ merged }) => merged === undefined);
    const branches = await branchesOfHouseholds(
      store,
      present.map(({ id }) => id),
    );
    return present.map((one) => entryOf(one, branches.get(one.id) ?? []));
  },
  // A household that changes hands or moves takes its customers into the reach of others.
  tellsOf: {
    collection: households,
    documents: async ({ store }, ids) => {
      const moved = await store.getMany(households, ids);
      return store.getMany(customers, [...new Set(moved.flatMap(holdersOf))]);
    },
  },
  where: whereOfBranch,
};

/** Whose it is, and whose it was. */
function holdersOf({ customerId, formerHolders = [] }: Household): string[] {
  const former = formerHolders.map((one) => one.customerId);
  return [customerId, ...former].filter((id) => id !== undefined);
}

/**
 * Of the branches of its households and of the one that registered it: which of them counts is
 * asked of the store, as a household may have left it since.
 */
function entryOf(customer: Customer, branches: readonly string[]): SearchEntry {
  const { id, registeredIn } = customer;
  const { name, phones, kind } = factsOf(customer);
  return {
    id,
    order: orderInLevel(0, id),
    fields: [
      { kind: "name", name: "name", text: name },
      ...phones.map((text) => ({ kind: "phone" as const, name: "phone", text })),
    ],
    tags: [...branchTags([...new Set([...branches, registeredIn])]), `kind=${kind}`],
  };
}
