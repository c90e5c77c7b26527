import { refuse } from "../kernel/result.ts";
import type { Instant } from "../kernel/time.ts";
import { change, type Decision } from "./change.ts";
import type { Moment } from "./event.ts";
import type { Case, CaseCategory, Urgency } from "./types.ts";

/** What a case keeps of its household, so that lists need not load it. */
export interface KnownPlace {
  readonly householdId: string;
  readonly householdNumber: string;
  readonly placeText: string;
  readonly branchId: string;
}

/**
 * Says whose matter it is. A case that is with nobody yet goes to the household's branch; one that
 * was assigned stays where a dispatcher put it.
 */
export function setHousehold(
  matter: Case,
  moment: Moment,
  place: KnownPlace,
): Decision<"household-already-so"> {
  if (matter.householdId === place.householdId) return refuse("household-already-so");
  const { branchId, ...known } = place;
  const moves = matter.state === "new" && matter.assigneeId === undefined;
  const data = {
    householdId: place.householdId,
    householdNumber: place.householdNumber,
    fromHouseholdId: matter.householdId,
    fromHouseholdNumber: matter.householdNumber,
    ...(moves ? { branchId, fromBranchId: matter.branchId } : {}),
  };
  const patch = { ...known, ...(moves ? { branchId } : {}) };
  return change(matter, moment, "describe", { kind: "household-set", data }, patch);
}

/** The inverse: it was somebody else's, or is not known any more. */
export function clearHousehold(
  matter: Case,
  moment: Moment,
  words: string | undefined,
): Decision<"no-household"> {
  if (matter.householdId === undefined) return refuse("no-household");
  const data = {
    fromHouseholdId: matter.householdId,
    fromHouseholdNumber: matter.householdNumber,
  };
  const none = { householdId: undefined, householdNumber: undefined, placeText: undefined };
  return change(matter, moment, "describe", { kind: "household-cleared", words, data }, none);
}

export interface Classing {
  readonly category: CaseCategory;
  readonly urgency: Urgency;
  /** By category and urgency, from the time at which the case was opened. */
  readonly ruleDueAt: Instant;
  readonly words?: string | undefined;
}

/** Other category or urgency: the deadline is set anew, and an extension of the old one ends. */
export function classifyCase(
  matter: Case,
  moment: Moment,
  { category, urgency, ruleDueAt, words }: Classing,
): Decision<"class-already-so"> {
  if (matter.category === category && matter.urgency === urgency) return refuse("class-already-so");
  const data = {
    fromCategory: matter.category,
    fromUrgency: matter.urgency,
    category,
    urgency,
    fromDueAt: matter.dueAt,
    toDueAt: ruleDueAt,
  };
  const patch = { category, urgency, ruleDueAt, dueAt: ruleDueAt, extension: undefined };
  return change(matter, moment, "describe", { kind: "urgency-set", words, data }, patch);
}
