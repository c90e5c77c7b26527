import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { cityDate, id, line, personName, reason, rev } from "../api/fields.ts";
import { household, readsHousehold } from "./api.ts";
import { householdPermissions } from "./permissions.ts";

export const transferHousehold = endpoint({
  name: "households.transfer",
  method: "post",
  path: "/api/households/:id/holder",
  permit: householdPermissions.write,
  summary: "Another holder from a day on, on contracts in force, too; undone by the transfer back",
  params: z.strictObject({ id }),
  body: z.strictObject({ rev, name: personName, from: cityDate, evidence: line(60), reason }),
  reads: readsHousehold,
  answer: household,
  refusals: ["not-found", "holder-same", "transfer-in-future", "transfer-not-later"],
});
