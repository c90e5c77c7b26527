import { z } from "zod";

/** A document's id as it comes from outside. */
export const id = z.string().min(1).max(80);

/** A day on the city's calendar that exists. */
export const cityDate = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine((date) => {
    const at = Date.parse(`${date}T00:00:00Z`);
    return !Number.isNaN(at) && new Date(at).toISOString().startsWith(date);
  });

export const instant = z.number().int();
