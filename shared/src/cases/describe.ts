import { refuse } from "../kernel/result.ts";
import { applicationOf, noApplication } from "./application.ts";
import { change, type Changed } from "./change.ts";
import { resolveClock, type CaseClock } from "./clock.ts";
import type { Moment } from "./event.ts";
import type { CaseCategory, Urgency } from "./categories.ts";
import type { Case } from "./model.ts";
import { lengthens, reclassed, type Timetable } from "./policy.ts";

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
  readonly description?: string | undefined;
}

/**
 * Other category or urgency: the clocks are set anew, and nothing asked for before is waited for.
 * What lengthens any of them, or makes it one that needs no call-back, is asked for and granted by
 * another. Refusals, in this order: `class-already-so`, `application-pending`, then those of
 * `change`.
 */
export function classifyCase(
  caseRecord: Case,
  moment: Moment,
  { category, urgency, description }: Classing,
  timetable: Timetable,
): Changed<"describe", "class-already-so" | "application-pending"> {
  if (caseRecord.category === category && caseRecord.urgency === urgency)
    return refuse("class-already-so");
  const clocks = reclassed(timetable, { category, urgency }, caseRecord.clocks);
  const escapes = needsCallBack(caseRecord.category) && !needsCallBack(category);
  if (!escapes && !lengthens(caseRecord.clocks, clocks)) {
    return classified(caseRecord, moment, { category, urgency, clocks, description });
  }
  if (caseRecord.application !== undefined) return refuse("application-pending");
  const application = applicationOf(moment, { kind: "class", category, urgency }, description);
  const data = classData(caseRecord, { category, urgency, clocks });
  const happened = { kind: "class-asked", description, data } as const;
  return change(caseRecord, moment, "describe", happened, { application });
}

/** Nobody is asked whether their praise was dealt with. */
export function needsCallBack(category: CaseCategory): boolean {
  return category !== "praise";
}

interface Classified extends Classing {
  readonly clocks: readonly CaseClock[];
  /** Where it was asked for. */
  readonly askedBy?: string;
}

/** The case of its new class. Refusals: those of `change`. */
export function classified(
  caseRecord: Case,
  moment: Moment,
  next: Classified,
): Changed<"describe"> {
  const { category, urgency, clocks, description, askedBy } = next;
  const data = { ...classData(caseRecord, next), askedBy };
  const patch = { category, urgency, clocks, ...noApplication };
  return change(caseRecord, moment, "describe", { kind: "urgency-set", description, data }, patch);
}

function classData(caseRecord: Case, { category, urgency, clocks }: Omit<Classified, "askedBy">) {
  return {
    fromCategory: caseRecord.category,
    fromUrgency: caseRecord.urgency,
    category,
    urgency,
    fromDueAt: resolveClock(caseRecord).due,
    toDueAt: resolveClock({ clocks }).due,
  };
}
