import type { Case } from "@warmline/shared/tickets/types.ts";
import type { CaseRow } from "@warmline/shared/wire/live.ts";

/** What lists show of a case. */
export function rowOf(matter: Case): CaseRow {
  const { id, rev, number, category, urgency, state, source, words } = matter;
  const { placeText, householdId, householdNumber, branchId, assigneeId, assigneeName } = matter;
  const { openedAt, dueAt, urgedCount, reportCount } = matter;
  return {
    ...{ id, rev, number, category, urgency, state, source, words },
    ...{ placeText, householdId, householdNumber, branchId, assigneeId, assigneeName },
    ...{ openedAt, dueAt, urgedCount, reportCount },
    contactName: matter.contact.name,
    pictures: matter.attachments.filter(({ hidden }) => hidden !== true).length,
  };
}
