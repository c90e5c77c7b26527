import { assert } from "@warmline/shared/kernel/assert.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { OrgNode } from "@warmline/shared/households/model.ts";
import { needsPassword, type Standing } from "@warmline/shared/staff/dual-control.ts";
import { handoverFrom } from "@warmline/shared/staff/handover.ts";
import {
  logins,
  staff,
  type LoginClaim,
  type Session,
  type StaffMember,
} from "@warmline/shared/staff/model.ts";
import type { WantedRights } from "@warmline/shared/staff/rights-api.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { command, type Decision, type Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { cityAdministrators } from "./administrators.ts";
import { joined, placeOf } from "./create-staff.ts";
import { withHandover } from "./passwords.ts";
import { rightsChanged } from "./rights.ts";
import { endedWrites, runningSessions } from "./sessions.ts";
import { standingOf } from "./standing.ts";

export interface Granting {
  /** Null: a newcomer. */
  readonly member: StaffMember | null;
  readonly claim: LoginClaim | null;
  readonly login: string;
  readonly from: Standing | null;
  readonly to: Standing;
  /** Where they worked and would work; null: everywhere, or nowhere that is known. */
  readonly places: { readonly from: OrgNode | null; readonly to: OrgNode | null };
  /** 密码分持: a new password, of which each administrator is shown one half. */
  readonly newPassword: boolean;
  readonly administrators: readonly StaffMember[];
  readonly running: readonly Session[];
}

/**
 * 授予权限: what gives somebody a guarded right, or a password to whoever has one, word for word as
 * it was asked for; the person's sessions end. By request alone: who asked and who approved are two
 * administrators, and one of them stays one, so that the city keeps one. What only takes away is
 * done by one, see member-commands.ts. Refusals, in this order: `not-found`, `login-taken`,
 * `approval-needed`, `scope-unknown`, `already-active`, `own-rights`, `no-second-administrator`.
 */
export const grantRights = command({
  name: "staff.grant-rights",
  scope: "city",
  load: loadGranting,
  seen: ({ member }, asked) => ({
    seen: "rev" in asked ? asked.rev : undefined,
    now: member?.rev ?? 0,
    ...(member === null ? {} : { subject: `staff/${member.id}` }),
  }),
  decide(state, asked, moment) {
    const { member, to, places, administrators } = state;
    const { actor, request } = moment;
    if (request === undefined) return refuse("approval-needed");
    if (to.scope.kind !== "city" && places.to === null) return refuse("scope-unknown");
    if (asked.act === "reactivate" && member?.active) return refuse("already-active");
    if (member?.id === actor.id) return refuse("own-rights");
    const others = administrators.filter(({ id }) => id !== actor.id && id !== member?.id);
    if (others.length === 0) return refuse("no-second-administrator");
    return ok(granted(state, asked, moment));
  },
});
type GrantCode =
  | "not-found"
  | "login-taken"
  | "approval-needed"
  | "scope-unknown"
  | "already-active"
  | "own-rights"
  | "no-second-administrator";

async function loadGranting(
  reads: Reads,
  asked: WantedRights,
  { at }: Moment,
): Promise<Result<Granting, GrantCode>> {
  const member = asked.act === "create" ? null : await reads.get(staff, asked.id);
  if (asked.act !== "create" && member === null) return refuse("not-found");
  const login = member?.login ?? ("login" in asked ? asked.login : "");
  const claim = await reads.get(logins, login);
  if (member === null && claim?.staffId) return refuse("login-taken", { login });
  const from = member && standingOf(member);
  const to = wanted(asked, from);
  return ok({
    member,
    claim,
    login,
    from,
    to,
    places: {
      from: from && (await placeOf(reads, from.scope)),
      to: await placeOf(reads, to.scope),
    },
    newPassword: asked.act === "reset-password" || needsPassword(from, to),
    // Not held against the commit: they are written with each of their sign-ins.
    administrators: await cityAdministrators(reads.unguarded),
    running: member === null ? [] : await runningSessions(reads, member.id, at),
  });
}

function wanted(asked: WantedRights, from: Standing | null): Standing {
  if ("roles" in asked) {
    const { name, roles, scope } = asked;
    return { name, roles: [...new Set(roles)], scope, active: from?.active ?? true };
  }
  assert(from !== null, "only a newcomer is not there yet");
  return asked.act === "reactivate" ? { ...from, active: true } : from;
}

/** `caller` is who says the last yes, `actor` who asked. */
function granted(
  { member, claim, login, from, to, newPassword, running }: Granting,
  { reason }: WantedRights,
  { at, actor, caller, request, nextId }: Moment,
): Decision<{ readonly id: string }> {
  const person = member ?? { id: nextId(), login, passwordHash: "", rev: 0 };
  const changed = { ...person, ...to };
  const byId = { first: actor.id, second: caller.actor.id };
  const next = newPassword ? withHandover(changed, handoverFrom(byId, at)) : changed;
  return {
    value: { id: next.id },
    writes: [
      ...(member === null ? joined(next, claim) : [replace(staff, member, next)]),
      ...endedWrites(running, at, caller.actor),
    ],
    // A newcomer has no name to be called by before they are there.
    subjects: member === null && !request?.executes ? [] : [`staff/${next.id}`],
    reason,
    changes: rightsChanged(from, to, newPassword),
  };
}
