import type { Role, Scope } from "@warmline/shared/access/actor.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { staff, type Session, type StaffMember } from "@warmline/shared/staff/model.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { command, type Decision } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import {
  administratorsLeft,
  keepsAdministrator,
  type AdministratorCode,
  type AdministratorsLeft,
} from "./administrators.ts";
import { isScopeKnown } from "./create-staff.ts";
import { rightsChanged } from "./rights.ts";
import { endedWrites, runningSessions } from "./sessions.ts";
import { mayAlone } from "./standing.ts";

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
  readonly running: readonly Session[];
}

/**
 * Name, roles and scope; sessions that began with other rights end. Refusals, in this order:
 * `not-found`, `scope-unknown`, `own-administrator`, `last-administrator`, `own-rights` (nobody
 * gives themselves a role or a place), `two-administrators`.
 */
export const changeStaff = command({
  name: "staff.change",
  scope: "city",
  async load(
    reads,
    { id, name, roles, scope }: ChangeStaff,
    { at },
  ): Promise<Result<Changing, ChangeCode>> {
    const member = await reads.get(staff, id);
    if (member === null) return refuse("not-found");
    const next = { ...member, name, scope, roles: [...new Set(roles)] };
    const known = await isScopeKnown(reads, scope);
    const left = await administratorsLeft(reads, member, next);
    return ok({ member, next, known, left, running: await runningSessions(reads, id, at) });
  },
  seen: seenMember,
  decide({ member, next, known, left, running }, { reason }, { at, actor }) {
    if (!known) return refuse("scope-unknown");
    const kept = keepsAdministrator(actor, member, left);
    if (!kept.ok) return kept;
    const changes = rightsChanged(member, next);
    if (changes.length > 0 && member.id === actor.id) return refuse("own-rights");
    if (!mayAlone(actor, member, next)) return refuse("two-administrators");
    const done = changed(member, next, reason);
    if (changes.length === 0) return ok(done);
    return ok({ ...done, writes: [...done.writes, ...endedWrites(running, at, actor)] });
  },
});
type ChangeCode =
  | "not-found"
  | "scope-unknown"
  | "own-rights"
  | "two-administrators"
  | AdministratorCode;

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
 * this order: `not-found`, `already-active`, `two-administrators` (of a guarded role).
 */
export const reactivateStaff = command({
  name: "staff.reactivate",
  scope: "city",
  load: loadMember<SeenMember, "already-active" | "two-administrators">,
  seen: seenMember,
  decide({ member }, { reason }, { actor }) {
    if (member.active) return refuse("already-active");
    const next = { ...member, active: true };
    if (!mayAlone(actor, member, next)) return refuse("two-administrators");
    return ok(changed(member, next, reason));
  },
});

/**
 * 解除锁定: lifts the lock after wrong passwords; who is not locked stays as they are. Refusals, in
 * this order: `not-found`, `own-rights` (whoever found a desk left open would guess on for ever).
 */
export const unlockStaff = command({
  name: "staff.unlock",
  scope: "city",
  load: loadMember<OneMember, "own-rights">,
  decide({ member }, { reason }, { actor }) {
    if (member.id === actor.id) return refuse("own-rights");
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
  return { seen: rev, now: member.rev };
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
  const changes = rightsChanged(member, next);
  return {
    value: { id: member.id },
    writes: [replace(staff, member, next)],
    subjects: [`staff/${member.id}`],
    reason,
    ...(changes.length === 0 ? {} : { changes }),
  };
}
