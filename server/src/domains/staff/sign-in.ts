import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { afterFailure, isLocked } from "@warmline/shared/staff/lockout.ts";
import { isPasswordAcceptable } from "@warmline/shared/staff/password.ts";
import { logins, sessions, staff, type StaffMember } from "@warmline/shared/staff/model.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import { commitAudited } from "../../platform/audit/commit-audited.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { attempt, lost } from "../../platform/commands/old-attempt.ts";
import type { Deps } from "../../platform/deps.ts";
import { hashPassword, verifyAgainstNobody, verifyPassword } from "./passwords.ts";
import { hashToken, newToken } from "../../platform/secrets.ts";
import { actorOf } from "./staff-row.ts";

/** A working day with overtime; then one signs in anew, however busy the session was. */
export const SESSION_HOURS_MAX = 12;

export interface SignIn {
  readonly login: string;
  readonly password: string;
  /** Replaces a one-time password, which opens nothing by itself. */
  readonly newPassword?: string | undefined;
}

export interface SignedIn {
  readonly member: StaffMember;
  readonly token: string;
}

type SignInRefusal =
  | "sign-in-refused"
  | "password-must-change"
  | "password-weak"
  | "changed-meanwhile";

/**
 * Starts a session. Unknown, inactive, locked and mistaken all cost one password check and one
 * commit and get the same answer, so that nobody learns which log-ins exist. Refusals, in this
 * order: `sign-in-refused`, `password-must-change`, `password-weak`.
 */
export async function signIn(
  deps: Deps,
  caller: Caller,
  input: SignIn,
): Promise<Result<SignedIn, SignInRefusal>> {
  // Checked one after the other: side by side, they would all be checked before the first one
  // counts.
  return deps.mutex.run(`sign-in ${input.login}`, () =>
    attempt(() => tryOnce(deps, caller, input)),
  );
}

async function tryOnce(deps: Deps, caller: Caller, input: SignIn) {
  const member = await findByLogin(deps, input.login);
  const usable = member !== null && member.active && !isLocked(member, deps.clock.now());
  const right = usable
    ? await verifyPassword(member.passwordHash, input.password)
    : await verifyAgainstNobody(input.password);
  const expired = (member?.oneTimeUntil ?? Number.POSITIVE_INFINITY) <= deps.clock.now();
  if (member === null || !usable || !right || expired) {
    return recordRefusal(deps, caller, member, usable && !right);
  }
  if (member.oneTimeUntil !== undefined) {
    if (input.newPassword === undefined) return refuse("password-must-change");
    const same = input.newPassword === input.password;
    if (same || !isPasswordAcceptable(input.newPassword, member.login)) {
      return refuse("password-weak");
    }
  }
  return start(deps, caller, member, input);
}

async function findByLogin(
  { store }: Pick<Deps, "store">,
  login: string,
): Promise<StaffMember | null> {
  const claim = await store.get(logins, login);
  return claim?.staffId ? store.get(staff, claim.staffId) : null;
}

/**
 * Counts a wrong password; the trail names the log-in only if it exists: people mistype passwords
 * into it.
 */
async function recordRefusal(
  deps: Deps,
  caller: Caller,
  member: StaffMember | null,
  counts: boolean,
) {
  const subjects = [member === null ? "logins/unknown" : `staff/${member.id}`];
  const writes =
    member !== null && counts
      ? [replace(staff, member, { ...member, ...afterFailure(member, deps.clock.now()) })]
      : [];
  const committed = await commitAudited(
    deps,
    caller,
    { command: "staff.refuse-sign-in", subjects },
    writes,
  );
  return committed.ok ? refuse("sign-in-refused") : lost;
}

/**
 * The member is written together with the session: had another guess locked the log-in meanwhile,
 * this commit loses, and reading again finds the lock.
 */
async function start(deps: Deps, caller: Caller, member: StaffMember, input: SignIn) {
  const { lockedUntil: _, oneTimeUntil, ...rest } = member;
  const now = deps.clock.now();
  const replaced = oneTimeUntil === undefined ? undefined : input.newPassword;
  const next: StaffMember = {
    ...rest,
    failures: 0,
    lastSignInAt: now,
    ...(replaced === undefined ? {} : { passwordHash: await hashPassword(replaced) }),
  };
  const token = newToken();
  const session = {
    id: hashToken(token),
    staffId: member.id,
    startedAt: now,
    expiresAt: now + SESSION_HOURS_MAX * 3_600_000,
    origin: caller.origin,
  };
  const committed = await commitAudited(
    deps,
    { ...caller, actor: actorOf(member) },
    { command: "staff.sign-in", subjects: [`staff/${member.id}`, `sessions/${session.id}`] },
    [replace(staff, member, next), insert(sessions, session)],
  );
  return committed.ok ? ok({ member: next, token }) : lost;
}
