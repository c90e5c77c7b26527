import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { id } from "../api/fields.ts";
import { subjectsOf } from "../api/reads.ts";
import { fenField } from "../api/unit-fields.ts";
import { householdPermissions } from "../households/permissions.ts";

const holding = z.strictObject({
  id: z.string(),
  number: z.string(),
  name: z.string(),
  address: z.string(),
  branchId: z.string(),
  /** Null for those who may not read the ledger. */
  owedFen: fenField.nullable(),
  onAccountFen: fenField.nullable(),
});
export type HoldingRow = z.output<typeof holding>;

export const listHoldings = endpoint({
  name: "customers.households",
  method: "get",
  path: "/api/customers/:id/households",
  permit: householdPermissions.read,
  summary: "A customer's households within reach, by number, with what each owes",
  params: z.strictObject({ id }),
  reads: { what: "customer", of: ({ params }) => subjectsOf("customers", [params.id]) },
  answer: z.array(holding),
  refusals: ["not-found"],
});
