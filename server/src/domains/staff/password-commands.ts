import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { guardedRoles } from "@warmline/shared/staff/dual-control.ts";
import { isLockedFor } from "@warmline/shared/staff/lockout.ts";
import { staff, type Session, type StaffMember } from "@warmline/shared/staff/model.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { command } from "../../platform/commands/command.ts";
import { hashToken } from "../../platform/secrets.ts";
import { withFailed } from "./attempts.ts";
import { mayReplacePassword } from "./password-choice.ts";
import {
  hashPassword,
  newOneTime,
  passwordWork,
  verifyPassword,
  withOneTime,
  type OneTime,
  type WithOneTimePassword,
} from "./passwords.ts";
import { rightsChanged } from "./rights.ts";
import { staffRow } from "./rows.ts";
import { endedWrites, runningSessions } from "./sessions.ts";

/** Guesses at a desk that was left open count by themselves: they lock nobody out of signing in. */
const SIGNED_IN = "desk/signed-in";

interface ChangePassword {
  readonly password: string;
  readonly newPassword: string;
  /** The session that asks goes on; all others end. */
  readonly token?: string | undefined;
}

interface ChangingPassword {
  readonly member: StaffMember;
  /** Of the new password; undefined where the present one was wrong. */
  readonly newHash: string | undefined;
  readonly running: readonly Session[];
}

/**
 * 修改自己的密码. A session left open on a desk must not become a way of guessing: wrong passwords count
 * as on signing in. Refusals, in this order: `forbidden` (not a person), `password-wrong` (also
 * while locked), `password-weak`.
 */
export const changePassword = command({
  name: "staff.change-own-password",
  key: false,
  scope: "anywhere",
  mutex: (_: ChangePassword, { actor }) => `change-password ${actor.id}`,
  async load(
    reads,
    { password, newPassword }: ChangePassword,
    { at, actor },
  ): Promise<Result<ChangingPassword, ChangePasswordCode>> {
    if (actor.kind !== "staff") return refuse("forbidden");
    const member = await reads.get(staff, actor.id);
    if (member === null || isLockedFor(member.attempts ?? [], SIGNED_IN, at)) {
      return refuse("password-wrong");
    }
    const newHash = await passwordWork("known", async () =>
      (await verifyPassword(member.passwordHash, password)) ? hashPassword(newPassword) : undefined,
    );
    return ok({ member, newHash, running: await runningSessions(reads, member.id, at) });
  },
  decide({ member, newHash, running }, { password, newPassword, token }, { at, actor }) {
    const subjects = [`staff/${member.id}`];
    if (newHash === undefined) {
      return ok({
        refusal: refuse("password-wrong"),
        command: "staff.refuse-password",
        writes: [replace(staff, member, withFailed(member, SIGNED_IN, at))],
        subjects,
      });
    }
    if (!mayReplacePassword(password, newPassword, member.login)) return refuse("password-weak");
    const { oneTimeUntil: _, handover: __, ...rest } = member;
    const keep = token === undefined ? undefined : hashToken(token);
    const others = running.filter(({ id }) => id !== keep);
    const next = { ...rest, passwordHash: newHash };
    return ok({
      value: { done: true as const },
      writes: [replace(staff, member, next), ...endedWrites(others, at, actor)],
      subjects,
    });
  },
});
type ChangePasswordCode = "forbidden" | "password-wrong" | "password-weak";

interface ResetPassword {
  readonly id: string;
  readonly reason: string;
}

interface Resetting {
  readonly member: StaffMember;
  readonly oneTime: OneTime;
  readonly running: readonly Session[];
}

/**
 * 重置密码: a one-time password for somebody who forgot theirs; ends the sessions and any lock. Of
 * whoever holds a guarded role it needs a second administrator, see grant-rights.ts. Refusals, in
 * this order: `password-shown-once`, `not-found`, `own-rights`, `two-administrators`.
 */
export const resetPassword = command({
  name: "staff.reset-password",
  scope: "city",
  shownOnce: "password-shown-once",
  async load(reads, { id }: ResetPassword, { at }): Promise<Result<Resetting, ResetCode>> {
    const member = await reads.get(staff, id);
    if (member === null) return refuse("not-found");
    const running = await runningSessions(reads, id, at);
    return ok({ member, running, oneTime: await newOneTime() });
  },
  decide({ member, oneTime, running }, { reason }, { at, actor }) {
    if (member.id === actor.id) return refuse("own-rights");
    if (actor.kind !== "system" && guardedRoles(member).length > 0) {
      return refuse("two-administrators");
    }
    const { password: oneTimePassword, passwordHash } = oneTime;
    const next = withOneTime(member, passwordHash, at);
    const shown = { staff: staffRow({ ...next, rev: member.rev + 1 }), oneTimePassword };
    return ok({
      value: shown satisfies WithOneTimePassword,
      writes: [replace(staff, member, next), ...endedWrites(running, at, actor)],
      subjects: [`staff/${member.id}`],
      reason,
      changes: rightsChanged(member, member, true),
    });
  },
});
type ResetCode = "password-shown-once" | "not-found" | "own-rights" | "two-administrators";
