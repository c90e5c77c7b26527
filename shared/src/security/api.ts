import { z } from "zod";
import { actorKind, subjectName } from "../audit/api.ts";
import { endpoint } from "../api/endpoint.ts";
import { id, instant, line, queryInstant, queryInt, reason, rev } from "../api/fields.ts";
import { READ_KINDS } from "../api/reads.ts";
import { ALARM_RULES } from "./alarm.ts";
import { SECURITY_KINDS } from "./event.ts";
import { securityPermissions } from "./permissions.ts";

/** HTTP status of each refusal of this domain. */
export const securityRefusals = {
  "own-alarm": 403,
  "alarm-acknowledged": 409,
  "alarm-open": 409,
} as const;

const who = {
  actorKind,
  actorId: z.string(),
  actorName: z.string(),
  address: z.string(),
};

export const securityEventRow = z.strictObject({
  id: z.string(),
  at: instant,
  until: instant,
  kind: z.enum(SECURITY_KINDS),
  code: z.string().optional(),
  ...who,
  count: z.int(),
  what: z.string(),
  about: z.string().optional(),
});
export type SecurityEventRow = z.output<typeof securityEventRow>;

const alarmRow = z.strictObject({
  id: z.string(),
  rev,
  at: instant,
  rule: z.enum(ALARM_RULES),
  ...who,
  about: z.string().optional(),
  count: z.int(),
  limit: z.int(),
  open: z.boolean(),
  acknowledged: z
    .strictObject({
      at: instant,
      actorId: z.string(),
      actorName: z.string(),
      note: z.string(),
    })
    .optional(),
});
export type AlarmRow = z.output<typeof alarmRow>;

export const listSecurityEvents = endpoint({
  name: "security.events",
  method: "get",
  path: "/api/security/events",
  permit: securityPermissions.read,
  summary: "Security events, newest first; a page may be short while there is a next one",
  query: z.strictObject({
    /** Inclusive and exclusive. */
    from: queryInstant.optional(),
    to: queryInstant.optional(),
    kind: z.enum(SECURITY_KINDS).optional(),
    actorId: id.optional(),
    address: line(60).optional(),
    limit: queryInt(1, 200).default(50),
    /** `next` of the page before. */
    after: id.optional(),
  }),
  answer: z.strictObject({ rows: z.array(securityEventRow), next: z.string().nullable() }),
  refusals: ["not-found"],
});

const readRow = z.strictObject({
  id: z.string(),
  at: instant,
  actorKind,
  actorId: z.string(),
  actorName: z.string(),
  origin: z.string(),
  page: z.string().optional(),
  looks: z
    .array(
      z.strictObject({
        what: z.enum(READ_KINDS),
        list: z.literal(true).optional(),
        subjects: z.array(z.string()).readonly(),
        count: z.int(),
        query: z.string().optional(),
        times: z.int(),
      }),
    )
    .readonly(),
});
export type ReadRow = z.output<typeof readRow>;

export const listReads = endpoint({
  name: "security.reads",
  method: "get",
  path: "/api/security/reads",
  permit: securityPermissions.read,
  summary: "Who looked at what, newest first: of one household, of one person, or everything",
  query: z.strictObject({
    actorId: id.optional(),
    /** `households/…`, `cases/…`. */
    subject: line(120).optional(),
    limit: queryInt(1, 200).default(50),
    /** `next` of the page before. */
    after: id.optional(),
  }),
  answer: z.strictObject({
    rows: z.array(readRow),
    next: z.string().nullable(),
    /** Of the rows' subjects; what is gone or has no name is left out. */
    names: z.array(subjectName),
  }),
  refusals: ["not-found"],
});

const which = z.strictObject({ id: line(160) });

export const acknowledgeAlarm = endpoint({
  name: "security.acknowledge",
  method: "post",
  path: "/api/security/alarms/:id/acknowledge",
  permit: securityPermissions.acknowledge,
  summary: "Says what an alarm turned out to be; undone by opening it again",
  params: which,
  body: z.strictObject({ rev, note: line(200) }),
  answer: alarmRow,
  refusals: ["not-found", "own-alarm", "alarm-acknowledged"],
});

export const reopenAlarm = endpoint({
  name: "security.reopen",
  method: "post",
  path: "/api/security/alarms/:id/reopen",
  permit: securityPermissions.acknowledge,
  summary: "The inverse of acknowledging: it was not over",
  params: which,
  body: z.strictObject({ rev, reason }),
  answer: alarmRow,
  refusals: ["not-found", "own-alarm", "alarm-open"],
});
