import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { cityWide } from "@warmline/shared/access/scope.ts";
import { staff, type StaffMember } from "@warmline/shared/staff/model.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { commitAudited } from "../../platform/audit/commit-audited.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { attempt, lost } from "../../platform/commands/old-attempt.ts";
import type { Deps } from "../../platform/deps.ts";
import { guardAdministrators, type AdministratorRefusal } from "./administrators.ts";
import { endedSessions } from "./end-sessions.ts";

export interface SetActive {
  readonly id: string;
  readonly rev: number;
  readonly reason: string;
}

type Common = "out-of-scope" | "not-found" | "changed-meanwhile";

/**
 * Ends all sessions and refuses further ones; the log-in stays the person's own, so that
 * reactivating is the exact inverse. Refusals, in this order: `out-of-scope`, `not-found`,
 * `changed-meanwhile`, `already-inactive`, `own-administrator`, `last-administrator`.
 */
export async function deactivateStaff(
  deps: Deps,
  caller: Caller,
  input: SetActive,
): Promise<Result<StaffMember, Common | "already-inactive" | AdministratorRefusal>> {
  if (!cityWide(caller.actor)) return refuse("out-of-scope");
  return attempt(async () => {
    const member = await deps.store.get(staff, input.id);
    if (member === null) return refuse("not-found");
    if (member.rev !== input.rev) return refuse("changed-meanwhile");
    if (!member.active) return refuse("already-inactive");
    const next = { ...member, active: false };
    const guard = await guardAdministrators(deps, caller.actor, member, next);
    if (typeof guard === "string") return refuse(guard);
    const ended = await endedSessions(deps, caller, member.id);
    const committed = await commitAudited(
      deps,
      caller,
      { command: "staff.deactivate", subjects: [`staff/${member.id}`], reason: input.reason },
      [replace(staff, member, next), ...guard, ...ended],
    );
    return committed.ok ? ok({ ...next, rev: member.rev + 1 }) : lost;
  });
}

/**
 * Lets the person sign in again, with the password, roles and scope of before. Refusals, in this
 * order: `out-of-scope`, `not-found`, `changed-meanwhile`, `already-active`.
 */
export async function reactivateStaff(
  deps: Deps,
  caller: Caller,
  input: SetActive,
): Promise<Result<StaffMember, Common | "already-active">> {
  if (!cityWide(caller.actor)) return refuse("out-of-scope");
  return attempt(async () => {
    const member = await deps.store.get(staff, input.id);
    if (member === null) return refuse("not-found");
    if (member.rev !== input.rev) return refuse("changed-meanwhile");
    if (member.active) return refuse("already-active");
    const next = { ...member, active: true };
    const committed = await commitAudited(
      deps,
      caller,
      { command: "staff.reactivate", subjects: [`staff/${member.id}`], reason: input.reason },
      [replace(staff, member, next)],
    );
    return committed.ok ? ok({ ...next, rev: member.rev + 1 }) : lost;
  });
}
