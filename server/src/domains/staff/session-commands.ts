import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { later, type Instant } from "@warmline/shared/kernel/time.ts";
import { afterFailure, isLocked } from "@warmline/shared/staff/lockout.ts";
import {
  logins,
  sessions,
  staff,
  type Session,
  type StaffMember,
} from "@warmline/shared/staff/model.ts";
import { mayReplacePassword } from "@warmline/shared/staff/password.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import { command, type Decision, type RecordedRefusal } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { hashToken, newToken } from "../../platform/secrets.ts";
import { hashPassword, verifyAgainstNobody, verifyPassword } from "./passwords.ts";
import { actorOf } from "./rows.ts";
import { endedWrites, runningSessions, SESSION_HOURS_MAX } from "./sessions.ts";

interface SignIn {
  readonly login: string;
  readonly password: string;
  /** Replaces a one-time password, which opens nothing by itself. */
  readonly newPassword?: string | undefined;
}

interface SignedIn {
  readonly member: StaffMember;
  readonly token: string;
}

/** Who wants to sign in, and whether the password is theirs. */
interface Checked {
  readonly member: StaffMember | null;
  /** Active and not locked. */
  readonly usable: boolean;
  readonly right: boolean;
  /** Of the new password, where one was given in place of a one-time password. */
  readonly newHash: string | undefined;
  readonly token: string;
}

/**
 * 登录. Unknown, inactive, locked and mistaken all cost one password check and one commit and get the
 * same answer, so that nobody learns which log-ins exist. The member is written together with the
 * session: had another guess locked the log-in meanwhile, the commit conflicts, and reading again
 * finds the lock. Refusals, in this order: `sign-in-refused`, `password-must-change`,
 * `password-weak`.
 */
export const signIn = command({
  name: "staff.sign-in",
  key: false,
  scope: "anywhere",
  // Checked one after the other: side by side, they would all be checked before the first counts.
  mutex: ({ login }: SignIn) => `sign-in ${login}`,
  load: async (reads, input: SignIn, { at }): Promise<Result<Checked, SignInCode>> =>
    ok(await check(reads, input, at)),
  decide({ member, usable, right, newHash, token }, { password, newPassword }, { at, caller }) {
    const expired = (member?.oneTimeUntil ?? Number.POSITIVE_INFINITY) <= at;
    if (member === null || !usable || !right || expired) {
      return ok(refusedSignIn(member, usable && !right, at));
    }
    if (member.oneTimeUntil !== undefined) {
      if (newPassword === undefined) return refuse("password-must-change");
      if (!mayReplacePassword(password, newPassword, member.login)) return refuse("password-weak");
    }
    return ok(started(member, newHash, { token, at, origin: caller.origin }));
  },
});
type SignInCode = "sign-in-refused" | "password-must-change" | "password-weak";

async function check(
  reads: Reads,
  { login, password, newPassword }: SignIn,
  at: Instant,
): Promise<Checked> {
  const claim = await reads.get(logins, login);
  const member = claim?.staffId ? await reads.get(staff, claim.staffId) : null;
  const usable = member !== null && member.active && !isLocked(member, at);
  const right = usable
    ? await verifyPassword(member.passwordHash, password)
    : await verifyAgainstNobody(password);
  const replaces = right && member?.oneTimeUntil !== undefined && newPassword !== undefined;
  const newHash = replaces ? await hashPassword(newPassword) : undefined;
  return { member, usable, right, newHash, token: newToken() };
}

/**
 * Counts a wrong password; the trail names the log-in only if it exists: people mistype passwords
 * into it.
 */
function refusedSignIn(
  member: StaffMember | null,
  counts: boolean,
  at: Instant,
): RecordedRefusal<"sign-in-refused"> {
  return {
    refusal: refuse("sign-in-refused"),
    command: "staff.refuse-sign-in",
    writes:
      member !== null && counts
        ? [replace(staff, member, { ...member, ...afterFailure(member, at) })]
        : [],
    subjects: [member === null ? "logins/unknown" : `staff/${member.id}`],
  };
}

interface Start {
  readonly token: string;
  readonly at: Instant;
  readonly origin: string;
}

function started(
  member: StaffMember,
  newHash: string | undefined,
  { token, at, origin }: Start,
): Decision<SignedIn> {
  const { lockedUntil: _, oneTimeUntil: __, ...rest } = member;
  const passwordHash = newHash ?? member.passwordHash;
  const next: StaffMember = { ...rest, passwordHash, failures: 0, lastSignInAt: at };
  const session = {
    id: hashToken(token),
    staffId: member.id,
    startedAt: at,
    expiresAt: later(at, SESSION_HOURS_MAX * 3_600_000),
    origin,
  };
  return {
    value: { member: next, token },
    actor: actorOf(member),
    writes: [replace(staff, member, next), insert(sessions, session)],
    subjects: [`staff/${member.id}`, `sessions/${session.id}`],
  };
}

interface Own {
  readonly session: Session | null;
  readonly member: StaffMember | null;
}

/** 退出登录. A session that is not there or has ended is no reason to refuse. */
export const signOut = command({
  name: "staff.sign-out",
  key: false,
  scope: "anywhere",
  async load(
    reads,
    { token }: { readonly token?: string | undefined },
  ): Promise<Result<Own, never>> {
    const session = token === undefined ? null : await reads.get(sessions, hashToken(token));
    return ok({ session, member: session && (await reads.get(staff, session.staffId)) });
  },
  decide({ session, member }, _, { at }): Result<Decision<{ done: true }>, never> {
    const value = { done: true } as const;
    if (session === null || session.endedAt !== undefined || member === null) {
      return ok({ value, writes: [], subjects: [] });
    }
    return ok({
      value,
      actor: actorOf(member),
      writes: endedWrites([session], at, member),
      subjects: [`staff/${member.id}`, `sessions/${session.id}`],
    });
  },
});

interface EndSessions {
  readonly id: string;
  /** Only this one; left out, all of them. */
  readonly sessionId?: string | undefined;
  readonly reason: string;
}

/**
 * 结束登录: requests are refused from the next one on and sockets are closed. A sign-in at the same
 * moment is a session more than was read, so that it ends, too, or begins afterwards. Refusal:
 * `not-found`.
 */
export const endSessions = command({
  name: "staff.end-sessions",
  scope: "city",
  async load(reads, { id }: EndSessions, { at }): Promise<Result<Session[], "not-found">> {
    const member = await reads.get(staff, id);
    return member === null ? refuse("not-found") : ok(await runningSessions(reads, id, at));
  },
  decide(running, { id, sessionId, reason }, { at, actor }) {
    const ended = running.filter((one) => sessionId === undefined || one.id === sessionId);
    return ok({
      value: { ended: ended.length },
      writes: endedWrites(ended, at, actor),
      subjects: [`staff/${id}`],
      reason,
    });
  },
});
