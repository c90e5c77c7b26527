import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { later, type Instant } from "@warmline/shared/kernel/time.ts";
import { afterSuccess, isLockedFor } from "@warmline/shared/staff/lockout.ts";
import {
  knownBrowsers,
  logins,
  sessions,
  staff,
  type KnownBrowser,
  type Session,
  type StaffMember,
} from "@warmline/shared/staff/model.ts";
import { insert, put, replace, type Write } from "@warmline/shared/store/write.ts";
import { command, type Decision, type RecordedRefusal } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { hashToken, newToken } from "../../platform/secrets.ts";
import { withFailed } from "./attempts.ts";
import { mayReplacePassword } from "./password-choice.ts";
import { hashPassword, passwordWork, verifyAgainstNobody, verifyPassword } from "./passwords.ts";
import { actorOf } from "./rows.ts";
import { endedWrites, runningSessions, SESSION_HOURS_MAX } from "./sessions.ts";

/** At a desk that many people share, so many of them are known in its browser. */
const PEOPLE_REMEMBERED = 50;

interface SignIn {
  readonly login: string;
  readonly password: string;
  /** Replaces a one-time password, which opens nothing by itself. */
  readonly newPassword?: string | undefined;
  /** The client's address, or its network where it has as many as it likes. */
  readonly address: string;
  /** What the browser kept of former sign-ins, if anything. */
  readonly browserToken?: string | undefined;
}

interface SignedIn {
  readonly member: StaffMember;
  readonly token: string;
  readonly browserToken: string;
}

/** Who wants to sign in, and whether the password is theirs. */
interface Checked {
  readonly member: StaffMember | null;
  readonly browser: Browser;
  /** Where the attempt counts. */
  readonly source: string;
  /** Active and not locked. */
  readonly usable: boolean;
  readonly right: boolean;
  /** Of the new password, where one was given in place of a one-time password. */
  readonly newHash: string | undefined;
  readonly token: string;
}

/** The browser that asks: one of former sign-ins, or one that will be known from now on. */
interface Browser {
  readonly token: string;
  readonly known: KnownBrowser | null;
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
  // By place, too, or whoever guesses at a log-in would keep its owner waiting.
  mutex: ({ login, address, browserToken = "" }: SignIn) =>
    `sign-in ${login} ${address} ${hashToken(browserToken)}`,
  load: async (reads, input: SignIn, { at }): Promise<Result<Checked, SignInCode>> =>
    ok(await check(reads, input, at)),
  decide(checked, { password, newPassword }, { at, caller }) {
    const { member, usable, right, newHash } = checked;
    const expired = (member?.oneTimeUntil ?? Number.POSITIVE_INFINITY) <= at;
    if (member === null || !usable || !right || expired) {
      return ok(refusedSignIn(checked, at));
    }
    if (member.oneTimeUntil !== undefined) {
      if (newPassword === undefined) return refuse("password-must-change");
      if (!mayReplacePassword(password, newPassword, member.login)) return refuse("password-weak");
    }
    return ok(started(member, newHash, { ...checked, at, origin: caller.origin }));
  },
});
type SignInCode = "sign-in-refused" | "password-must-change" | "password-weak";

async function check(
  reads: Reads,
  { login, password, newPassword, address, browserToken }: SignIn,
  at: Instant,
): Promise<Checked> {
  const known =
    browserToken === undefined ? null : await reads.get(knownBrowsers, hashToken(browserToken));
  const browser = { token: known && browserToken ? browserToken : newToken(), known };
  const claim = await reads.get(logins, login);
  const member = claim?.staffId ? await reads.get(staff, claim.staffId) : null;
  const own = known !== null && member !== null && known.staffIds.includes(member.id);
  const source = own ? `browser/${known.id}` : `address/${address}`;
  const locked = isLockedFor(member?.attempts ?? [], source, at);
  const usable = member !== null && member.active && !locked;
  const right = await passwordWork(known === null ? "strangers" : "known", () =>
    usable ? verifyPassword(member.passwordHash, password) : verifyAgainstNobody(password),
  );
  const replaces = right && member?.oneTimeUntil !== undefined && newPassword !== undefined;
  const newHash = replaces
    ? await passwordWork("known", () => hashPassword(newPassword))
    : undefined;
  return { member, browser, source, usable, right, newHash, token: newToken() };
}

/**
 * Counts a wrong password; the trail names the log-in only if it exists: people mistype passwords
 * into it.
 */
function refusedSignIn(
  { member, source, usable, right }: Checked,
  at: Instant,
): RecordedRefusal<"sign-in-refused"> {
  const refused = { refusal: refuse("sign-in-refused") } as const;
  const subjects = [member === null ? "logins/unknown" : `staff/${member.id}`];
  if (member === null || !usable || right) {
    return { ...refused, command: "staff.refuse-sign-in", writes: [], subjects };
  }
  const failed = withFailed(member, source, at);
  const writes = [replace(staff, member, failed)];
  return isLockedFor(failed.attempts ?? [], source, at)
    ? { ...refused, command: "staff.lock-log-in", writes, subjects }
    : { ...refused, command: "staff.refuse-sign-in", writes, subjects };
}

interface Start extends Pick<Checked, "token" | "source" | "browser"> {
  readonly at: Instant;
  readonly origin: string;
}

function started(
  member: StaffMember,
  newHash: string | undefined,
  { token, source, browser, at, origin }: Start,
): Decision<SignedIn> {
  const { attempts = [], oneTimeUntil: _, handover: __, ...rest } = member;
  const passwordHash = newHash ?? member.passwordHash;
  const left = afterSuccess(attempts, source, at);
  const next: StaffMember = { ...rest, passwordHash, attempts: left, lastSignInAt: at };
  const session = {
    id: hashToken(token),
    staffId: member.id,
    startedAt: at,
    expiresAt: later(at, SESSION_HOURS_MAX * 3_600_000),
    origin,
  };
  return {
    value: { member: next, token, browserToken: browser.token },
    actor: actorOf(member),
    writes: [
      replace(staff, member, next),
      insert(sessions, session),
      rememberedIn(browser, member, at),
    ],
    subjects: [`staff/${member.id}`, `sessions/${session.id}`],
  };
}

function rememberedIn({ token, known }: Browser, { id }: StaffMember, at: Instant): Write {
  const others = (known?.staffIds ?? []).filter((one) => one !== id);
  const staffIds = [id, ...others].slice(0, PEOPLE_REMEMBERED);
  const next = { id: hashToken(token), staffIds, lastAt: at };
  return put(knownBrowsers, known, next);
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
