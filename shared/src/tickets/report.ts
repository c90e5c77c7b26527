import { assert } from "../kernel/assert.ts";
import { refuse } from "../kernel/result.ts";
import type { Instant } from "../kernel/time.ts";
import type { Body } from "../store/collection.ts";
import { change, eventOf, type Decision } from "./change.ts";
import type { KnownPlace } from "./describe.ts";
import type { CaseEventKind, Moment } from "./event.ts";
import { moreUrgent } from "./matching.ts";
import { fitsFiles } from "./notes.ts";
import type { Attachment, Case, Report } from "./types.ts";

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
  const { source, sourceId, contact, category, urgency, words, hallId, at } = report;
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
    words,
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
 * 再次反映: a report on an open matter. A case that was thought done is reopened to its worker; a more
 * urgent report makes the whole case so, and a deadline only ever comes nearer by it.
 */
export function reportAgain(
  matter: Case,
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
  const urgency = moreUrgent(matter.urgency, report.urgency);
  const nearer = urgency !== matter.urgency;
  const { category, source, contact } = report;
  const data = { source, report: report.id, category, phone: contact.phone, name: contact.name };
  const happened = { kind: "reported-again", words: report.words, data } as const;
  return change(matter, moment, "report-again", happened, {
    reportCount: matter.reportCount + 1,
    attachments: [...matter.attachments, ...again.attachments],
    urgency,
    ...(nearer
      ? { dueAt: Math.min(matter.dueAt, dueAt), ruleDueAt: Math.min(matter.ruleDueAt, dueAt) }
      : {}),
    ...(matter.householdId === undefined && place !== null ? learned(matter, place) : {}),
  });
}

/** A repeated report may be the first to say whose matter it is. */
function learned(matter: Case, { branchId, ...known }: KnownPlace): Partial<Case> {
  return { ...known, ...(matter.branchId === undefined ? { branchId } : {}) };
}

/** Takes a report off the case it was wrongly attached to; its pictures go with it. */
export function detachReport(
  matter: Case,
  moment: Moment,
  { report, toNumber }: { readonly report: Report; readonly toNumber: string },
): Decision<"first-report" | "no-such-report" | "merged-report"> {
  if (matter.mergedIds?.includes(report.caseId)) return refuse("merged-report");
  if (report.caseId !== matter.id) return refuse("no-such-report");
  if (report.first) return refuse("first-report");
  const attachments = matter.attachments.filter(({ fileId }) => !report.fileIds.includes(fileId));
  const data = { report: report.id, to: toNumber };
  const patch = { reportCount: matter.reportCount - 1, attachments };
  return change(matter, moment, "detach-report", { kind: "report-detached", data }, patch);
}
