import { z } from "zod";
import { ROLES } from "../access/actor.ts";
import { id } from "../api/fields.ts";

/** Pieces of schemas that this domain's endpoints share. */
export const login = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z][a-z0-9._-]{1,39}$/, "not-a-login");
export const roles = z.array(z.enum(ROLES)).min(1).max(ROLES.length);
export const scope = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("city") }),
  z.strictObject({ kind: z.literal("branch"), branchId: id }),
  z.strictObject({ kind: z.literal("hall"), hallId: id }),
]);
