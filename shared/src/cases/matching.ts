import { URGENCIES, type Case, type CaseCategory, type Contact, type Urgency } from "./model.ts";

/**
 * Categories of which two reports from one household belong to one case. Praise and what fits no
 * category have no family: two of them need not be about the same thing.
 */
const FAMILIES: Record<CaseCategory, string | null> = {
  "not-warm": "heat",
  "no-heat-building": "heat",
  leak: "leak",
  "fee-question": "fee",
  "stop-restore": "stop-restore",
  "private-alteration": "alteration",
  praise: null,
  other: null,
};

/** A case whose history is as long as this takes no more reports, urges or notes. */
export const HISTORY_MAX = 500;

/** What of a report decides to which open case it belongs. */
export interface Reported {
  readonly householdId?: string | undefined;
  readonly contact: Contact;
  readonly category: CaseCategory;
}

/** Whether an open case may take the report at all: two on praise are never one. */
export function joinsCases({ category }: Pick<Reported, "category">): boolean {
  return FAMILIES[category] !== null;
}

/**
 * The open case to which `report` belongs, the oldest if there are several: same household, or same
 * phone where one of the two names no household (a landlord's two flats are two cases), and same
 * family.
 */
export function matchingCase(open: readonly Case[], report: Reported): Case | null {
  const family = FAMILIES[report.category];
  if (family === null) return null;
  const same = open.filter(
    (caseRecord) =>
      caseRecord.open &&
      FAMILIES[caseRecord.category] === family &&
      caseRecord.history.length < HISTORY_MAX &&
      isSamePlace(caseRecord, report),
  );
  return same.reduce<Case | null>(
    (oldest, caseRecord) =>
      oldest === null || caseRecord.openedAt < oldest.openedAt ? caseRecord : oldest,
    null,
  );
}

function isSamePlace(caseRecord: Case, report: Reported): boolean {
  if (caseRecord.householdId !== undefined && report.householdId !== undefined) {
    return caseRecord.householdId === report.householdId;
  }
  return (
    caseRecord.contact.phone !== undefined && caseRecord.contact.phone === report.contact.phone
  );
}

export function moreUrgent(a: Urgency, b: Urgency): Urgency {
  return URGENCIES.indexOf(a) >= URGENCIES.indexOf(b) ? a : b;
}
