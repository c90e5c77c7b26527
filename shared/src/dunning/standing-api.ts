import { z } from "zod";
import { instant } from "../api/fields.ts";
import { fenField } from "../api/unit-fields.ts";
import { EVIDENCE_KINDS, STEP_KINDS } from "../catalogue/dunning-rule.ts";
import { DELIVERIES, HOLD_GROUNDS, MESSAGE_WAYS, VALVE_TASKS, VALVE_TURNS } from "./model.ts";
import { DERIVED_HOLDS, WHYS } from "./standing.ts";

/** What is told of an account's dunning. */

const fact = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("step"),
    step: z.enum(STEP_KINDS),
    amountFen: fenField,
    delivery: z.enum(DELIVERIES).optional(),
    receiver: z.string().optional(),
    note: z.string().optional(),
    /** What was written, and by which run of messages. */
    sent: z
      .strictObject({ way: z.enum(MESSAGE_WAYS), text: z.string(), runId: z.string() })
      .optional(),
    /** 时效中断: the last day on which what it was about can still be claimed after it. */
    claimUntil: z.string().optional(),
  }),
  z.strictObject({
    kind: z.literal("hold"),
    ground: z.enum(HOLD_GROUNDS),
    until: z.string(),
    reason: z.string(),
  }),
  z.strictObject({
    kind: z.literal("promise"),
    amountFen: fenField,
    payBy: z.string(),
    note: z.string().optional(),
    state: z.enum(["kept", "fulfilled", "broken", "cancelled"]),
    claimUntil: z.string(),
  }),
  z.strictObject({
    kind: z.literal("valve"),
    turned: z.enum(VALVE_TURNS),
    note: z.string().optional(),
  }),
  z.strictObject({
    kind: z.literal("dispute"),
    itemIds: z.array(z.string()).readonly(),
    reason: z.string(),
  }),
]);

const event = z.strictObject({
  id: z.string(),
  on: z.string(),
  at: instant,
  byName: z.string(),
  fact,
  files: z.array(z.strictObject({ fileId: z.string(), type: z.string() })).readonly(),
  undone: z.strictObject({ at: instant, byName: z.string(), reason: z.string() }).optional(),
});
export type DunningEventAnswer = z.output<typeof event>;

export const standingAnswer = z.strictObject({
  day: z.string(),
  /** Of what stayed with a former holder, theirs. */
  holder: z.string(),
  householdNumber: z.string(),
  address: z.string(),
  why: z.enum(WHYS),
  overdueFen: fenField,
  since: z.string().optional(),
  /** The open items of it. */
  overdue: z.array(z.string()).readonly(),
  /** The last day on which all of it can still be claimed. */
  lapsesOn: z.string().optional(),
  next: z
    .strictObject({
      kind: z.enum(STEP_KINDS),
      from: z.string().optional(),
      evidence: z.array(z.enum(EVIDENCE_KINDS)).readonly(),
      /** What is said, written or printed, with names and amounts in it. */
      words: z.strictObject({ zh: z.string(), en: z.string() }).optional(),
    })
    .optional(),
  holds: z
    .array(
      z.strictObject({
        ground: z.enum([...HOLD_GROUNDS, ...DERIVED_HOLDS, "promise"]),
        until: z.string().optional(),
      }),
    )
    .readonly(),
  /** 阀门: since when it is shut by us, and what is to be done at it. */
  valve: z.strictObject({ shutOn: z.string().optional(), task: z.enum(VALVE_TASKS).optional() }),
  /** Open items that are disputed. */
  disputed: z.array(z.string()).readonly(),
  /** The newest first. */
  events: z.array(event).readonly(),
});
export type DunningAnswer = z.output<typeof standingAnswer>;
