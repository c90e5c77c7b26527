import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { cityWide } from "@warmline/shared/access/scope.ts";
import { staff, type StaffMember } from "@warmline/shared/staff/model.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { commitAudited } from "../../platform/audit/commit-audited.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { attempt, lost } from "../../platform/commands/old-attempt.ts";
import type { Deps } from "../../platform/deps.ts";
import { ONE_TIME_DAYS, type WithOneTimePassword } from "./create-staff.ts";
import { endedSessions } from "./end-sessions.ts";
import { hashPassword } from "./passwords.ts";
import { newOneTimePassword } from "../../platform/secrets.ts";

/**
 * A new one-time password for somebody who forgot theirs; ends the sessions and any lock.
 * Refusals, in this order: `out-of-scope`, `not-found`.
 */
export async function resetPassword(
  deps: Deps,
  caller: Caller,
  input: { readonly id: string; readonly reason: string },
): Promise<Result<WithOneTimePassword, "out-of-scope" | "not-found" | "changed-meanwhile">> {
  if (!cityWide(caller.actor)) return refuse("out-of-scope");
  const oneTimePassword = newOneTimePassword();
  const passwordHash = await hashPassword(oneTimePassword);
  return attempt(async () => {
    const current = await deps.store.get(staff, input.id);
    if (current === null) return refuse("not-found");
    const { lockedUntil: _, ...rest } = current;
    const oneTimeUntil = deps.clock.now() + ONE_TIME_DAYS * 86_400_000;
    const next: StaffMember = { ...rest, passwordHash, oneTimeUntil, failures: 0 };
    const ended = await endedSessions(deps, caller, current.id);
    const committed = await commitAudited(
      deps,
      caller,
      { command: "staff.reset-password", subjects: [`staff/${current.id}`], reason: input.reason },
      [replace(staff, current, next), ...ended],
    );
    const member = { ...next, rev: current.rev + 1 };
    return committed.ok ? ok({ member, oneTimePassword }) : lost;
  });
}
