import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { within } from "@warmline/shared/access/scope.ts";
import { orgNodes } from "@warmline/shared/households/model.ts";
import { staff } from "@warmline/shared/staff/model.ts";
import { caseCommands, type CaseCommandInput } from "@warmline/shared/cases/commands-api.ts";
import {
  assignCase,
  returnCase,
  unassignCase,
  type Assignment,
} from "@warmline/shared/cases/dispatch.ts";
import type { Case } from "@warmline/shared/cases/model.ts";
import { startClock } from "@warmline/shared/cases/policy.ts";
import { refuseOthersWork } from "@warmline/shared/cases/whose.ts";
import { acceptCase } from "@warmline/shared/cases/work.ts";
import type { Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import type { Deps } from "../../platform/deps.ts";
import { handle, type Route } from "../../platform/http/serve.ts";
import { canBeAssigned } from "./assignees.ts";
import { onCase } from "./on-case.ts";
import { timetable } from "./timetable.ts";

type Target = Pick<Assignment, "branchName" | "assignee" | "acknowledge">;

/**
 * 派单: a branch's dispatcher gives work to the own branch only, the city's to any. Refusals after
 * those of every case, in this order: `out-of-scope` of the branch, `branch-not-found`,
 * `assignee-not-suitable`, then of the rule.
 */
export const assign = onCase({
  name: "cases.assign",
  load: (reads, caseRecord, input: CaseCommandInput<"assign">, moment) =>
    within(moment.actor, { branchId: input.branchId })
      ? targetOf(reads, input, caseRecord, moment)
      : Promise.resolve(refuse("out-of-scope")),
  rule: (caseRecord, moment, { branchId, description }, target) =>
    assignCase(caseRecord, moment, { branchId, description, ...target }),
  reasoned: true,
});

async function targetOf(
  reads: Reads,
  { branchId, assigneeId }: Pick<CaseCommandInput<"assign">, "branchId" | "assigneeId">,
  caseRecord: Case,
  moment: Pick<Moment, "at">,
): Promise<Result<Target, "out-of-scope" | "branch-not-found" | "assignee-not-suitable">> {
  const branch = await reads.get(orgNodes, branchId);
  if (branch?.kind !== "branch") return refuse("branch-not-found");
  // Whoever gets it has their own time to take note of it.
  const times = await timetable(reads.unguarded, moment, caseRecord);
  const acknowledge = startClock(times, caseRecord, "acknowledge", moment.at);
  const to = { branchName: branch.name, acknowledge };
  if (assigneeId === undefined) return ok(to);
  const person = await reads.get(staff, assigneeId);
  if (person === null || !canBeAssigned(person, branchId)) return refuse("assignee-not-suitable");
  return ok({ ...to, assignee: { id: assigneeId, name: person.name } });
}

/**
 * The inverse of assigning. Refusals after those of every case, in this order: `case-merged`, then
 * what forbids it in the case's state.
 */
export const unassign = onCase({
  name: "cases.unassign",
  rule: (caseRecord, moment, { description }: CaseCommandInput<"unassign">) =>
    unassignCase(caseRecord, moment, description),
  reasoned: true,
});

/** 接单. Refusals: `not-yours`, then of the rule. */
export const accept = onCase({
  name: "cases.accept",
  rule: (caseRecord, moment) =>
    refuseOthersWork(moment.actor, caseRecord, { open: true }) ?? acceptCase(caseRecord, moment),
});

/**
 * 退单: back to the branch's dispatcher, or to the city's when the branch is wrong. Refusals:
 * `not-yours`, then of the rule.
 */
export const returnToDispatcher = onCase({
  name: "cases.return",
  rule: (caseRecord, moment, input: CaseCommandInput<"return">) =>
    refuseOthersWork(moment.actor, caseRecord) ?? returnCase(caseRecord, moment, input),
  reasoned: true,
});

export function dispatchRoutes(deps: Deps): Route[] {
  return [
    handle(deps, caseCommands.assign, assign),
    handle(deps, caseCommands.unassign, unassign),
    handle(deps, caseCommands.accept, accept),
    handle(deps, caseCommands.return, returnToDispatcher),
  ];
}
