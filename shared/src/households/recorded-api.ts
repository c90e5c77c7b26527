import { z } from "zod";
import { instant } from "../api/fields.ts";

/** By what a version came about, when and by whom. */
export const recordedFields = {
  reason: z.string().optional(),
  evidence: z.string().optional(),
  requestId: z.string().optional(),
  at: instant.optional(),
  byName: z.string().optional(),
};
