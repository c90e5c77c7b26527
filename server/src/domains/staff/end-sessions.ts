import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { cityWide } from "@warmline/shared/access/scope.ts";
import { sessions, staff, type Session } from "@warmline/shared/staff/model.ts";
import { replace, type Write } from "@warmline/shared/store/write.ts";
import { commitAudited } from "../../platform/audit/commit-audited.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { attempt, lost } from "../../platform/commands/old-attempt.ts";
import type { Deps } from "../../platform/deps.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import { SESSION_HOURS_MAX } from "./sign-in.ts";

export interface EndSessions {
  readonly staffId: string;
  /** Only this one; left out, all of them. */
  readonly sessionId?: string | undefined;
  readonly reason: string;
}

/**
 * Ends a person's sessions: requests are refused from the next one on and sockets are closed.
 * Refusals, in this order: `out-of-scope`, `not-found`.
 */
export async function endSessions(
  deps: Deps,
  caller: Caller,
  input: EndSessions,
): Promise<Result<{ ended: number }, "out-of-scope" | "not-found" | "changed-meanwhile">> {
  if (!cityWide(caller.actor)) return refuse("out-of-scope");
  return attempt(async () => {
    const member = await deps.store.get(staff, input.staffId);
    if (member === null) return refuse("not-found");
    const wanted = (session: Session) =>
      input.sessionId === undefined || session.id === input.sessionId;
    const writes = await endedSessions(deps, caller, member.id, wanted);
    if (writes.length === 0) return ok({ ended: 0 });
    const subjects = [`staff/${member.id}`];
    const of = { command: "staff.end-sessions", subjects, reason: input.reason };
    // Signing in writes the member as well: one that begins at this moment makes this commit lose.
    const touch = replace(staff, member, member);
    const committed = await commitAudited(deps, caller, of, [touch, ...writes]);
    return committed.ok ? ok({ ended: writes.length }) : lost;
  });
}

/**
 * The writes that end the person's running sessions, as far as `wanted` says; part of other
 * commands too.
 */
export async function endedSessions(
  { store, clock }: Pick<Deps, "store" | "clock">,
  { actor }: Caller,
  staffId: string,
  wanted: (session: Session) => boolean = () => true,
): Promise<Write[]> {
  const now = clock.now();
  const running = await runningSessions({ store, clock }, staffId);
  return running
    .filter(wanted)
    .map((session) =>
      replace(sessions, session, { ...session, endedAt: now, endedBy: actor.name }),
    );
}

/** All of a person's sessions that still open a door, however many: what is older has run out. */
export async function runningSessions(
  { store, clock }: Pick<Deps, "store" | "clock">,
  staffId: string,
): Promise<Session[]> {
  const now = clock.now();
  const from = now - SESSION_HOURS_MAX * 3_600_000;
  const recent = await findAll({ store }, sessions, { index: "byStaff", where: { staffId }, from });
  return recent.filter((session) => session.endedAt === undefined && session.expiresAt > now);
}
