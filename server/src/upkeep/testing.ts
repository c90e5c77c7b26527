import { z } from "zod";
import type { AuditRecord } from "@warmline/shared/audit/model.ts";
import type { CaseClock } from "@warmline/shared/cases/clock.ts";
import type { CaseEvent } from "@warmline/shared/cases/event.ts";
import type { Case, Report } from "@warmline/shared/cases/model.ts";
import type { DemoCity } from "@warmline/shared/demo/model.ts";
import type { CallRecord, Candidate, Counter, QueueTicket } from "@warmline/shared/hall/model.ts";
import type { Contract } from "@warmline/shared/households/contract-versions.ts";
import type { Household, Tariff } from "@warmline/shared/households/model.ts";
import type { LookupGrant } from "@warmline/shared/kiosk/model.ts";

/** For tests only: the shapes of today of what an upgrade changes, field by field. */

/** Every field of the model, and no other, or it does not compile. */
function shape<D>(fields: { readonly [K in keyof Required<D>]: z.ZodType }): z.ZodType {
  return z.strictObject(fields);
}

const text = z.string();
const number = z.number();
const words = text.optional();
const amount = number.optional();
const by = z.looseObject({ id: text, command: text, at: number }).optional();
const stored = { id: text, rev: number.min(1), by };
const list = z.array(z.unknown());
const record = z.record(text, z.unknown());
const contact = z.looseObject({});

const event = shape<CaseEvent>({
  at: number,
  kind: text,
  actorKind: text,
  actorId: text,
  actorName: text,
  description: words,
  data: record.optional(),
});
const candidate = shape<Candidate>({
  ticketId: text,
  label: text,
  priority: text,
  waitingSince: number,
});

const queueTicket = shape<QueueTicket>({
  ...stored,
  hallId: text,
  day: text,
  series: text,
  sequence: number,
  label: text,
  serviceId: text,
  priority: text,
  state: text,
  takenAt: number,
  waitingSince: number,
  counterId: words,
  counterNumber: amount,
  calledAt: amount,
  calls: number,
  callSeq: amount,
  reservedCounterId: words,
  periods: list.min(1),
  transfers: list,
  choice: record.optional(),
  householdId: words,
  language: words,
});
const counter = shape<Counter>({
  ...stored,
  active: z.boolean().optional(),
  hallId: text,
  number,
  serviceIds: list,
  state: text,
  priorityRun: number,
  staffId: words,
  staffName: words,
  openedAt: amount,
  ticketId: words,
  lastTicketId: words,
});
const callRecord = shape<CallRecord>({
  ...stored,
  hallId: text,
  callSeq: number,
  at: number,
  kind: text,
  ticketId: text,
  label: text,
  counterId: text,
  counterNumber: number,
  staffName: text,
  choice: z
    .strictObject({
      rule: text,
      policy: record,
      priorityRun: number,
      candidates: z.array(candidate),
      waiting: number,
    })
    .optional(),
});
const clock = shape<CaseClock>({
  kind: text,
  from: number,
  due: number,
  metAt: amount,
  policy: number,
  extensions: list.optional(),
});
const caseShape = shape<Case>({
  ...stored,
  number: text,
  source: text,
  sourceId: text,
  contact,
  householdId: words,
  householdNumber: words,
  placeText: words,
  category: text,
  urgency: text,
  description: text,
  attachments: list,
  state: text,
  open: z.boolean(),
  openedAt: number,
  clocks: z.array(clock).min(1),
  application: record.optional(),
  supervision: record.optional(),
  visit: record.optional(),
  resolvedAt: amount,
  closedAt: amount,
  branchId: words,
  hallId: words,
  assigneeId: words,
  assigneeName: words,
  urgedCount: number,
  reportCount: number,
  mergedInto: record.optional(),
  mergedIds: list.optional(),
  raised: record.optional(),
  incidentId: words,
  incidentNumber: words,
  keptApart: z.boolean().optional(),
  unreachedCount: number,
  history: z.array(event).min(1),
});
const report = shape<Report>({
  ...stored,
  caseId: text,
  at: number,
  source: text,
  sourceId: text,
  contact,
  householdId: words,
  hallId: words,
  category: text,
  urgency: text,
  description: text,
  fileIds: list,
  first: z.boolean(),
  proven: z.boolean().optional(),
});
const grant = shape<LookupGrant>({
  ...stored,
  householdId: text,
  visitId: words,
  tokenHash: text,
  expiresAt: number,
});
const contract = shape<Contract>({
  ...stored,
  householdId: text,
  season: text,
  version: number,
  versions: list.min(1),
});
const household = shape<Household>({
  ...stored,
  number: text,
  name: text,
  customerId: z.never().optional(),
  people: list,
  formerPeople: list.optional(),
  phones: list,
  address: record,
  place: record,
  spaces: list.min(1),
  uses: list.min(1),
  formerHolders: z.never().optional(),
  aliases: z.never().optional(),
});
const tariff = shape<Tariff>({
  ...stored,
  component: z.literal("heat"),
  priceClass: text,
  from: text,
  to: text.nullable(),
  price10k: number,
  approvedBy: text,
  former: list.optional(),
});
const city = shape<DemoCity>({
  ...stored,
  state: text,
  seed: number,
  households: number,
  seasons: number,
  madeAt: number,
  secret: text,
  simulator: z.boolean(),
});
const auditRecord = shape<AuditRecord>({
  ...stored,
  command: text,
  at: number,
  actorKind: text,
  actorId: text,
  actorName: text,
  origin: text,
  reason: words,
  subjects: list,
  subjectKeys: list,
  key: words,
  requestHash: words,
  answer: z.unknown().optional(),
  changes: list.optional(),
});

/** By collection; what is not named is as it was. */
export const SHAPES: Readonly<Record<string, z.ZodType>> = {
  queueTickets: queueTicket,
  counters: counter,
  callRecords: callRecord,
  cases: caseShape,
  reports: report,
  lookupGrants: grant,
  contracts: contract,
  households: household,
  tariffs: tariff,
  demoCities: city,
  audit: auditRecord,
};

/** Names that no document has any more. */
export const FORMER_FIELDS = /"(turnId|lastTurnId|words|wordHash|take|pulse|beatAt)":|"turns\//;
