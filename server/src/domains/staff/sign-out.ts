import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import { sessions, staff } from "@warmline/shared/staff/model.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { commitAudited } from "../../platform/audit/commit-audited.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { attempt, lost } from "../../platform/commands/old-attempt.ts";
import type { Deps } from "../../platform/deps.ts";
import { hashToken } from "../../platform/secrets.ts";
import { actorOf } from "./staff-row.ts";

/**
 * Ends the session of this token. A session that is not there or has ended is no reason to refuse.
 */
export async function signOut(
  deps: Deps,
  caller: Caller,
  token: string | undefined,
): Promise<Result<{ done: true }, "changed-meanwhile">> {
  if (token === undefined) return ok({ done: true });
  return attempt(async () => {
    const session = await deps.store.get(sessions, hashToken(token));
    const member = session === null ? null : await deps.store.get(staff, session.staffId);
    if (session === null || session.endedAt !== undefined || member === null) {
      return ok({ done: true } as const);
    }
    const ended = { ...session, endedAt: deps.clock.now(), endedBy: member.name };
    const committed = await commitAudited(
      deps,
      { ...caller, actor: actorOf(member) },
      { command: "staff.sign-out", subjects: [`staff/${member.id}`, `sessions/${session.id}`] },
      [replace(sessions, session, ended)],
    );
    return committed.ok ? ok({ done: true } as const) : lost;
  });
}
