import { assert } from "../kernel/assert.ts";
import { canonical } from "../kernel/canonical.ts";
import { refuse } from "../kernel/result.ts";
import type { Body } from "../store/collection.ts";
import { change, eventOf, type Changed } from "./change.ts";
import { soonest, type CaseClock } from "./clock.ts";
import type { KnownPlace } from "./describe.ts";
import type { CaseEventKind, Moment } from "./event.ts";
import { comesBack, type TakenBack } from "./follow-up.ts";
import { moreUrgent } from "./matching.ts";
import { fitsFiles } from "./notes.ts";
import { isSettled } from "./order.ts";
import type { Attachment, Case, Report } from "./model.ts";
import { startClocks } from "./policy.ts";

/** The id under which a report counts once, whatever the number of times it arrives. */
export function reportId(source: Report["source"], sourceId: string): string {
  return `${source}/${sourceId}`;
}

/** What a report says, beside when and where it was taken in. */
type Said = Pick<
  Report,
  "contact" | "householdId" | "category" | "urgency" | "description" | "fileIds" | "proven"
>;

/**
 * Whether a report that arrives under the id of a `known` one says the same. Without a household of
 * its own it got the one that its phone was on file for at the time.
 */
export function isSameReport(known: Said, arrived: Said): boolean {
  return canonical(said(known, arrived)) === canonical(said(arrived, arrived));
}

function said(report: Said, { householdId: named }: Said) {
  const { contact, householdId, category, urgency, description, fileIds, proven = false } = report;
  const household = named === undefined ? {} : { householdId };
  return { ...household, contact, category, urgency, description, fileIds, proven };
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
  readonly clocks: readonly CaseClock[];
  /** Whoever reports it said that no incident is its cause. */
  readonly keptApart?: boolean | undefined;
  /** The number of the case that its report was split off. */
  readonly from?: string;
}

/** 受理: the case that a report opens. */
export function openCase(
  opening: Opening,
  moment: Moment,
  kind: CaseEventKind = "filed",
): Body<Case> {
  const { id, number, report, place, branchId, attachments, clocks, keptApart, from } = opening;
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
    clocks,
    urgedCount: 0,
    reportCount: 1,
    unreachedCount: 0,
    ...(keptApart === true ? { keptApart } : {}),
    history: [eventOf(moment, { kind, data: { source, report: report.id, from } })],
  };
}

/**
 * 再次反映: a report that joins an open case. A case that was thought done is reopened; a more urgent
 * report makes the whole case so, and a deadline only ever comes nearer by it.
 * Refusals: those of `change`.
 */
export function reportAgain(
  caseRecord: Case,
  moment: Moment,
  again: {
    readonly report: Body<Report>;
    readonly attachments: readonly Attachment[];
    readonly place: KnownPlace | null;
    readonly back: TakenBack;
  },
): Changed<"report-again"> {
  const { report, place, back } = again;
  const urgency = moreUrgent(caseRecord.urgency, report.urgency);
  const raised = { ...caseRecord, urgency };
  const reopened = isSettled(caseRecord) ? comesBack(raised, moment.at, back) : null;
  const { category, source, contact } = report;
  const { phone, name } = contact;
  const data = { source, report: report.id, category, phone, name, ...reopened?.data };
  const happened = { kind: "reported-again", description: report.description, data } as const;
  return change(caseRecord, moment, "report-again", happened, {
    ...reopened?.patch,
    reportCount: caseRecord.reportCount + 1,
    attachments: [...caseRecord.attachments, ...again.attachments],
    urgency,
    ...(reopened === null && urgency !== caseRecord.urgency
      ? { clocks: soonest(caseRecord.clocks, startClocks(back.timetable, report, moment.at)) }
      : {}),
    ...(caseRecord.householdId === undefined && place !== null ? learned(caseRecord, place) : {}),
  });
}

/** A repeated report may be the first to say which household it is about. */
function learned(caseRecord: Case, { branchId, ...known }: KnownPlace): Partial<Case> {
  return { ...known, ...(caseRecord.branchId === undefined ? { branchId } : {}) };
}

/**
 * Takes a report off the case it was wrongly attached to; its pictures go with it. Refusals, in
 * this order: `merged-report`, `no-such-report`, `first-report`, then those of `change`.
 */
export function detachReport(
  caseRecord: Case,
  moment: Moment,
  { report, toNumber }: { readonly report: Report; readonly toNumber: string },
): Changed<"detach-report", "first-report" | "no-such-report" | "merged-report"> {
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
