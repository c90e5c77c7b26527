import { z } from "zod";
import { text } from "../api/fields.ts";
import { fenBetween } from "../api/unit-fields.ts";
import { EVIDENCE_KINDS, inStepOrder, namesKnown, STEP_KINDS } from "./dunning-rule.ts";

const words = text(1_000).refine(namesKnown, "word-unknown");
/** 催缴阶梯 as it is asked for. */
export const dunningRule = z.strictObject({
  kind: z.literal("dunning"),
  steps: z
    .array(
      z.strictObject({
        kind: z.enum(STEP_KINDS),
        fromFen: fenBetween(1, 100_000_000),
        fromDays: z.int().min(1).max(3_650),
        waitDays: z.int().min(0).max(3_650),
        evidence: z.array(z.enum(EVIDENCE_KINDS)).max(EVIDENCE_KINDS.length).readonly(),
        words: z.strictObject({ zh: words, en: words }).optional(),
      }),
    )
    .min(1)
    .max(STEP_KINDS.length)
    .refine((steps) => inStepOrder(steps.map(({ kind }) => kind)), "steps-out-of-order")
    .readonly(),
});
