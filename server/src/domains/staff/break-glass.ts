import type { Role } from "@warmline/shared/access/actor.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { logins, staff, type Session, type StaffMember } from "@warmline/shared/staff/model.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { command } from "../../platform/commands/command.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import type { Deps } from "../../platform/deps.ts";
import { administers, cityAdministrators } from "./administrators.ts";
import { machineCaller, type FromMachine } from "./machine.ts";
import { newOneTime, withOneTime, type OneTime } from "./passwords.ts";
import { rightsChanged } from "./rights.ts";
import { endedWrites, runningSessions } from "./sessions.ts";

interface Appointing {
  readonly member: StaffMember;
  readonly others: readonly StaffMember[];
  readonly oneTime: OneTime;
  readonly running: readonly Session[];
}

/**
 * 应急任命: makes somebody an administrator of the city where there are not two who could appoint one.
 * The password is a new one: the only administrator may have set the one before. Refusals, in this
 * order: `not-found`, `already-administrator`, `two-are-there`.
 */
export const appointAdministrator = command({
  name: "staff.break-glass",
  key: false,
  scope: "city",
  async load(reads, { login }: FromMachine, { at }): Promise<Result<Appointing, AppointCode>> {
    const claim = await reads.get(logins, login);
    const member = claim?.staffId ? await reads.get(staff, claim.staffId) : null;
    if (member === null) return refuse("not-found");
    const others = await cityAdministrators(reads);
    const running = await runningSessions(reads, member.id, at);
    return ok({ member, others, running, oneTime: await newOneTime() });
  },
  decide({ member, others, oneTime, running }, { reason }, { at, actor }) {
    if (administers(member)) return refuse("already-administrator");
    if (others.length > 1) return refuse("two-are-there");
    const roles: readonly Role[] = [...new Set<Role>([...member.roles, "administrator"])];
    const office = { ...member, roles, scope: { kind: "city" }, active: true } as const;
    const next = withOneTime(office, oneTime.passwordHash, at);
    return ok({
      value: oneTime.password,
      writes: [replace(staff, member, next), ...endedWrites(running, at, actor)],
      subjects: [`staff/${member.id}`],
      reason,
      changes: rightsChanged(member, next, true),
    });
  },
});
type AppointCode = "not-found" | "already-administrator" | "two-are-there";

/**
 * Appoints from the machine and raises the alarm; answers the one-time password. Refusals: those of
 * `appointAdministrator`.
 */
export async function breakGlass(deps: Deps, asked: FromMachine): Promise<Result<string, string>> {
  const done = await runCommand(deps, machineCaller(asked), appointAdministrator, asked);
  if (!done.ok) return done;
  const { login, reason, user } = asked;
  deps.log.warn({ event: "break-glass", who: login, user, reason }, "security event");
  return done;
}
