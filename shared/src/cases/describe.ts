import { refuse } from "../kernel/result.ts";
import type { Instant } from "../kernel/time.ts";
import { change, type Changed } from "./change.ts";
import type { Moment } from "./event.ts";
import type { CaseCategory, Urgency } from "./categories.ts";
import type { Case } from "./model.ts";

/** What a case keeps of its household, so that lists need not load it. */
export interface KnownPlace {
  readonly householdId: string;
  readonly householdNumber: string;
  readonly placeText: string;
  readonly branchId: string;
}

/**
 * Says which household it is about. A case that is with nobody yet goes to the household's branch;
 * one that was assigned stays where a dispatcher put it. Refusals, in this order:
 * `household-already-so`, then those of `change`.
 */
export function setHousehold(
  caseRecord: Case,
  moment: Moment,
  place: KnownPlace,
): Changed<"describe", "household-already-so"> {
  if (caseRecord.householdId === place.householdId) return refuse("household-already-so");
  const { branchId, ...known } = place;
  const moves = caseRecord.state === "new" && caseRecord.assigneeId === undefined;
  const data = {
    householdId: place.householdId,
    householdNumber: place.householdNumber,
    fromHouseholdId: caseRecord.householdId,
    fromHouseholdNumber: caseRecord.householdNumber,
    ...(moves ? { branchId, fromBranchId: caseRecord.branchId } : {}),
  };
  const patch = { ...known, ...(moves ? { branchId } : {}) };
  return change(caseRecord, moment, "describe", { kind: "household-set", data }, patch);
}

/**
 * The inverse: it was somebody else's, or is not known any more. Refusals, in this order:
 * `no-household`, then those of `change`.
 */
export function clearHousehold(
  caseRecord: Case,
  moment: Moment,
  description: string | undefined,
): Changed<"describe", "no-household"> {
  if (caseRecord.householdId === undefined) return refuse("no-household");
  const data = {
    fromHouseholdId: caseRecord.householdId,
    fromHouseholdNumber: caseRecord.householdNumber,
  };
  const none = { householdId: undefined, householdNumber: undefined, placeText: undefined };
  return change(
    caseRecord,
    moment,
    "describe",
    { kind: "household-cleared", description, data },
    none,
  );
}

export interface Classing {
  readonly category: CaseCategory;
  readonly urgency: Urgency;
  /** By category and urgency, from the time at which the case was opened. */
  readonly ruleDueAt: Instant;
  readonly description?: string | undefined;
}

/**
 * Other category or urgency: the deadline is set anew, and an extension of the old one ends.
 * Refusals, in this order: `class-already-so`, then those of `change`.
 */
export function classifyCase(
  caseRecord: Case,
  moment: Moment,
  { category, urgency, ruleDueAt, description }: Classing,
): Changed<"describe", "class-already-so"> {
  if (caseRecord.category === category && caseRecord.urgency === urgency)
    return refuse("class-already-so");
  const data = {
    fromCategory: caseRecord.category,
    fromUrgency: caseRecord.urgency,
    category,
    urgency,
    fromDueAt: caseRecord.dueAt,
    toDueAt: ruleDueAt,
  };
  const patch = { category, urgency, ruleDueAt, dueAt: ruleDueAt, extension: undefined };
  return change(caseRecord, moment, "describe", { kind: "urgency-set", description, data }, patch);
}
