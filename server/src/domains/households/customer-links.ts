import type { Actor } from "@warmline/shared/access/actor.ts";
import type { Customer } from "@warmline/shared/households/customer.ts";
import { HOUSEHOLDS_MAX } from "@warmline/shared/households/customers-api.ts";
import { households, type Household } from "@warmline/shared/households/model.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { command } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { readCustomer } from "./customer-commands.ts";
import { householdsOf } from "./customer-reach.ts";
import { changed, seenHousehold, type SeenHousehold } from "./household-change.ts";

interface LinkCustomer extends SeenHousehold {
  readonly customerId: string;
}

interface Linking {
  readonly current: Household;
  /** What is wrong with them is told only to whoever may see the household. */
  readonly holder: Result<Customer, HolderCode>;
}

export type HolderCode = "customer-unknown" | "customer-merged" | "customer-full" | "out-of-scope";

/**
 * A customer who may take so many further households. How many they hold is not guarded: what is
 * more by a race is shown as well. Refusals, in this order: `customer-unknown`, `out-of-scope`,
 * `customer-merged`, `customer-full`.
 */
export async function readHolder(
  reads: Reads,
  actor: Actor,
  id: string,
  further = 1,
): Promise<Result<Customer, HolderCode>> {
  const found = await readCustomer(reads, actor, id);
  if (!found.ok)
    return found.code === "not-found" ? refuse("customer-unknown") : refuse(found.code);
  const held = await householdsOf(reads.unguarded, id);
  if (held + further > HOUSEHOLDS_MAX) return refuse("customer-full", { limit: HOUSEHOLDS_MAX });
  return found;
}

/**
 * 关联客户: says who holds a household; the name on it stays as it is printed. Inverse: unlinking.
 * Refusals, in this order: `not-found`, those of `readHolder`, `household-linked`.
 */
export const linkCustomer = command({
  name: "households.link-customer",
  async load(
    reads,
    { id, customerId }: LinkCustomer,
    { actor },
  ): Promise<Result<Linking, HolderCode | "not-found">> {
    const current = await reads.get(households, id);
    if (current === null) return refuse("not-found");
    return ok({ current, holder: await readHolder(reads, actor, customerId) });
  },
  scope: ({ current }) => current.place,
  seen: seenHousehold,
  decide({ current, holder }, { reason }) {
    if (!holder.ok) return holder;
    if (current.customerId !== undefined) return refuse("household-linked");
    const { id: customerId } = holder.value;
    const done = changed(current, { ...current, customerId }, reason);
    return ok({ ...done, subjects: [...done.subjects, `customers/${customerId}`] });
  },
});

/**
 * 解除关联: only the name is known again. Refusals, in this order: `not-found`, `household-unlinked`.
 */
export const unlinkCustomer = command({
  name: "households.unlink-customer",
  async load(reads, { id }: SeenHousehold): Promise<Result<{ current: Household }, "not-found">> {
    const current = await reads.get(households, id);
    return current === null ? refuse("not-found") : ok({ current });
  },
  scope: ({ current }) => current.place,
  seen: seenHousehold,
  decide({ current }, { reason }) {
    const { customerId, ...bare } = current;
    if (customerId === undefined) return refuse("household-unlinked");
    const done = changed(current, bare, reason);
    return ok({ ...done, subjects: [...done.subjects, `customers/${customerId}`] });
  },
});
