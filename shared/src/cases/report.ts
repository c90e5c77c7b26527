import { assert } from "../kernel/assert.ts";
import { refuse } from "../kernel/result.ts";
import type { Instant } from "../kernel/time.ts";
import type { Body } from "../store/collection.ts";
import { change, eventOf, type Decision } from "./change.ts";
import type { KnownPlace } from "./describe.ts";
import type { CaseEventKind, Moment } from "./event.ts";
import { moreUrgent } from "./matching.ts";
import { fitsFiles } from "./notes.ts";
import type { Attachment, Case, Report } from "./model.ts";

/** The id under which a report counts once, whatever the number of times it arrives. */
export function reportId(source: Report["source"], sourceId: string): string {
  return `${source}/${sourceId}`;
}

/** 20261123 and 42 make `20261123-0042`. */
export function caseNumber(day: string, last: number): string {
  return `${day}-${String(last).padStart(4, "0")}`;
}

export interface Opening {
  readonly id: string;
  readonly number: string;
  readonly report: Body<Report>;
  readonly place: KnownPlace | null;
  /** Where the household is not known: the branch of whoever files it. */
  readonly branchId?: string | undefined;
  readonly attachments: readonly Attachment[];
  readonly dueAt: Instant;
}

/** 受理: the case that a report opens. */
export function openCase(
  opening: Opening,
  moment: Moment,
  kind: CaseEventKind = "filed",
): Body<Case> {
  const { id, number, report, place, branchId, attachments, dueAt } = opening;
  const { source, sourceId, contact, category, urgency, description, hallId, at } = report;
  assert(fitsFiles(attachments, 1), "the files of one report are within its limit");
  return {
    id,
    number,
    source,
    sourceId,
    contact,
    ...(place ?? (branchId === undefined ? {} : { branchId })),
    ...(hallId === undefined ? {} : { hallId }),
    category,
    urgency,
    description,
    attachments,
    state: "new",
    open: true,
    openedAt: at,
    dueAt,
    ruleDueAt: dueAt,
    urgedCount: 0,
    reportCount: 1,
    unreachedCount: 0,
    history: [eventOf(moment, { kind, data: { source, report: report.id } })],
  };
}

/**
 * 再次反映: a report on an open caseRecord. A case that was thought done is reopened to its worker; a
 * more urgent report makes the whole case so, and a deadline only ever comes nearer by it.
 */
export function reportAgain(
  caseRecord: Case,
  moment: Moment,
  again: {
    readonly report: Body<Report>;
    readonly attachments: readonly Attachment[];
    readonly place: KnownPlace | null;
    /** By the report's own category and urgency, from now. */
    readonly dueAt: Instant;
  },
): Decision {
  const { report, place, dueAt } = again;
  const urgency = moreUrgent(caseRecord.urgency, report.urgency);
  const nearer = urgency !== caseRecord.urgency;
  const { category, source, contact } = report;
  const data = { source, report: report.id, category, phone: contact.phone, name: contact.name };
  const happened = { kind: "reported-again", description: report.description, data } as const;
  return change(caseRecord, moment, "report-again", happened, {
    reportCount: caseRecord.reportCount + 1,
    attachments: [...caseRecord.attachments, ...again.attachments],
    urgency,
    ...(nearer
      ? {
          dueAt: Math.min(caseRecord.dueAt, dueAt),
          ruleDueAt: Math.min(caseRecord.ruleDueAt, dueAt),
        }
      : {}),
    ...(caseRecord.householdId === undefined && place !== null ? learned(caseRecord, place) : {}),
  });
}

/** A repeated report may be the first to say whose matter it is. */
function learned(caseRecord: Case, { branchId, ...known }: KnownPlace): Partial<Case> {
  return { ...known, ...(caseRecord.branchId === undefined ? { branchId } : {}) };
}

/** Takes a report off the case it was wrongly attached to; its pictures go with it. */
export function detachReport(
  caseRecord: Case,
  moment: Moment,
  { report, toNumber }: { readonly report: Report; readonly toNumber: string },
): Decision<"first-report" | "no-such-report" | "merged-report"> {
  if (caseRecord.mergedIds?.includes(report.caseId)) return refuse("merged-report");
  if (report.caseId !== caseRecord.id) return refuse("no-such-report");
  if (report.first) return refuse("first-report");
  const attachments = caseRecord.attachments.filter(
    ({ fileId }) => !report.fileIds.includes(fileId),
  );
  const data = { report: report.id, to: toNumber };
  const patch = { reportCount: caseRecord.reportCount - 1, attachments };
  return change(caseRecord, moment, "detach-report", { kind: "report-detached", data }, patch);
}
