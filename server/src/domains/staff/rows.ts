import type { StaffActor } from "@warmline/shared/access/actor.ts";
import type { Me, SessionRow, StaffRow } from "@warmline/shared/staff/api.ts";
import { drawnHalves, type PasswordHandover } from "@warmline/shared/staff/handover.ts";
import { attemptsInAll } from "@warmline/shared/staff/lockout.ts";
import type { Session, StaffMember } from "@warmline/shared/staff/model.ts";

export function actorOf({ id, name, roles, scope }: StaffMember): StaffActor {
  return { kind: "staff", id, name, roles, scope };
}

/** A member without the password's hash: all that ever leaves the server. */
export function staffRow(member: StaffMember): StaffRow {
  const { id, rev, login, name, roles, scope, active } = member;
  const { oneTimeUntil, lastSignInAt, handover } = member;
  const { failures, lockedUntil } = attemptsInAll(member.attempts ?? []);
  return {
    id,
    rev,
    login,
    name,
    roles: [...roles],
    scope,
    active,
    failures,
    ...(lockedUntil === undefined ? {} : { lockedUntil }),
    ...(oneTimeUntil === undefined ? {} : { oneTimeUntil }),
    ...(lastSignInAt === undefined ? {} : { lastSignInAt }),
    ...(handover === undefined ? {} : { handover: handoverRow(member, handover) }),
  };
}

/** Without the half that it keeps. */
function handoverRow(
  member: StaffMember,
  { byId, expiresAt }: PasswordHandover,
): NonNullable<StaffRow["handover"]> {
  return { byId, expiresAt, drawn: drawnHalves(member) };
}

/** Who is signed in: the screens offer no more than these roles permit. */
export function meOf(member: StaffMember, language: "zh" | "en"): Me {
  const { id, name, login, roles, scope } = member;
  return { id, name, login, roles: [...roles], scope, language };
}

/** A session, and whether it is the one with the id `own`, which asks. */
export function sessionRow(session: Session, own: string): SessionRow {
  const { id, startedAt, expiresAt, endedAt, endedBy, origin } = session;
  const ended = endedAt === undefined ? {} : { endedAt, endedBy };
  return { id, startedAt, expiresAt, ...ended, origin, current: id === own };
}
