import { refuse } from "../kernel/result.ts";
import { change, type Decision } from "./change.ts";
import type { Moment } from "./event.ts";
import type { Case } from "./types.ts";

export interface Assignment {
  readonly branchId: string;
  readonly branchName: string;
  /** Left out: the branch's own dispatcher, or whoever of its field workers accepts it first. */
  readonly assignee?: { readonly id: string; readonly name: string } | undefined;
  readonly words?: string | undefined;
}

const nobody = { assigneeId: undefined, assigneeName: undefined } as const;

/** 派单: to a branch, or to a person of it. Assigning again hands it over. */
export function assignCase(
  matter: Case,
  moment: Moment,
  { branchId, branchName, assignee, words }: Assignment,
): Decision<"already-assigned-so"> {
  const same = matter.branchId === branchId && matter.assigneeId === assignee?.id;
  if (matter.state === "assigned" && same) return refuse("already-assigned-so");
  const data = {
    branchId,
    branchName,
    fromBranchId: matter.branchId,
    assigneeId: assignee?.id,
    assigneeName: assignee?.name,
  };
  const to = assignee ? { assigneeId: assignee.id, assigneeName: assignee.name } : nobody;
  return change(matter, moment, "assign", { kind: "assigned", words, data }, { branchId, ...to });
}

/** The inverse of assigning: the branch keeps it, nobody works on it, the clock runs on. */
export function unassignCase(matter: Case, moment: Moment, words: string | undefined): Decision {
  const data = { fromAssigneeId: matter.assigneeId, fromAssigneeName: matter.assigneeName };
  return change(matter, moment, "unassign", { kind: "unassigned", words, data }, nobody);
}

/**
 * 退单: the receiver sends it back with a reason. A worker's return goes to the branch's dispatcher;
 * one that is not this branch's at all goes to the city's. The customer's clock runs on.
 */
export function returnCase(
  matter: Case,
  moment: Moment,
  { words, wrongBranch }: { readonly words: string; readonly wrongBranch: boolean },
): Decision<"not-assigned"> {
  const toCity = wrongBranch && matter.branchId !== undefined;
  if (matter.state === "new" && !toCity) return refuse("not-assigned");
  const data = {
    to: toCity ? "city" : "branch",
    fromBranchId: matter.branchId,
    fromAssigneeId: matter.assigneeId,
    fromAssigneeName: matter.assigneeName,
  };
  const branch = toCity ? { branchId: undefined } : {};
  return change(
    matter,
    moment,
    "return",
    { kind: "returned", words, data },
    { ...nobody, ...branch },
  );
}
