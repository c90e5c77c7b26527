import { nextDue } from "@warmline/shared/cases/clock.ts";
import type { Case, Report } from "@warmline/shared/cases/model.ts";
import type { CaseRow } from "@warmline/shared/cases/live.ts";

/** What lists show of a case. */
export function rowOf(caseRecord: Case): CaseRow {
  const next = nextDue(caseRecord);
  return {
    id: caseRecord.id,
    rev: caseRecord.rev,
    number: caseRecord.number,
    category: caseRecord.category,
    urgency: caseRecord.urgency,
    state: caseRecord.state,
    source: caseRecord.source,
    description: caseRecord.description,
    placeText: caseRecord.placeText,
    householdId: caseRecord.householdId,
    householdNumber: caseRecord.householdNumber,
    contactName: caseRecord.contact.name,
    branchId: caseRecord.branchId,
    assigneeId: caseRecord.assigneeId,
    assigneeName: caseRecord.assigneeName,
    openedAt: caseRecord.openedAt,
    dueKind: next.kind,
    dueAt: next.due,
    overseerName: caseRecord.supervision?.overseerName,
    visit: caseRecord.visit && { from: caseRecord.visit.from, to: caseRecord.visit.to },
    application: caseRecord.application?.kind,
    urgedCount: caseRecord.urgedCount,
    reportCount: caseRecord.reportCount,
    pictures: caseRecord.attachments.filter(({ hidden }) => hidden !== true).length,
    incidentId: caseRecord.incidentId,
    incidentNumber: caseRecord.incidentNumber,
    mergedIntoNumber: caseRecord.mergedInto?.number,
  };
}

/** A case as it is answered: who wrote this revision is in its history, from where in the audit. */
export function shown(caseRecord: Case): Case {
  const { by: _, ...rest } = caseRecord;
  return rest;
}

type Hidden = "rev" | "by" | "caseId" | "sourceId" | "householdId" | "hallId" | "proven";
export interface ReportRow extends Omit<Report, Hidden> {
  /** The merged case that it came with. */
  readonly mergedCaseId?: string | undefined;
}

/** A report as it came in on the case of that id, or on one merged into it. */
export function reportRow(report: Report, caseId: string): ReportRow {
  const { id, at, source, contact, category, urgency, description, fileIds, first } = report;
  const mergedCaseId = report.caseId === caseId ? undefined : report.caseId;
  return { id, at, source, contact, category, urgency, description, fileIds, first, mergedCaseId };
}
