import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Role, Scope } from "@warmline/shared/access/actor.ts";
import { cityWide } from "@warmline/shared/access/scope.ts";
import { staff, type StaffMember } from "@warmline/shared/staff/model.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { commitAudited } from "../../platform/audit/commit-audited.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { attempt, lost } from "../../platform/commands/old-attempt.ts";
import type { Deps } from "../../platform/deps.ts";
import { guardAdministrators, type AdministratorRefusal } from "./administrators.ts";
import { isScopeKnown } from "./scope-known.ts";

export interface ChangeStaff {
  readonly id: string;
  readonly rev: number;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly scope: Scope;
  readonly reason?: string | undefined;
}

type ChangeStaffRefusal =
  | "out-of-scope"
  | "not-found"
  | "changed-meanwhile"
  | "scope-unknown"
  | AdministratorRefusal;

/**
 * Name, roles and scope; holds from the person's next request on. Refusals, in this order:
 * `out-of-scope`, `not-found`, `changed-meanwhile`, `scope-unknown`, `own-administrator`,
 * `last-administrator`.
 */
export async function changeStaff(
  deps: Deps,
  caller: Caller,
  input: ChangeStaff,
): Promise<Result<StaffMember, ChangeStaffRefusal>> {
  if (!cityWide(caller.actor)) return refuse("out-of-scope");
  return attempt(async () => {
    const member = await deps.store.get(staff, input.id);
    if (member === null) return refuse("not-found");
    if (member.rev !== input.rev) return refuse("changed-meanwhile");
    if (!(await isScopeKnown(deps, input.scope))) return refuse("scope-unknown");
    const { name, scope } = input;
    const next = { ...member, name, scope, roles: [...new Set(input.roles)] };
    const guard = await guardAdministrators(deps, caller.actor, member, next);
    if (typeof guard === "string") return refuse(guard);
    const committed = await commitAudited(
      deps,
      caller,
      { command: "staff.change", subjects: [`staff/${member.id}`], reason: input.reason },
      [replace(staff, member, next), ...guard],
    );
    return committed.ok ? ok({ ...next, rev: member.rev + 1 }) : lost;
  });
}
