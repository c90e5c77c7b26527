import type { Case } from "@warmline/shared/tickets/types.ts";
import type { CaseRow } from "@warmline/shared/wire/live.ts";

/** What lists show of a case. */
export function rowOf(matter: Case): CaseRow {
  return {
    id: matter.id,
    rev: matter.rev,
    number: matter.number,
    category: matter.category,
    urgency: matter.urgency,
    state: matter.state,
    source: matter.source,
    words: matter.words,
    placeText: matter.placeText,
    householdId: matter.householdId,
    householdNumber: matter.householdNumber,
    contactName: matter.contact.name,
    branchId: matter.branchId,
    assigneeId: matter.assigneeId,
    assigneeName: matter.assigneeName,
    openedAt: matter.openedAt,
    dueAt: matter.dueAt,
    urgedCount: matter.urgedCount,
    reportCount: matter.reportCount,
    pictures: matter.attachments.filter(({ hidden }) => hidden !== true).length,
    mergedIntoNumber: matter.mergedInto?.number,
  };
}
