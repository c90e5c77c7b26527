import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { cityDate, id, instant, reason } from "../api/fields.ts";
import { fenField } from "../api/unit-fields.ts";
import { daysInclusive } from "../kernel/time.ts";
import { method } from "./answers.ts";
import { ENTRY_KINDS } from "./entry.ts";
import { ledgerPermissions } from "./permissions.ts";
import { shiftAnswer } from "./till-api.ts";

/** Books of a day: which there are, what a day came to, closing and reopening it. */

const DAYS_MAX = 92;

const officeDay = z.strictObject({ office: id, day: cityDate });

const row = {
  office: z.string(),
  /** Empty for the city itself. */
  officeName: z.string(),
  day: z.string(),
  state: z.enum(["open", "closed"]),
  closedAt: instant.optional(),
  closedBy: z.string().optional(),
};
/** How many entries moved money. */
const dayRow = z.strictObject({ ...row, entries: z.int() });
export type DayRow = z.output<typeof dayRow>;

const totals = z.strictObject({
  rows: z
    .array(
      z.strictObject({
        kind: z.enum(ENTRY_KINDS),
        method,
        count: z.int(),
        amountFen: fenField,
      }),
    )
    .readonly(),
  receipts: z.strictObject({
    count: z.int(),
    voided: z.int(),
    first: z.string().optional(),
    last: z.string().optional(),
  }),
});

const dayAnswer = z.strictObject({
  ...row,
  /** As they were when the day was closed; of an open day as they are now. */
  totals,
  /** 锚点: the newest commit as the sums were kept, for `npm run verify -- --anchor`. */
  anchor: z.strictObject({ position: z.int(), hash: z.string() }).optional(),
  /** In the order in which they were opened. */
  shifts: z.array(shiftAnswer).readonly(),
  /** Each close, the newest last; those that were taken back, with why. */
  closings: z.array(
    z.strictObject({
      at: instant,
      by: z.string(),
      reopenedAt: instant.optional(),
      reopenedBy: z.string().optional(),
      reopenedFor: z.string().optional(),
    }),
  ),
});
export type DayAnswer = z.output<typeof dayAnswer>;

export const listDays = endpoint({
  name: "ledger.days",
  method: "get",
  path: "/api/ledger/days",
  permit: ledgerPermissions.readBooks,
  summary: "Days on which an office moved money or closed its books, the newest first",
  query: z
    .strictObject({ from: cityDate, to: cityDate })
    .refine(({ from, to }) => daysInclusive(from, to) <= DAYS_MAX, "too-many-days"),
  answer: z.strictObject({ days: z.array(dayRow).readonly() }),
  refusals: [],
});

export const readDay = endpoint({
  name: "ledger.day",
  method: "get",
  path: "/api/ledger/days/:office/:day",
  permit: ledgerPermissions.readBooks,
  summary: "What a day came to, by kind of entry and way of payment, and its receipts",
  params: officeDay,
  answer: dayAnswer,
  refusals: [],
});

export const closeDay = endpoint({
  name: "ledger.close-day",
  method: "post",
  path: "/api/ledger/days/:office/:day/close",
  permit: ledgerPermissions.closeDay,
  summary: "Closes the books of a day: they take nothing more, and their sums are kept",
  params: officeDay,
  body: z.strictObject({}),
  answer: dayAnswer,
  refusals: ["day-not-begun", "already-closed", "tills-open"],
});

export const reopenDay = endpoint({
  name: "ledger.reopen-day",
  method: "post",
  path: "/api/ledger/days/:office/:day/reopen",
  permit: ledgerPermissions.reopenDay,
  summary: "Opens a closed day again, with a reason and by somebody else than closed it",
  params: officeDay,
  body: z.strictObject({ reason }),
  answer: dayAnswer,
  refusals: ["day-not-closed", "own-close", "reason-missing"],
});
