import { z } from "zod";

/** What stands in the carrier's forms. */

export const sid = (prefix: string, key: string) =>
  z.string().regex(new RegExp(`^${prefix}[0-9a-f]{32}$`), key);
export const count = (max: number) => z.coerce.number().int().min(0).max(max);
export const DAY_SECONDS = 86_400;

/** As RFC 2822 writes it, `Mon, 16 Aug 2027 03:45:01 +0000`. */
export const timestamp = z
  .string()
  .max(40)
  .regex(/^[\w,:+ -]+$/, "not-a-moment")
  .refine((text) => Number.isFinite(Date.parse(text)), "not-a-moment");

export const AccountSid = sid("AC", "not-a-sid");
export const CallSid = sid("CA", "not-a-sid");
