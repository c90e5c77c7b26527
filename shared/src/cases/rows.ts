import { z } from "zod";
import { CASE_CATEGORIES, URGENCIES } from "./categories.ts";
import { CLOCK_KINDS } from "./clock.ts";
import { CASE_SOURCES, CASE_STATES, CONTACT_KINDS, type Case } from "./model.ts";
import { CASE_EVENTS } from "./event.ts";
import type { CaseRow } from "./live.ts";
import { instant } from "../api/fields.ts";

/** Schemas of what is answered about cases; the types stand in model.ts and live.ts. */

export const source = z.enum(CASE_SOURCES);
export const category = z.enum(CASE_CATEGORIES);
export const urgency = z.enum(URGENCIES);
export const state = z.enum(CASE_STATES);

const contact = z.object({
  kind: z.enum(CONTACT_KINDS).optional(),
  name: z.string().optional(),
  phone: z.string().optional(),
  externalId: z.string().optional(),
});

const attachment = z.object({
  fileId: z.string(),
  type: z.string(),
  sizeBytes: z.int(),
  at: instant,
  actorName: z.string(),
  hidden: z.boolean().optional(),
});

const event = z.object({
  at: instant,
  kind: z.enum(CASE_EVENTS),
  actorKind: z.string(),
  actorId: z.string(),
  actorName: z.string(),
  description: z.string().optional(),
  data: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});

const clock = z.object({
  kind: z.enum(CLOCK_KINDS),
  from: instant,
  due: instant,
  metAt: instant.optional(),
  policy: z.int(),
  extensions: z
    .array(
      z.object({
        cause: z.enum(["extension", "class"]),
        from: instant,
        to: instant,
        at: instant,
        askedBy: z.string(),
        grantedBy: z.string(),
      }),
    )
    .readonly()
    .optional(),
});

const asking = {
  description: z.string(),
  at: instant,
  actorId: z.string(),
  actorName: z.string(),
};
const application = z.discriminatedUnion("kind", [
  z.object({
    ...asking,
    kind: z.literal("extension"),
    clock: z.enum(CLOCK_KINDS),
    dueAt: instant,
  }),
  z.object({ ...asking, kind: z.literal("class"), category, urgency }),
  z.object({ ...asking, kind: z.literal("withdrawal") }),
]);

const supervision = z.object({
  overseerId: z.string(),
  overseerName: z.string(),
  dueAt: instant,
  description: z.string(),
  at: instant,
  actorName: z.string(),
});

const visitWindow = { from: instant, to: instant };
const visit = z.object({ ...visitWindow, at: instant, actorName: z.string() });

const standing = z.object({ urgency, dueAt: instant });
const raised = z.object({
  own: standing,
  by: z.array(standing.extend({ caseId: z.string() })).readonly(),
});

const mergedInto = z.object({
  caseId: z.string(),
  number: z.string(),
  fromState: state,
  application: application.optional(),
  visit: visit.optional(),
});

const description = {
  householdId: z.string().optional(),
  householdNumber: z.string().optional(),
  placeText: z.string().optional(),
  branchId: z.string().optional(),
  assigneeId: z.string().optional(),
  assigneeName: z.string().optional(),
  incidentId: z.string().optional(),
  incidentNumber: z.string().optional(),
};

const common = {
  id: z.string(),
  rev: z.int(),
  number: z.string(),
  source,
  category,
  urgency,
  description: z.string(),
  state,
  openedAt: instant,
  urgedCount: z.int(),
  reportCount: z.int(),
  ...description,
};

export const caseAnswer = z.object({
  ...common,
  sourceId: z.string(),
  contact,
  attachments: z.array(attachment).readonly(),
  open: z.boolean(),
  clocks: z.array(clock).readonly(),
  application: application.optional(),
  supervision: supervision.optional(),
  visit: visit.optional(),
  resolvedAt: instant.optional(),
  closedAt: instant.optional(),
  mergedInto: mergedInto.optional(),
  mergedIds: z.array(z.string()).readonly().optional(),
  raised: raised.optional(),
  hallId: z.string().optional(),
  keptApart: z.boolean().optional(),
  unreachedCount: z.int(),
  history: z.array(event).readonly(),
}) satisfies z.ZodType<Case>;

export const caseRow = z.object({
  ...common,
  dueKind: z.enum([...CLOCK_KINDS, "supervision"]),
  dueAt: instant,
  overseerName: z.string().optional(),
  visit: z.object(visitWindow).optional(),
  application: z.enum(["extension", "class", "withdrawal"]).optional(),
  contactName: z.string().optional(),
  pictures: z.int(),
  mergedIntoNumber: z.string().optional(),
}) satisfies z.ZodType<CaseRow>;

/** What a command on a case answers: as it is afterwards. */
export const changedCase = z.strictObject({
  id: z.string(),
  number: z.string(),
  rev: z.int(),
  state,
});
export type ChangedCase = z.output<typeof changedCase>;

export const reportAnswer = z.object({
  id: z.string(),
  at: instant,
  source,
  contact,
  category,
  urgency,
  description: z.string(),
  fileIds: z.array(z.string()).readonly(),
  first: z.boolean(),
  /** The merged case that it came with: it cannot be detached before the merge is undone. */
  mergedCaseId: z.string().optional(),
});
