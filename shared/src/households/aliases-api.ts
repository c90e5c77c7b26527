import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { id, line, reason, rev } from "../api/fields.ts";
import { ALIAS_SCHEMES } from "./alias.ts";
import { household, readsHousehold } from "./api.ts";
import { householdPermissions } from "./permissions.ts";

const byId = z.strictObject({ id });
const alias = { scheme: z.enum(ALIAS_SCHEMES), number: line(60) };

export const addAlias = endpoint({
  name: "households.add-alias",
  method: "post",
  path: "/api/households/:id/aliases",
  permit: householdPermissions.write,
  summary: "A further number that the household is known by; undone by removing",
  params: byId,
  body: z.strictObject({ rev, ...alias, reason: reason.optional() }),
  reads: readsHousehold,
  answer: household,
  refusals: ["not-found", "alias-wrong", "alias-taken", "aliases-full"],
});

export const removeAlias = endpoint({
  name: "households.remove-alias",
  method: "post",
  path: "/api/households/:id/aliases/remove",
  permit: householdPermissions.write,
  summary: "Gives such a number up, for another to take; undone by adding",
  params: byId,
  body: z.strictObject({ rev, ...alias, reason }),
  reads: readsHousehold,
  answer: household,
  refusals: ["not-found", "alias-unknown"],
});
