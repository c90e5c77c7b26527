import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { id, reason, rev } from "../api/fields.ts";
import { household, readsHousehold } from "./api.ts";
import { customer, readsCustomer } from "./customers-api.ts";
import { householdPermissions } from "./permissions.ts";

const byId = z.strictObject({ id });

export const mergeCustomer = endpoint({
  name: "customers.merge",
  method: "post",
  path: "/api/customers/:id/merge",
  permit: householdPermissions.write,
  summary: "Turned out to be another customer: its households go there; undone by taking apart",
  params: byId,
  body: z.strictObject({ rev, intoId: id, reason }),
  reads: readsCustomer,
  answer: customer,
  refusals: [
    "not-found",
    "customer-merged",
    "customer-itself",
    "customer-unknown",
    "customer-full",
    "customer-large",
  ],
});

export const unmergeCustomer = endpoint({
  name: "customers.unmerge",
  method: "post",
  path: "/api/customers/:id/unmerge",
  permit: householdPermissions.write,
  summary:
    "Somebody of their own after all: the households that went and are still there come back",
  params: byId,
  body: z.strictObject({ rev, reason }),
  reads: readsCustomer,
  answer: customer,
  refusals: ["not-found", "customer-not-merged", "customer-merged"],
});

export const linkCustomer = endpoint({
  name: "households.link-customer",
  method: "post",
  path: "/api/households/:id/customer",
  permit: householdPermissions.write,
  summary: "Says which customer holds a household; its name stays; undone by unlinking",
  params: byId,
  body: z.strictObject({ rev, customerId: id, reason: reason.optional() }),
  reads: readsHousehold,
  answer: household,
  refusals: [
    "not-found",
    "customer-unknown",
    "customer-merged",
    "household-linked",
    "customer-full",
  ],
});

export const unlinkCustomer = endpoint({
  name: "households.unlink-customer",
  method: "post",
  path: "/api/households/:id/customer/unlink",
  permit: householdPermissions.write,
  summary: "The customer was the wrong one: only the name is known again; undone by linking",
  params: byId,
  body: z.strictObject({ rev, reason }),
  reads: readsHousehold,
  answer: household,
  refusals: ["not-found", "household-unlinked"],
});
