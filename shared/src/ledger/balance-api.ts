import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { id, reason } from "../api/fields.ts";
import { undoneAnswer } from "./answers.ts";
import { ledgerPermissions } from "./permissions.ts";

export const returnBalance = endpoint({
  name: "ledger.return-balance",
  method: "post",
  path: "/api/entries/:id/return",
  permit: ledgerPermissions.moveBalances,
  summary: "Takes back what stayed with a former holder, while nothing of it was paid or used",
  params: z.strictObject({ id }),
  body: z.strictObject({ reason }),
  answer: undoneAnswer,
  refusals: ["day-closed", "not-a-balance", "already-reversed", "dispute-stands", "balance-used"],
});
