import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { cityDate, id, line, reason, seasonName } from "../api/fields.ts";
import { fenBetween } from "../api/unit-fields.ts";
import { offerRefusals } from "../catalogue/api.ts";
import { code } from "../catalogue/code-api.ts";
import { askedAnswer, previewedAnswer, readsRequest, withFiles } from "../requests/api.ts";
import { TEMPERATURE } from "../kernel/written-number.ts";
import { AMOUNT_MAX_FEN } from "./allocate.ts";
import { ledgerPermissions } from "./permissions.ts";

/** 减免: asked for on a season; its inverse is the reversal of its entry. */

const params = z.strictObject({ id });
const body = z.strictObject({
  season: seasonName,
  relief: code,
  /** Of one that is said case by case. */
  amountFen: fenBetween(1, AMOUNT_MAX_FEN).optional(),
  /** 停热: of one by an incident, its number. */
  incident: line(20).optional(),
  /** 室温不达标: of one by days, which, and how cold it was. */
  cold: z
    .strictObject({
      from: cityDate,
      to: cityDate,
      roomTemperatureDeci: z.int().min(TEMPERATURE.min).max(TEMPERATURE.max),
    })
    .refine(({ from, to }) => from <= to, { path: ["to"], message: "ends-before-it-begins" })
    .optional(),
  evidence: line(60),
  reason,
});

const refusals = [
  "not-found",
  "day-closed",
  ...offerRefusals,
  "no-contract",
  "basis-wrong",
  "incident-unknown",
  "incident-not-over",
  "outage-too-short",
  "warm-enough",
  "days-outside-season",
  "days-refunded",
  "days-not-heated",
  "nothing-charged",
  "bad-amount",
  "more-than-charged",
] as const;

export const previewRelief = endpoint({
  name: "preview-relief",
  method: "post",
  key: false,
  path: "/api/households/:id/relief-preview",
  permit: ledgerPermissions.askRelief,
  summary: "What a relief would post and leave owed, and who would have to approve it",
  params,
  body,
  reads: { what: "account", of: ({ answer }) => answer.about },
  answer: previewedAnswer,
  refusals,
});

export const askRelief = endpoint({
  name: "ledger.ask-relief",
  method: "post",
  path: "/api/households/:id/relief-requests",
  permit: ledgerPermissions.askRelief,
  summary: "Asks for less to be owed of a season; undone by reversing the relief's entry",
  params,
  body: body.extend(withFiles),
  reads: readsRequest,
  answer: askedAnswer,
  refusals: [...refusals, "request-pending", "file-not-found"],
});
