import { CATEGORIES, URGENCIES, type CaseCategory, type Urgency } from "./categories.ts";
import type { Case, Contact } from "./model.ts";

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
  return CATEGORIES[category].family !== null;
}

/**
 * The open case to which `report` belongs, the oldest if there are several: same household, or same
 * phone of a resident where one of the two names no household (a landlord's two flats are two
 * cases), and same family.
 */
export function matchingCase(open: readonly Case[], report: Reported): Case | null {
  const family = CATEGORIES[report.category].family;
  if (family === null) return null;
  const same = open.filter(
    (caseRecord) =>
      caseRecord.open &&
      CATEGORIES[caseRecord.category].family === family &&
      caseRecord.history.length < HISTORY_MAX &&
      isSamePlace(caseRecord, report),
  );
  return same.reduce<Case | null>(
    (oldest, caseRecord) =>
      oldest === null || caseRecord.openedAt < oldest.openedAt ? caseRecord : oldest,
    null,
  );
}

/**
 * The phone by which a person and a flat may be known: a resident's. A forwarder's is that of all
 * whose reports they forward.
 */
export function residentPhone({ kind = "resident", phone }: Contact): string | undefined {
  return kind === "resident" ? phone : undefined;
}

/** Same household, or same phone of a resident where one of the two names no household. */
export function isSamePlace(caseRecord: Case, report: Reported): boolean {
  if (caseRecord.householdId !== undefined && report.householdId !== undefined) {
    return caseRecord.householdId === report.householdId;
  }
  const phone = residentPhone(caseRecord.contact);
  return phone !== undefined && phone === residentPhone(report.contact);
}

export function moreUrgent(a: Urgency, b: Urgency): Urgency {
  return URGENCIES.indexOf(a) >= URGENCIES.indexOf(b) ? a : b;
}
