import { z } from "zod";
import { instant } from "../api/fields.ts";
import { caseRow } from "../cases/rows.ts";
import { INCIDENT_EVENTS } from "./event.ts";
import { INCIDENT_KINDS, type IncidentKind } from "./kinds.ts";
import type { IncidentRow } from "./live.ts";
import { AREA_KINDS, INCIDENT_STATES, type Incident } from "./model.ts";

/** Schemas of what is answered about incidents; the types stand in model.ts and live.ts. */

export const kind = z.enum(INCIDENT_KINDS as readonly [IncidentKind, ...IncidentKind[]]);
export const state = z.enum(INCIDENT_STATES);

const area = z.object({
  nodeId: z.string(),
  kind: z.enum(AREA_KINDS),
  name: z.string(),
  branchId: z.string(),
});

const common = {
  id: z.string(),
  rev: z.int(),
  number: z.string(),
  kind,
  state,
  areas: z.array(area).readonly(),
  description: z.string(),
  startedAt: instant,
};

export const incidentRow = z.object({
  ...common,
  returnAt: instant.nullable(),
  restoredAt: instant.nullable(),
}) satisfies z.ZodType<IncidentRow>;

const event = z.object({
  at: instant,
  kind: z.enum(INCIDENT_EVENTS),
  actorKind: z.string(),
  actorId: z.string(),
  actorName: z.string(),
  description: z.string().optional(),
  data: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});

const expectation = z.object({
  at: instant,
  actorName: z.string(),
  returnAt: instant.nullable(),
  description: z.string().optional(),
});

export const incidentAnswer = z.object({
  ...common,
  open: z.boolean(),
  formerState: state.optional(),
  branchIds: z.array(z.string()).readonly(),
  everBranchIds: z.array(z.string()).readonly(),
  cause: z.string().optional(),
  restoredAt: instant.optional(),
  expected: z.array(expectation).readonly(),
  step: z.int(),
  history: z.array(event).readonly(),
}) satisfies z.ZodType<Incident>;

/** What a command on an incident answers: as it is afterwards. */
export const changedIncident = z.strictObject({
  id: z.string(),
  number: z.string(),
  rev: z.int(),
  state,
});
export type ChangedIncident = z.output<typeof changedIncident>;

/** A joined case with whom to tell: by phone as long as nothing else delivers it. */
export const joinedCase = caseRow.extend({ phone: z.string().optional() });
export type JoinedCase = z.output<typeof joinedCase>;
