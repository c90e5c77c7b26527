import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Role } from "@warmline/shared/access/actor.ts";
import { within } from "@warmline/shared/access/scope.ts";
import { staff, type StaffMember } from "@warmline/shared/staff/model.ts";
import type { TakenBack } from "@warmline/shared/cases/follow-up.ts";
import { cases, type Case } from "@warmline/shared/cases/model.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import type { Deps } from "../../platform/deps.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import { timetable } from "./timetable.ts";

/** Who has one of these roles, in this branch or for the whole city. */
export function serves(
  { active, roles, scope }: StaffMember,
  branchId: string | undefined,
  wanted: readonly Role[],
): boolean {
  if (!active || !roles.some((role) => wanted.includes(role))) return false;
  return scope.kind === "city" || (scope.kind === "branch" && scope.branchId === branchId);
}

/** Who works on cases of the branch. */
export function canBeAssigned(person: StaffMember, branchId: string): boolean {
  return serves(person, branchId, ["field-worker", "dispatcher"]);
}

/**
 * Whether whoever had the case works for its branch still. Guarded, they cannot leave before it is
 * committed.
 */
export async function workerStays(
  reads: Pick<Reads, "get">,
  { assigneeId, branchId }: Pick<Case, "assigneeId" | "branchId">,
): Promise<boolean> {
  if (assigneeId === undefined || branchId === undefined) return true;
  const person = await reads.get(staff, assigneeId);
  return person !== null && canBeAssigned(person, branchId);
}

/** How a case comes back. */
export async function takenBack(
  reads: Pick<Reads, "get" | "unguarded">,
  caseRecord: Case,
  moment: Pick<Moment, "at">,
): Promise<TakenBack> {
  return {
    workerStays: await workerStays(reads, caseRecord),
    timetable: await timetable(reads.unguarded, moment, caseRecord),
  };
}

export interface Assignee {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly openCases: number;
}

/** The people of a branch, the least burdened first. Refusal: `out-of-scope`. */
export async function listAssignees(
  { store }: Pick<Deps, "store">,
  { actor }: Caller,
  branchId: string,
): Promise<Result<Assignee[], "out-of-scope">> {
  if (!within(actor, { branchId })) return refuse("out-of-scope");
  const active = await findAll({ store }, staff, { index: "byActive", where: { active: true } });
  const people = active.filter((person) => canBeAssigned(person, branchId));
  const burdens = await store.group(cases, {
    index: "byAssignee",
    where: { assigneeId: people.map(({ id }) => id), open: true },
    by: ["assigneeId"],
  });
  const burden = new Map(burdens.map(({ by, count }) => [by["assigneeId"], count]));
  return ok(
    people
      .map(({ id, name, roles }) => ({ id, name, roles, openCases: burden.get(id) ?? 0 }))
      .toSorted((a, b) => a.openCases - b.openCases),
  );
}
