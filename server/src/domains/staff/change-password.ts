import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { afterFailure, isLocked } from "@warmline/shared/staff/lockout.ts";
import { isPasswordAcceptable } from "@warmline/shared/staff/password.ts";
import { staff, type StaffMember } from "@warmline/shared/staff/model.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { commitAudited } from "../../platform/audit/commit-audited.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { attempt, lost } from "../../platform/commands/old-attempt.ts";
import type { Deps } from "../../platform/deps.ts";
import { endedSessions } from "./end-sessions.ts";
import { hashPassword, verifyPassword } from "./passwords.ts";
import { hashToken } from "../../platform/secrets.ts";

export interface ChangePassword {
  readonly password: string;
  readonly newPassword: string;
  /** The session that asks goes on; all others end. */
  readonly token?: string | undefined;
}

type ChangePasswordRefusal = "forbidden" | "password-wrong" | "password-weak" | "changed-meanwhile";

/**
 * Changes one's own password. A session left open on a desk must not become a way of guessing:
 * wrong passwords count as on signing in. Refusals, in this order: `forbidden` (not a person),
 * `password-wrong` (also while locked), `password-weak`.
 */
export async function changePassword(
  deps: Deps,
  caller: Caller,
  input: ChangePassword,
): Promise<Result<{ done: true }, ChangePasswordRefusal>> {
  const { actor } = caller;
  if (actor.kind !== "staff") return refuse("forbidden");
  return deps.mutex.run(`change-password ${actor.id}`, () =>
    attempt(async () => {
      const member = await deps.store.get(staff, actor.id);
      if (member === null || isLocked(member, deps.clock.now())) return refuse("password-wrong");
      if (!(await verifyPassword(member.passwordHash, input.password))) {
        return countFailure(deps, caller, member);
      }
      const same = input.newPassword === input.password;
      if (same || !isPasswordAcceptable(input.newPassword, member.login)) {
        return refuse("password-weak");
      }
      return change(deps, caller, member, input);
    }),
  );
}

async function countFailure(deps: Deps, caller: Caller, member: StaffMember) {
  const committed = await commitAudited(
    deps,
    caller,
    { command: "staff.refuse-password", subjects: [`staff/${member.id}`] },
    [replace(staff, member, { ...member, ...afterFailure(member, deps.clock.now()) })],
  );
  return committed.ok ? refuse("password-wrong") : lost;
}

async function change(deps: Deps, caller: Caller, member: StaffMember, input: ChangePassword) {
  const { lockedUntil: _, oneTimeUntil: __, ...rest } = member;
  const passwordHash = await hashPassword(input.newPassword);
  const keep = input.token === undefined ? undefined : hashToken(input.token);
  const others = await endedSessions(deps, caller, member.id, (session) => session.id !== keep);
  const committed = await commitAudited(
    deps,
    caller,
    { command: "staff.change-own-password", subjects: [`staff/${member.id}`] },
    [replace(staff, member, { ...rest, passwordHash, failures: 0 }), ...others],
  );
  return committed.ok ? ok({ done: true } as const) : lost;
}
