import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { id, instant, line, queryInt } from "./pieces.ts";

const auditRow = z.strictObject({
  id,
  at: instant,
  command: z.string(),
  actorKind: z.enum(["staff", "kiosk", "tv", "public", "system"]),
  actorId: z.string(),
  actorName: z.string(),
  origin: z.string(),
  reason: z.string().optional(),
  subjects: z.array(z.string()),
});
export type AuditRow = z.output<typeof auditRow>;

export const auditPage = endpoint({
  name: "audit.page",
  method: "get",
  path: "/api/audit",
  permit: "audit.read",
  summary: "Acts, newest first; a page may be short while there is a next one",
  query: z.strictObject({
    /** Inclusive and exclusive. */
    from: queryInt(0, 32_503_680_000_000).optional(),
    to: queryInt(0, 32_503_680_000_000).optional(),
    actorId: id.optional(),
    command: line(60).optional(),
    subject: line(120).optional(),
    limit: queryInt(1, 200).default(50),
    /** `next` of the page before. */
    after: id.optional(),
  }),
  answer: z.strictObject({ rows: z.array(auditRow), next: id.nullable() }),
});
