import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { cityDate, id, instant, queryInstant } from "../api/fields.ts";
import { subjectsOf } from "../api/reads.ts";
import { fenField } from "../api/unit-fields.ts";
import { debtAnswer } from "./answers.ts";
import { ENTRY_KINDS } from "./entry.ts";
import { householdIdOf } from "./holder-account.ts";
import { ledgerPermissions } from "./permissions.ts";

const timelineAnswer = z.strictObject({
  /** How it stood by then. */
  debt: debtAnswer,
  /** All entries by now, oldest first, each with how the account stood after it. */
  points: z
    .array(
      z.strictObject({
        seq: z.int(),
        at: instant,
        bookedOn: z.string(),
        /** The day from which it counts, where that is another. */
        effectiveOn: z.string().optional(),
        kind: z.enum(ENTRY_KINDS),
        about: z.strictObject({ zh: z.string(), en: z.string() }),
        owedFen: fenField,
        onAccountFen: fenField,
      }),
    )
    .readonly(),
});
export type TimelineAnswer = z.output<typeof timelineAnswer>;

/** 账户时间线 of a household, or of one of its former holders. */
export const readTimeline = endpoint({
  name: "account-timeline",
  method: "get",
  path: "/api/households/:id/timeline",
  permit: ledgerPermissions.read,
  summary: "An account as of the end of a day or a moment, and how it stood after each entry",
  params: z.strictObject({ id }),
  query: z.strictObject({
    /** Of the books: what was booked by then, that day included; left out: today. */
    day: cityDate.optional(),
    /** Of knowledge: what was recorded by then; left out: now. */
    at: queryInstant.optional(),
  }),
  reads: {
    what: "account",
    of: ({ params: of }) => subjectsOf("households", [householdIdOf(of.id)]),
  },
  answer: timelineAnswer,
  refusals: [],
});
