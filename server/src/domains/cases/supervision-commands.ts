import { caseCommands, type CaseCommandInput } from "@warmline/shared/cases/commands-api.ts";
import * as rules from "@warmline/shared/cases/supervision.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { staff, type StaffMember } from "@warmline/shared/staff/model.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import { handle, type Route } from "../../platform/http/serve.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import { serves } from "./assignees.ts";
import { onCase } from "./on-case.ts";
import { seeCase } from "./see-case.ts";

interface Overseer {
  readonly id: string;
  readonly name: string;
}

/** Who leads others, in the case's branch or for the whole city. */
function canOversee(person: StaffMember, branchId: string | undefined): boolean {
  return serves(person, branchId, ["supervisor", "dispatcher"]);
}

/** Refusals, in this order: `not-found`, `out-of-scope`. */
export async function listOverseers(
  deps: Pick<Deps, "store">,
  caller: Pick<Caller, "actor">,
  caseId: string,
): Promise<Result<Overseer[], "not-found" | "out-of-scope">> {
  const seen = await seeCase(deps, caller, caseId);
  if (!seen.ok) return seen;
  const active = await findAll(deps, staff, { index: "byActive", where: { active: true } });
  const fitting = active.filter((person) => canOversee(person, seen.value.branchId));
  return ok(fitting.map(({ id, name }) => ({ id, name })));
}

/** 督办. Refusals: `overseer-not-suitable`, then of the rule. */
export const supervise = onCase({
  name: "cases.supervise",
  async load(
    reads,
    { branchId },
    { overseerId }: CaseCommandInput<"supervise">,
  ): Promise<Result<Overseer, "overseer-not-suitable">> {
    const person = await reads.get(staff, overseerId);
    const fits = person !== null && canOversee(person, branchId);
    return fits ? ok({ id: overseerId, name: person.name }) : refuse("overseer-not-suitable");
  },
  rule: (caseRecord, moment, { dueAt, description }, overseer) =>
    rules.superviseCase(caseRecord, moment, { overseer, dueAt, description }),
  reasoned: true,
});

/**
 * The inverse. Refusals after those of every case, in this order: `not-supervised`, `case-merged`,
 * then what forbids it in the case's state.
 */
export const liftSupervision = onCase({
  name: "cases.lift-supervision",
  rule: (caseRecord, moment, { description }: CaseCommandInput<"liftSupervision">) =>
    rules.liftSupervision(caseRecord, moment, description),
  reasoned: true,
});

export function supervisionRoutes(deps: Deps): Route[] {
  return [
    handle(deps, caseCommands.supervise, supervise),
    handle(deps, caseCommands.liftSupervision, liftSupervision),
  ];
}
