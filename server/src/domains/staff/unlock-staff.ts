import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { cityWide } from "@warmline/shared/access/scope.ts";
import { staff, type StaffMember } from "@warmline/shared/staff/model.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { commitAudited } from "../../platform/audit/commit-audited.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { attempt, lost } from "../../platform/commands/old-attempt.ts";
import type { Deps } from "../../platform/deps.ts";

/**
 * Lifts the lock after wrong passwords; who is not locked stays as they are. Refusals, in this
 * order: `out-of-scope`, `not-found`.
 */
export async function unlockStaff(
  deps: Deps,
  caller: Caller,
  input: { readonly id: string; readonly reason?: string | undefined },
): Promise<Result<StaffMember, "out-of-scope" | "not-found" | "changed-meanwhile">> {
  if (!cityWide(caller.actor)) return refuse("out-of-scope");
  return attempt(async () => {
    const member = await deps.store.get(staff, input.id);
    if (member === null) return refuse("not-found");
    if (member.failures === 0 && member.lockedUntil === undefined) return ok(member);
    const { lockedUntil: _, ...rest } = member;
    const next: StaffMember = { ...rest, failures: 0 };
    const committed = await commitAudited(
      deps,
      caller,
      { command: "staff.unlock", subjects: [`staff/${member.id}`], reason: input.reason },
      [replace(staff, member, next)],
    );
    return committed.ok ? ok({ ...next, rev: member.rev + 1 }) : lost;
  });
}
