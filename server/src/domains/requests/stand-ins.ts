import type { Actor, StaffActor } from "@warmline/shared/access/actor.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import {
  delegations,
  holdsAt,
  mayStandIn,
  type Delegation,
} from "@warmline/shared/requests/delegation.ts";
import { staff, type StaffMember } from "@warmline/shared/staff/model.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { findAll } from "../../platform/stores/find-pages.ts";

/** As whom a member of the staff acts; null: not any more. */
export function actorOf(member: StaffMember | null): StaffActor | null {
  if (!member?.active) return null;
  const { id, name, roles, scope } = member;
  return { kind: "staff", id, name, roles, scope };
}

/** 代理: those whose right to approve somebody holds at this moment, as they are by now. */
export async function standInsOf(
  store: Pick<Store, "find" | "getMany">,
  actor: Actor,
  now: Instant,
): Promise<StaffActor[]> {
  const given = await delegationsTo(store, actor.id, now);
  const ids = given.filter((one) => holdsAt(one, now)).map(({ fromId }) => fromId);
  if (ids.length === 0) return [];
  const people = await store.getMany(staff, [...new Set(ids)]);
  return people.flatMap((one) => actorOf(one) ?? []).filter(mayStandIn);
}

/** Those that are not over, be they ended. */
function delegationsTo(
  store: Pick<Store, "find">,
  toId: string,
  now: Instant,
): Promise<Delegation[]> {
  return findAll({ store }, delegations, { index: "byTo", where: { toId }, from: now });
}
