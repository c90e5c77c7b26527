import { orgNodes } from "@warmline/shared/households/model.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { within } from "@warmline/shared/access/scope.ts";
import { staff } from "@warmline/shared/staff/model.ts";
import { assignCase } from "@warmline/shared/cases/dispatch.ts";
import type { Caller } from "../../../platform/commands/caller.ts";
import type { Deps } from "../../../platform/deps.ts";
import { actOnCase, type CaseInput } from "../act-on-case.ts";
import { canBeAssigned } from "../assignees.ts";

export interface AssignInput extends CaseInput {
  readonly branchId: string;
  readonly assigneeId?: string | undefined;
  readonly description?: string | undefined;
}

/** 派单; a branch's dispatcher gives work to the own branch only, the city's to any. */
export function assign(deps: Deps, caller: Caller, input: AssignInput) {
  const { branchId, assigneeId, description } = input;
  return actOnCase(deps, caller, {
    command: "cases.assign",
    input,
    reason: description,
    async decide(caseRecord, moment) {
      if (!within(caller.actor, { branchId })) return refuse("out-of-scope");
      const branch = await deps.store.get(orgNodes, branchId);
      if (branch?.kind !== "branch") return refuse("branch-not-found");
      const assignee = await readAssignee(deps, branchId, assigneeId);
      if (!assignee.ok) return assignee;
      const to = { branchId, branchName: branch.name, assignee: assignee.value, description };
      return assignCase(caseRecord, moment, to);
    },
  });
}

async function readAssignee(
  { store }: Pick<Deps, "store">,
  branchId: string,
  id: string | undefined,
): Promise<Result<{ id: string; name: string } | undefined, "assignee-not-suitable">> {
  if (id === undefined) return ok(undefined);
  const person = await store.get(staff, id);
  if (person === null || !canBeAssigned(person, branchId)) return refuse("assignee-not-suitable");
  return ok({ id, name: person.name });
}
