import { auditPermissions } from "./permissions.ts";
import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { AUDIT_CHANGE_FIELDS } from "./model.ts";
import { id, instant, line, queryInstant, queryInt } from "../api/fields.ts";

export const actorKind = z.enum(["staff", "kiosk", "tv", "channel", "public", "system"]);

const auditRow = z.strictObject({
  id,
  at: instant,
  command: z.string(),
  actorKind,
  actorId: z.string(),
  actorName: z.string(),
  origin: z.string(),
  reason: z.string().optional(),
  /** Of somebody's rights: the values before and after. */
  changes: z
    .array(
      z.strictObject({
        field: z.enum(AUDIT_CHANGE_FIELDS),
        from: z.array(z.string()),
        to: z.array(z.string()),
      }),
    )
    .optional(),
  /** The first few of what it was about, `collection/id`; `subjectCount` are all. */
  subjects: z.array(z.string()),
  subjectCount: z.int(),
});
export type AuditRow = z.output<typeof auditRow>;

/** What a subject is called, and which page shows it to whoever asked. */
export const subjectName = z.strictObject({
  subject: z.string(),
  /** `100000009 王小明`, `20261123-0042`. */
  text: z.string(),
  page: z
    .strictObject({
      kind: z.enum(["household", "customer", "case", "incident", "staff", "hall", "request"]),
      id: z.string(),
    })
    .optional(),
});
export type SubjectName = z.output<typeof subjectName>;

export const auditPage = endpoint({
  name: "audit.page",
  method: "get",
  path: "/api/audit",
  permit: auditPermissions.read,
  summary: "Audit records, newest first; a page may be short while there is a next one",
  query: z.strictObject({
    /** Inclusive and exclusive. */
    from: queryInstant.optional(),
    to: queryInstant.optional(),
    actorId: id.optional(),
    command: line(60).optional(),
    subject: line(120).optional(),
    limit: queryInt(1, 200).default(50),
    /** `next` of the page before. */
    after: id.optional(),
  }),
  reads: {
    what: "trail",
    list: true,
    of: ({ answer }) => [...new Set(answer.rows.flatMap(({ subjects }) => subjects))],
  },
  answer: z.strictObject({
    rows: z.array(auditRow),
    next: id.nullable(),
    /** Of the rows' subjects; what is gone or has no name is left out. */
    names: z.array(subjectName),
  }),
  refusals: ["not-found"],
});
