import { casePermissions } from "./permissions.ts";
import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { shownRows, subjectsOf } from "../api/reads.ts";
import { CONTACT_KINDS } from "./model.ts";
import { caseAnswer, category, reportAnswer, urgency } from "./rows.ts";
import { cityDate, id, personName, phoneText, text } from "../api/fields.ts";

/** The endpoints on cases, but for the commands on one case: these stand in commands-api.ts. */

export const caseRefusals = {
  "source-reused": 409,
  "household-not-found": 404,
  "branch-not-found": 404,
  "other-case-not-found": 404,
  "no-such-picture": 404,
  "no-such-report": 404,
  "not-yours": 403,
  "own-application": 403,
  "not-assigned": 409,
  "not-accepted": 409,
  "not-arrived": 409,
  "not-resolved": 409,
  "not-called-back": 409,
  "already-accepted": 409,
  "already-on-site": 409,
  "already-resolved": 409,
  "already-called-back": 409,
  "already-reopened": 409,
  "already-assigned-so": 409,
  "household-already-so": 409,
  "class-already-so": 409,
  "picture-already-so": 409,
  "case-closed": 409,
  "case-full": 409,
  "application-pending": 409,
  "no-application": 409,
  "application-void": 409,
  "clock-not-running": 409,
  "deadline-passed": 409,
  "extensions-used-up": 409,
  "not-extended": 409,
  "supervised-so": 409,
  "not-supervised": 409,
  "own-policy": 403,
  "policy-pending": 409,
  "policy-moved": 409,
  "policy-same": 409,
  "policy-decided": 409,
  "terms-disordered": 422,
  "no-household": 409,
  "first-report": 409,
  "merged-report": 409,
  "same-case": 409,
  "case-merged": 409,
  "not-merged": 409,
  "other-reporter": 409,
  "other-case-closed": 409,
  "other-case-merged": 409,
  "hours-too-short": 422,
  "day-both": 422,
  "not-a-weekend": 422,
  "free-too-long": 422,
  "assignee-not-suitable": 422,
  "needs-visit": 422,
  "proof-needed": 422,
  "due-not-later": 422,
  "overseer-not-suitable": 422,
  "supervision-past": 422,
  "due-too-late": 422,
  "too-many-files": 422,
  "no-visit": 409,
  "visit-already-so": 409,
  "visit-disordered": 422,
  "visit-past": 422,
  "visit-too-long": 422,
  "visit-too-far": 422,
} as const;

const fileCaseBody = z.strictObject({
  /** How it came to whoever types it in; the Idempotency-Key is the report's id. */
  source: z.enum(["console", "phone", "counter"]).default("console"),
  /** Out of which conversation in WeChat it is filed, in place of `source`. */
  conversationId: id.optional(),
  contact: z
    .strictObject({
      /** Absent: a resident. By a forwarder's phone no case and no household is found. */
      kind: z.enum(CONTACT_KINDS).optional(),
      name: personName.optional(),
      phone: phoneText.optional(),
    })
    .default({}),
  householdId: id.optional(),
  category,
  urgency: urgency.default("normal"),
  description: text(),
  fileIds: z.array(id).max(6).default([]),
  /** The earlier cases were looked at: this is not one of them. */
  separate: z.boolean().default(false),
  /** It has another cause than the incident that the household lies in: it does not join that. */
  keptApart: z.boolean().default(false),
});

export const fileCase = endpoint({
  name: "cases.file",
  method: "post",
  path: "/api/cases",
  permit: casePermissions.file,
  summary: "Take in a report: a case of its own, or attached to the open case that it belongs to",
  body: fileCaseBody,
  answer: z.strictObject({
    id: z.string(),
    number: z.string(),
    /** `repeated`: this very report had come in before. */
    outcome: z.enum(["filed", "attached", "repeated"]),
  }),
  refusals: [
    "phone-unknown",
    "too-many-files",
    "source-reused",
    "household-not-found",
    "file-not-found",
  ],
});

export const readCase = endpoint({
  name: "cases.read",
  method: "get",
  path: "/api/cases/:id",
  permit: casePermissions.read,
  summary: "One case with its whole history",
  params: z.strictObject({ id }),
  reads: {
    what: "case",
    of: ({ answer: { id: shown, householdId } }) => [
      `cases/${shown}`,
      ...(householdId === undefined ? [] : [`households/${householdId}`]),
    ],
  },
  answer: caseAnswer,
  refusals: ["not-found"],
});

export const caseReports = endpoint({
  name: "cases.reports",
  method: "get",
  path: "/api/cases/:id/reports",
  permit: casePermissions.read,
  summary: "The reports that came in on a case, oldest first",
  params: z.strictObject({ id }),
  reads: { what: "case", of: ({ params }) => subjectsOf("cases", [params.id]) },
  answer: z.strictObject({ reports: z.array(reportAnswer) }),
  refusals: ["not-found"],
});

export const assignees = endpoint({
  name: "cases.assignees",
  method: "get",
  path: "/api/branches/:id/assignees",
  permit: casePermissions.assign,
  summary: "Who can be given a case of this branch, with how many open ones they have",
  params: z.strictObject({ id }),
  reads: {
    what: "staff",
    list: true,
    of: ({ answer }) => shownRows("staff", answer.people),
  },
  answer: z.strictObject({
    people: z.array(
      z.strictObject({
        id: z.string(),
        name: z.string(),
        roles: z.array(z.string()).readonly(),
        openCases: z.int(),
      }),
    ),
  }),
  refusals: [],
});

export const overseers = endpoint({
  name: "cases.overseers",
  method: "get",
  path: "/api/cases/:id/overseers",
  permit: casePermissions.supervise,
  summary: "Who can oversee this case",
  params: z.strictObject({ id }),
  reads: { what: "staff", list: true, of: ({ answer }) => shownRows("staff", answer.people) },
  answer: z.strictObject({
    people: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  }),
  refusals: ["not-found"],
});

const MINUTES_PER_DAY = 24 * 60;

const calendar = {
  /** The revision; 0 until a calendar is entered, when a plain week holds. */
  rev: z.int().min(0).max(1_000_000_000),
  /** Minutes from midnight. */
  opensMinute: z.int().min(0).max(MINUTES_PER_DAY),
  closesMinute: z.int().min(0).max(MINUTES_PER_DAY),
  /** Several years of them; days that went by may be left out. */
  holidays: z.array(cityDate).max(400),
  workedWeekends: z.array(cityDate).max(400),
};
const calendarAnswer = z.strictObject({
  ...calendar,
  holidays: calendar.holidays.readonly(),
  workedWeekends: calendar.workedWeekends.readonly(),
});

export const readWorkCalendar = endpoint({
  name: "cases.read-calendar",
  method: "get",
  path: "/api/work-calendar",
  permit: casePermissions.read,
  summary: "The working hours, holidays and worked weekends by which deadlines are counted",
  answer: calendarAnswer,
  refusals: [],
});

export const setWorkCalendar = endpoint({
  name: "cases.set-calendar",
  method: "post",
  path: "/api/work-calendar",
  permit: casePermissions.calendar,
  summary: "Set the whole working calendar, seen at `rev`; deadlines already set stay",
  body: z.strictObject(calendar),
  answer: calendarAnswer,
  refusals: ["hours-too-short", "day-both", "not-a-weekend", "free-too-long"],
});

export const readFile = endpoint({
  name: "files.read",
  method: "get",
  path: "/api/files/:id",
  permit: casePermissions.read,
  summary: "The bytes of a picture or recording, for whoever may see its case",
  params: z.strictObject({ id }),
  reads: { what: "file" },
  answer: z.instanceof(Uint8Array),
  refusals: ["not-found"],
});
