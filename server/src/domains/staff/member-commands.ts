import type { Role, Scope } from "@warmline/shared/access/actor.ts";
import { orgNodes } from "@warmline/shared/households/model.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import {
  logins,
  staff,
  type LoginClaim,
  type Session,
  type StaffMember,
} from "@warmline/shared/staff/model.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import { command, type Decision } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import {
  administratorsLeft,
  keepsAdministrator,
  type AdministratorCode,
  type AdministratorsLeft,
} from "./administrators.ts";
import { newOneTime, oneTimeUntil, type OneTime, type WithOneTimePassword } from "./passwords.ts";
import { rightsChanged, rightsGiven } from "./rights.ts";
import { staffRow } from "./rows.ts";
import { endedWrites, runningSessions } from "./sessions.ts";

interface CreateStaff {
  readonly login: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly scope: Scope;
}

interface Creating {
  readonly known: boolean;
  readonly claim: LoginClaim | null;
  readonly oneTime: OneTime;
}

/**
 * 新增员工, with a password to be replaced on first sign-in. The log-in is a claim of its own, as it
 * may be given up. Refusals, in this order: `password-shown-once`, `scope-unknown`, `login-taken`.
 */
export const createStaff = command({
  name: "staff.create",
  scope: "city",
  shownOnce: "password-shown-once",
  load: async (reads, { login, scope }: CreateStaff): Promise<Result<Creating, CreateCode>> =>
    ok({
      known: await isScopeKnown(reads, scope),
      claim: await reads.get(logins, login),
      oneTime: await newOneTime(),
    }),
  decide({ known, claim, oneTime }, { login, name, roles, scope }, { at, nextId }) {
    if (!known) return refuse("scope-unknown");
    if (claim?.staffId) return refuse("login-taken", { login });
    const member: Body<StaffMember> = {
      id: nextId(),
      login,
      name,
      roles: [...new Set(roles)],
      scope,
      active: true,
      passwordHash: oneTime.passwordHash,
      oneTimeUntil: oneTimeUntil(at),
    };
    const claimed = { id: login, staffId: member.id };
    const value = { staff: staffRow({ ...member, rev: 1 }), oneTimePassword: oneTime.password };
    return ok({
      value: value satisfies WithOneTimePassword,
      writes: [
        insert(staff, member),
        claim === null ? insert(logins, claimed) : replace(logins, claim, claimed),
      ],
      subjects: [`staff/${member.id}`],
      changes: rightsGiven(member),
    });
  },
});
type CreateCode = "password-shown-once" | "scope-unknown" | "login-taken";

interface OneMember {
  readonly id: string;
  readonly reason?: string | undefined;
}

interface SeenMember extends OneMember {
  /** The revision that the person saw. */
  readonly rev: number;
}

interface ChangeStaff extends SeenMember {
  readonly name: string;
  readonly roles: readonly Role[];
  readonly scope: Scope;
}

interface Changing {
  readonly member: StaffMember;
  readonly next: StaffMember;
  readonly known: boolean;
  readonly left: AdministratorsLeft;
}

/**
 * Name, roles and scope; holds from the person's next request on. Refusals, in this order:
 * `not-found`, `scope-unknown`, `own-administrator`, `last-administrator`, `own-rights` (nobody
 * gives themselves a role or a place).
 */
export const changeStaff = command({
  name: "staff.change",
  scope: "city",
  async load(
    reads,
    { id, name, roles, scope }: ChangeStaff,
  ): Promise<Result<Changing, ChangeCode>> {
    const member = await reads.get(staff, id);
    if (member === null) return refuse("not-found");
    const next = { ...member, name, scope, roles: [...new Set(roles)] };
    const known = await isScopeKnown(reads, scope);
    return ok({ member, next, known, left: await administratorsLeft(reads, member, next) });
  },
  seen: seenMember,
  decide({ member, next, known, left }, { reason }, { actor }) {
    if (!known) return refuse("scope-unknown");
    const kept = keepsAdministrator(actor, member, left);
    if (!kept.ok) return kept;
    const changes = rightsChanged(member, next);
    if (changes.length > 0 && member.id === actor.id) return refuse("own-rights");
    const done = changed(member, next, reason);
    return ok(changes.length === 0 ? done : { ...done, changes });
  },
});
type ChangeCode = "not-found" | "scope-unknown" | "own-rights" | AdministratorCode;

interface Deactivating {
  readonly member: StaffMember;
  readonly left: AdministratorsLeft;
  readonly running: readonly Session[];
}

/**
 * 停用: ends all sessions and refuses further ones; the log-in stays the person's own, so that
 * reactivating is the exact inverse. Refusals, in this order: `not-found`, `already-inactive`,
 * `own-administrator`, `last-administrator`.
 */
export const deactivateStaff = command({
  name: "staff.deactivate",
  scope: "city",
  async load(reads, { id }: SeenMember, { at }): Promise<Result<Deactivating, DeactivateCode>> {
    const member = await reads.get(staff, id);
    if (member === null) return refuse("not-found");
    const left = await administratorsLeft(reads, member, { ...member, active: false });
    return ok({ member, left, running: await runningSessions(reads, id, at) });
  },
  seen: seenMember,
  decide({ member, left, running }, { reason }, { at, actor }) {
    if (!member.active) return refuse("already-inactive");
    const kept = keepsAdministrator(actor, member, left);
    if (!kept.ok) return kept;
    const done = changed(member, { ...member, active: false }, reason);
    return ok({ ...done, writes: [...done.writes, ...endedWrites(running, at, actor)] });
  },
});
type DeactivateCode = "not-found" | "already-inactive" | AdministratorCode;

/**
 * 启用: lets the person sign in again, with the password, roles and scope of before. Refusals, in
 * this order: `not-found`, `already-active`.
 */
export const reactivateStaff = command({
  name: "staff.reactivate",
  scope: "city",
  load: loadMember<SeenMember, "already-active">,
  seen: seenMember,
  decide({ member }, { reason }) {
    if (member.active) return refuse("already-active");
    return ok(changed(member, { ...member, active: true }, reason));
  },
});

/**
 * 解除锁定: lifts the lock after wrong passwords; who is not locked stays as they are. Refusal:
 * `not-found`.
 */
export const unlockStaff = command({
  name: "staff.unlock",
  scope: "city",
  load: loadMember<OneMember, never>,
  decide({ member }, { reason }) {
    const { attempts, ...rest } = member;
    if (!attempts?.length) return ok({ value: { id: member.id }, writes: [], subjects: [] });
    return ok(changed(member, rest, reason));
  },
});

async function loadMember<I extends OneMember, C extends string>(
  reads: Reads,
  { id }: I,
): Promise<Result<{ member: StaffMember }, "not-found" | C>> {
  const member = await reads.get(staff, id);
  return member === null ? refuse("not-found") : ok({ member });
}

function seenMember({ member }: { readonly member: StaffMember }, { rev }: SeenMember) {
  return { seen: rev, now: member.rev, subject: `staff/${member.id}` };
}

/** Small and without a name, as the audit record keeps it; the endpoint reads the rest. */
export interface ChangedMember {
  readonly id: string;
}

function changed(
  member: StaffMember,
  next: StaffMember,
  reason: string | undefined,
): Decision<ChangedMember> {
  return {
    value: { id: member.id },
    writes: [replace(staff, member, next)],
    subjects: [`staff/${member.id}`],
    reason,
  };
}

/** A mistyped branch or hall would shut the person out of everything. */
async function isScopeKnown(reads: Reads, scope: Scope): Promise<boolean> {
  if (scope.kind === "city") return true;
  const node = await reads.get(orgNodes, scope.kind === "branch" ? scope.branchId : scope.hallId);
  return node?.kind === scope.kind;
}
