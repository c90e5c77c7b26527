import type { Actor } from "@warmline/shared/access/actor.ts";
import type { DelegationPage } from "@warmline/shared/requests/delegation-api.ts";
import { delegations, mayStandIn, type Delegation } from "@warmline/shared/requests/delegation.ts";
import { staff } from "@warmline/shared/staff/model.ts";
import type { Deps } from "../../platform/deps.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import { actorOf } from "./stand-ins.ts";

/** What somebody gave and was given that is not over, and the colleagues who could be given it. */
export async function delegationPage(
  { store, clock }: Pick<Deps, "store" | "clock">,
  actor: Actor,
): Promise<DelegationPage> {
  const from = clock.now();
  const [given, received, people] = await Promise.all([
    findAll({ store }, delegations, { index: "byFrom", where: { fromId: actor.id }, from }),
    findAll({ store }, delegations, { index: "byTo", where: { toId: actor.id }, from }),
    findAll({ store }, staff, { index: "byActive", where: { active: true } }),
  ]);
  const colleagues = people.flatMap((one) => actorOf(one) ?? []).filter(mayStandIn);
  return {
    delegations: [...given, ...received].filter(({ endedAt }) => endedAt === undefined).map(row),
    colleagues: colleagues
      .filter(({ id }) => id !== actor.id)
      .map(({ id, name, roles }) => ({ id, name, roles: [...roles] })),
  };
}

function row({ id, rev, fromId, fromName, toId, toName, startsAt, endsAt, reason }: Delegation) {
  return { id, rev, fromId, fromName, toId, toName, startsAt, endsAt, reason };
}
