import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Actor } from "@warmline/shared/staff/actor.ts";
import { cityWide, within } from "@warmline/shared/staff/scope.ts";
import { sessions, staff, type Session, type StaffMember } from "@warmline/shared/staff/types.ts";
import { FIND_LIMIT_MAX } from "@warmline/shared/store/port.ts";
import type { Deps } from "../platform/deps.ts";

/**
 * Staff by log-in, as far as the actor's scope goes: a branch's dispatcher sees the branch's
 * people.
 */
export async function listStaff(
  { store }: Deps,
  actor: Actor,
  active: boolean | undefined,
): Promise<StaffMember[]> {
  const found = await store.find(staff, {
    index: "byActive",
    where: { active: active ?? [true, false] },
    limit: FIND_LIMIT_MAX,
  });
  return found.filter(({ scope }) => cityWide(actor) || inSameScope(actor, scope));
}

function inSameScope(actor: Actor, scope: StaffMember["scope"]): boolean {
  return scope.kind !== "city" && within(actor, scope);
}

const SESSIONS_SHOWN = 50;

/** A person's newest sessions. Refusals, in this order: `out-of-scope`, `not-found`. */
export async function listSessions(
  { store }: Deps,
  actor: Actor,
  staffId: string,
): Promise<Result<Session[], "out-of-scope" | "not-found">> {
  if (!cityWide(actor)) return refuse("out-of-scope");
  if ((await store.get(staff, staffId)) === null) return refuse("not-found");
  return ok(
    await store.find(sessions, {
      index: "byStaff",
      where: { staffId },
      order: "descending",
      limit: SESSIONS_SHOWN,
    }),
  );
}
