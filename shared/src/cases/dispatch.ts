import { refuse } from "../kernel/result.ts";
import { change, type Changed } from "./change.ts";
import { withClock, type CaseClock } from "./clock.ts";
import type { Moment } from "./event.ts";
import type { Case } from "./model.ts";

export interface Assignment {
  readonly branchId: string;
  readonly branchName: string;
  /** Left out: the branch's own dispatcher, or whoever of its field workers accepts it first. */
  readonly assignee?: { readonly id: string; readonly name: string } | undefined;
  readonly description?: string | undefined;
  /** By when whoever gets it is to take note of it; undefined where it has no such clock. */
  readonly acknowledge: CaseClock | undefined;
}

const nobody = { assigneeId: undefined, assigneeName: undefined } as const;

/**
 * 派单: to a branch, or to a person of it. Assigning again hands it over. Refusals, in this order:
 * `already-assigned-so`, then those of `change`.
 */
export function assignCase(
  caseRecord: Case,
  moment: Moment,
  { branchId, branchName, assignee, description, acknowledge }: Assignment,
): Changed<"assign", "already-assigned-so"> {
  const same = caseRecord.branchId === branchId && caseRecord.assigneeId === assignee?.id;
  if (caseRecord.state === "assigned" && same) return refuse("already-assigned-so");
  const data = {
    branchId,
    branchName,
    fromBranchId: caseRecord.branchId,
    assigneeId: assignee?.id,
    assigneeName: assignee?.name,
  };
  const to = assignee ? { assigneeId: assignee.id, assigneeName: assignee.name } : nobody;
  return change(
    caseRecord,
    moment,
    "assign",
    { kind: "assigned", description, data },
    { branchId, ...to, clocks: withClock(caseRecord, "acknowledge", (old) => acknowledge ?? old) },
  );
}

/**
 * The inverse of assigning: the branch keeps it, nobody works on it, the clock runs on. Refusals:
 * those of `change`.
 */
export function unassignCase(
  caseRecord: Case,
  moment: Moment,
  description: string | undefined,
): Changed<"unassign"> {
  const data = { fromAssigneeId: caseRecord.assigneeId, fromAssigneeName: caseRecord.assigneeName };
  return change(caseRecord, moment, "unassign", { kind: "unassigned", description, data }, nobody);
}

/**
 * 退单: the receiver sends it back with a reason. A worker's return goes to the branch's dispatcher;
 * one that is not this branch's at all goes to the city's. The customer's clock runs on. Refusals,
 * in this order: `not-assigned`, then those of `change`.
 */
export function returnCase(
  caseRecord: Case,
  moment: Moment,
  { description, wrongBranch }: { readonly description: string; readonly wrongBranch: boolean },
): Changed<"return", "not-assigned"> {
  const toCity = wrongBranch && caseRecord.branchId !== undefined;
  if (caseRecord.state === "new" && !toCity) return refuse("not-assigned");
  const data = {
    to: toCity ? "city" : "branch",
    fromBranchId: caseRecord.branchId,
    fromAssigneeId: caseRecord.assigneeId,
    fromAssigneeName: caseRecord.assigneeName,
  };
  const branch = toCity ? { branchId: undefined } : {};
  return change(
    caseRecord,
    moment,
    "return",
    { kind: "returned", description, data },
    { ...nobody, ...branch },
  );
}
