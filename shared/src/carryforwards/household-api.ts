import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { id } from "../api/fields.ts";
import { subjectsOf } from "../api/reads.ts";
import { ledgerPermissions } from "../ledger/permissions.ts";
import { householdCarry } from "./answers.ts";

export const listHouseholdCarries = endpoint({
  name: "carryforwards.of-household",
  method: "get",
  path: "/api/households/:id/carry-forwards",
  permit: ledgerPermissions.read,
  summary: "How a household's account stood at each sealed carry-forward, the newest first",
  params: z.strictObject({ id }),
  reads: { what: "account", of: ({ params }) => subjectsOf("households", [params.id]) },
  answer: z.array(householdCarry),
  refusals: [],
});
