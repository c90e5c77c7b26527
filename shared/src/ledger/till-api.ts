import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { id, instant, line, reason } from "../api/fields.ts";
import { fenBetween, fenField } from "../api/unit-fields.ts";
import { DENOMINATIONS_FEN } from "./cash.ts";
import { ledgerPermissions } from "./permissions.ts";

/** Tills: opening one with a float, counting it, taking it over. */

/** A million yuan: more lies in no drawer. */
const FLOAT_MAX_FEN = 100_000_000;
const PIECES_MAX = 1_000_000;

const byId = z.strictObject({ id });

/** A shift as doors answer it, there and in the books of its day. */
export const shiftAnswer = z.strictObject({
  id: z.string(),
  till: z.string(),
  cashierId: z.string(),
  cashierName: z.string(),
  day: z.string(),
  openedAt: instant,
  state: z.enum(["open", "closed"]),
  floatFen: fenField,
  /** By its entries; of one that was counted as it was then. */
  expectedFen: fenField,
  countedFen: fenField.optional(),
  /** Above zero there was more than there had to be. */
  differenceFen: fenField.optional(),
  countedAt: instant.optional(),
  countedBy: z.string().optional(),
  reason: z.string().optional(),
  takenOverFrom: z.string().optional(),
});
export type ShiftAnswer = z.output<typeof shiftAnswer>;

const tillAnswer = z.strictObject({
  /** Whose books one's cash is in; the city itself has no name. */
  office: z.string(),
  officeName: z.string(),
  /** One's own open shift, also of a day before. */
  own: shiftAnswer.nullable(),
  /** Shifts of the office today, the newest first. */
  today: z.array(shiftAnswer).readonly(),
  /** Those of days before that are not counted yet. */
  earlier: z.array(shiftAnswer).readonly(),
});
export type TillAnswer = z.output<typeof tillAnswer>;

export const readTill = endpoint({
  name: "ledger.till",
  method: "get",
  path: "/api/ledger/till",
  permit: ledgerPermissions.till,
  summary: "One's own open till with what it must hold, and the shifts of the office today",
  answer: tillAnswer,
  refusals: [],
});

export const openTill = endpoint({
  name: "ledger.open-till",
  method: "post",
  path: "/api/ledger/till/open",
  permit: ledgerPermissions.till,
  summary: "Opens a till with a float, or takes over what the shift before counted",
  body: z.strictObject({
    till: line(20),
    floatFen: fenBetween(0, FLOAT_MAX_FEN),
    takeOver: id.optional(),
  }),
  answer: tillAnswer,
  refusals: ["day-closed", "till-open-already", "till-in-use", "not-handed-over", "float-differs"],
});

export const countTill = endpoint({
  name: "ledger.count-till",
  method: "post",
  path: "/api/ledger/shifts/:id/count",
  permit: ledgerPermissions.till,
  summary: "Closes a shift with what is in its drawer; a difference is posted with its reason",
  params: byId,
  body: z.strictObject({
    /** 点钞: how many of each denomination, from 100 yuan down to 1 fen; left out: none. */
    pieces: z.array(z.int().min(0).max(PIECES_MAX)).max(DENOMINATIONS_FEN.length),
    reason: reason.optional(),
  }),
  answer: tillAnswer,
  refusals: ["day-closed", "not-own-till", "till-closed", "reason-missing"],
});

export const reopenTill = endpoint({
  name: "ledger.reopen-till",
  method: "post",
  path: "/api/ledger/shifts/:id/reopen",
  permit: ledgerPermissions.till,
  summary: "Takes a count back on its day; the difference is answered by its reversal",
  params: byId,
  body: z.strictObject({ reason }),
  answer: tillAnswer,
  refusals: [
    "day-closed",
    "not-own-till",
    "till-not-closed",
    "not-same-day",
    "till-handed-over",
    "till-open-already",
    "till-in-use",
    "reason-missing",
  ],
});
