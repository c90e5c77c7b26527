import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { id, instant, line } from "../api/fields.ts";
import { STEP_KINDS } from "../catalogue/dunning-rule.ts";
import { dunningPermissions } from "./permissions.ts";

/** 催缴单据: issued with a signed code, and asked about by anybody. */

/** HTTP status of each refusal about slips. */
export const slipRefusals = { "slips-not-set-up": 409, "slip-not-ours": 404 } as const;

export const issueSlip = endpoint({
  name: "dunning.issue-slip",
  method: "post",
  path: "/api/households/:id/dunning/slips",
  permit: dunningPermissions.record,
  summary: "The signed code of a notice that is about to be printed",
  params: z.strictObject({ id }),
  body: z.strictObject({ step: z.enum(STEP_KINDS) }),
  answer: z.strictObject({
    code: z.string(),
    /** Null: the public address is not set. */
    link: z.string().nullable(),
  }),
  refusals: ["not-found", "slips-not-set-up", "nothing-overdue"],
});

const office = z.strictObject({ name: z.string(), nameEn: z.string().optional() });

const slipAnswer = z.strictObject({
  step: z.enum(STEP_KINDS),
  issuedAt: instant,
  office,
  /** `张*`. */
  maskedHolder: z.string(),
  maskedAddress: z.string(),
  /** Whether something that it is about is still open. */
  open: z.boolean(),
});
export type SlipAnswer = z.output<typeof slipAnswer>;

export const checkSlip = endpoint({
  name: "dunning.check-slip",
  method: "get",
  path: "/api/slips/:code",
  permit: "public",
  askedByStrangers: true,
  rate: "guess",
  summary: "Whether a notice or message is ours, when and by which office, and whether it is paid",
  params: z.strictObject({ code: line(40) }),
  answer: slipAnswer,
  refusals: ["slip-not-ours"],
});
