import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { id, seasonName } from "../api/fields.ts";
import { offerRefusals } from "../catalogue/api.ts";
import { code } from "../catalogue/code-api.ts";
import { postedAnswer } from "./answers.ts";
import { seenSeq } from "./payment-api.ts";
import { ledgerPermissions } from "./permissions.ts";
import { SERVICE_QUANTITY_MAX } from "./service-step.ts";

/** 服务收费: what was done for a household, at its listed price; its inverse is a reversal. */
export const chargeService = endpoint({
  name: "ledger.charge-service",
  method: "post",
  path: "/api/households/:id/service-fees",
  permit: ledgerPermissions.chargeService,
  summary: "Charges a service of the charging catalogue; what is on account pays at once",
  params: z.strictObject({ id }),
  body: z.strictObject({
    /** The season in whose books it stands. */
    season: seasonName,
    service: code,
    quantity: z.int().min(1).max(SERVICE_QUANTITY_MAX),
    /** The version of the catalogue whose price was shown. */
    catalogueVersion: z.int().min(1),
    seenSeq,
  }),
  answer: postedAnswer,
  refusals: [
    "day-closed",
    "account-changed",
    "season-unknown",
    "catalogue-moved",
    ...offerRefusals,
    "bad-amount",
  ],
});
