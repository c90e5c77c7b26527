import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Actor } from "@warmline/shared/access/actor.ts";
import { cityWide, within } from "@warmline/shared/access/scope.ts";
import type { Me } from "@warmline/shared/staff/api.ts";
import { sessions, staff, type Session, type StaffMember } from "@warmline/shared/staff/model.ts";
import type { Deps } from "../../platform/deps.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { meOf } from "./rows.ts";
import { runningSessions } from "./sessions.ts";

/**
 * Staff by log-in, as far as the actor's scope goes: a branch's dispatcher sees the branch's
 * people.
 */
export async function listStaff(
  { store }: Deps,
  actor: Actor,
  active: boolean | undefined,
): Promise<StaffMember[]> {
  const where = { active: active ?? [true, false] };
  const found = await findAll({ store }, staff, { index: "byActive", where });
  return found.filter(({ scope }) => cityWide(actor) || inSameScope(actor, scope));
}

/** A hall serves every branch's residents, but answers for none of a branch's people. */
function inSameScope(actor: Actor, scope: StaffMember["scope"]): boolean {
  const atHall = actor.kind === "staff" && actor.scope.kind === "hall";
  return scope.kind !== "city" && (!atHall || scope.kind === "hall") && within(actor, scope);
}

const SESSIONS_SHOWN = 50;

/**
 * A person's newest sessions and all that are running, newest first. Refusals, in this order:
 * `out-of-scope`, `not-found`.
 */
export async function listSessions(
  { store, clock }: Deps,
  actor: Actor,
  staffId: string,
): Promise<Result<Session[], "out-of-scope" | "not-found">> {
  if (!cityWide(actor)) return refuse("out-of-scope");
  if ((await store.get(staff, staffId)) === null) return refuse("not-found");
  const where = { staffId };
  const newest = await store.find(sessions, {
    index: "byStaff",
    where,
    order: "descending",
    limit: SESSIONS_SHOWN,
  });
  const running = await runningSessions(store, staffId, clock.now());
  const byId = new Map([...newest, ...running].map((session) => [session.id, session]));
  return ok([...byId.values()].toSorted((one, other) => other.startedAt - one.startedAt));
}

/** Who is signed in. Refusal: `not-signed-in`, for anybody who is not a member of staff. */
export async function whoAmI(
  { store }: Pick<Deps, "store">,
  { actor, language }: Caller,
): Promise<Result<Me, "not-signed-in">> {
  const member = actor.kind === "staff" ? await store.get(staff, actor.id) : null;
  return member === null ? refuse("not-signed-in") : ok(meOf(member, language));
}

/** One member of staff, for whoever may change them. Refusal: `not-found`. */
export async function getMember(
  { store }: Pick<Deps, "store">,
  id: string,
): Promise<Result<StaffMember, "not-found">> {
  const member = await store.get(staff, id);
  return member === null ? refuse("not-found") : ok(member);
}
