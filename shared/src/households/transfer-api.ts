import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { cityDate, id, line, reason, rev } from "../api/fields.ts";
import { household, readsHousehold } from "./api.ts";
import { customerFacts, factRefusals } from "./customers-api.ts";
import { householdPermissions } from "./permissions.ts";

/** 欠费与预存: 随房 (with the flat) or 随原户主 (with the former holder). */
export const BALANCES = ["follow", "stay"] as const;

export const transferHousehold = endpoint({
  name: "households.transfer",
  method: "post",
  path: "/api/households/:id/holder",
  permit: householdPermissions.write,
  summary:
    "Another holder from a day on, on contracts in force, too; what is owed goes along or stays",
  params: z.strictObject({ id }),
  body: z.strictObject({
    rev,
    /** As it is printed from then on. */
    name: line(60),
    /** Who that is: somebody known or registered with it; left out, only the name is known. */
    customer: z.union([z.strictObject({ id }), z.strictObject(customerFacts)]).optional(),
    from: cityDate,
    evidence: line(60),
    reason,
    /** Must be said where something is owed or on account. */
    balances: z.enum(BALANCES).optional(),
    /** The account's `seq` that was shown: a newer one is refused, `account-changed`. */
    seenSeq: z.int().min(0).max(1_000_000_000).optional(),
  }),
  reads: readsHousehold,
  answer: household,
  refusals: [
    "not-found",
    "holder-same",
    "transfer-in-future",
    "transfer-not-later",
    "customer-unknown",
    "customer-merged",
    "customer-full",
    ...factRefusals,
    "account-changed",
    "balances-undecided",
    "dispute-stands",
    "day-closed",
  ],
});
