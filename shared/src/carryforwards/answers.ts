import { z } from "zod";
import { id, instant, rev } from "../api/fields.ts";
import { fenField } from "../api/unit-fields.ts";
import { act } from "../requests/api.ts";
import { LEVELS } from "../reports/node.ts";
import { FLAWS } from "./carry-line.ts";
import { FIGURE_NAMES, type FigureName } from "./figures.ts";
import { CARRY_STATES } from "./model.ts";

const figureFields = Object.fromEntries(FIGURE_NAMES.map((name) => [name, fenField])) as Record<
  FigureName,
  typeof fenField
>;
/** All of them, also those that are zero. */
export const figures = z.strictObject(figureFields);

/** What is owed, and what is on account. */
const balance = { owed: figures, onAccount: figures };

const common = {
  id,
  rev,
  day: z.string(),
  previousDay: z.string().nullable(),
  state: z.enum(CARRY_STATES),
  paused: z.literal(true).optional(),
  askedAt: instant,
  begun: act,
  sealed: act.optional(),
  withdrawn: act.extend({ reason: z.string() }).optional(),
};

/** As lists show it. */
export const carryRowAnswer = z.strictObject({
  ...common,
  /** Null: it is not through yet. */
  accounts: z.int().nullable(),
  exceptions: z.int().nullable(),
  closingOwedFen: fenField.nullable(),
  closingOnAccountFen: fenField.nullable(),
});
export type CarryForwardRow = z.output<typeof carryRowAnswer>;

export const carryAnswer = z.strictObject({
  ...common,
  previousId: z.string().nullable(),
  previousHash: z.string().nullable(),
  fromPosition: z.int(),
  statement: z
    .strictObject({
      at: instant,
      toPosition: z.int(),
      accounts: z.int(),
      exceptions: z.int(),
      hash: z.string(),
      ...balance,
      seasons: z.array(z.strictObject({ season: z.string(), ...figureFields })).readonly(),
    })
    .optional(),
  /** Households that were gone through, of how many; null: nothing is under way. */
  progress: z.strictObject({ done: z.int(), of: z.int() }).nullable(),
  /** Found so far. */
  exceptions: z.array(z.strictObject({ code: z.enum(FLAWS), count: z.int() })).readonly(),
  /** The request about it that waits for approval. */
  waiting: z.string().nullable(),
  /** The job was given up; pausing and resuming begins anew where it stood. */
  halted: z.boolean(),
});
export type CarryForwardAnswer = z.output<typeof carryAnswer>;

const named = { id: z.string(), name: z.string().optional(), nameEn: z.string().optional() };

const nodeRow = z.strictObject({
  ...named,
  accounts: z.int(),
  ...balance,
  /** Of an account: whose household it is, and how that is called. */
  householdId: z.string().optional(),
  number: z.string().optional(),
  address: z.string().optional(),
});
export type CarryNodeRow = z.output<typeof nodeRow>;

export const nodeAnswer = z.strictObject({
  /** From the city down to what is summed up. */
  path: z.array(z.strictObject({ ...named, node: z.string() })).readonly(),
  /** What the rows are. */
  level: z.enum(LEVELS),
  accounts: z.int(),
  ...balance,
  rows: z.array(nodeRow).readonly(),
});
export type CarryNodeAnswer = z.output<typeof nodeAnswer>;

const evidence = z.strictObject({
  entryId: z.string(),
  seq: z.int(),
  bookedOn: z.string(),
  kind: z.string(),
  amountFen: fenField,
});

export const exceptionRow = z.strictObject({
  id: z.string(),
  accountId: z.string(),
  householdId: z.string(),
  number: z.string(),
  name: z.string(),
  branchId: z.string(),
  code: z.enum(FLAWS),
  /** Empty: what is on account. */
  season: z.string().optional(),
  seq: z.int().optional(),
  expectedFen: fenField.optional(),
  closingFen: fenField.optional(),
  /** What was counted, the newest last. */
  entries: z.array(evidence).readonly(),
});
export type CarryExceptionRow = z.output<typeof exceptionRow>;

/** How one account was carried forward. */
export const householdCarry = z.strictObject({
  id: z.string(),
  day: z.string(),
  previousDay: z.string().nullable(),
  ...balance,
});
export type HouseholdCarry = z.output<typeof householdCarry>;
