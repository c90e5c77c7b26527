import type { Actor } from "@warmline/shared/access/actor.ts";
import { branchOf, within } from "@warmline/shared/access/scope.ts";
import type { Customer } from "@warmline/shared/households/customer.ts";
import { households } from "@warmline/shared/households/model.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Store } from "@warmline/shared/store/port.ts";

type Counting = Pick<Store, "count" | "group">;
type Reached = Pick<Customer, "id" | "registeredIn" | "merged">;

/**
 * Those within reach, in one question. A customer is of the branches of its households, and while
 * it has none, of the branch that registered it; a merged one is where the other is. Computed from
 * the households, which may move.
 */
export async function reachable<C extends Reached>(
  reads: Counting,
  actor: Actor,
  all: readonly C[],
): Promise<C[]> {
  const branchId = branchOf(actor);
  if (branchId === undefined) return within(actor, {}) ? [...all] : [];
  const idOf = ({ id, merged }: Reached) => merged?.intoId ?? id;
  const branches = await branchesOfHouseholds(reads, all.map(idOf));
  return all.filter((one) => {
    const held = branches.get(idOf(one));
    return held === undefined ? one.registeredIn === branchId : held.includes(branchId);
  });
}

/** Of each of these customers the branches of its households, in one question. */
export async function branchesOfHouseholds(
  reads: Counting,
  ids: readonly string[],
): Promise<Map<string, string[]>> {
  const branches = new Map<string, string[]>();
  if (ids.length === 0) return branches;
  const groups = await reads.group(households, {
    index: "byCustomer",
    where: { customerId: ids },
    by: ["customerId", "place.branchId"],
  });
  for (const { by } of groups) {
    const [id, branchId] = [String(by["customerId"]), String(by["place.branchId"])];
    branches.set(id, [...(branches.get(id) ?? []), branchId]);
  }
  return branches;
}

export async function inReach(reads: Counting, actor: Actor, one: Reached): Promise<boolean> {
  return (await reachable(reads, actor, [one])).length > 0;
}

/** A customer as it was read. Refusals, in this order: `not-found`, `out-of-scope`. */
export async function withinReach(
  reads: Counting,
  actor: Actor,
  customer: Customer | null,
): Promise<Result<Customer, "not-found" | "out-of-scope">> {
  if (customer === null) return refuse("not-found");
  return (await inReach(reads, actor, customer)) ? ok(customer) : refuse("out-of-scope");
}

/** How many households a customer holds. */
export function householdsOf(reads: Counting, customerId: string): Promise<number> {
  return reads.count(households, { index: "byCustomer", where: { customerId } });
}
