import {
  customers,
  findable,
  type Customer,
  type CustomerMerge,
} from "@warmline/shared/households/customer.ts";
import { households, type Household } from "@warmline/shared/households/model.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { command, type Decision, type Placed } from "../../platform/commands/command.ts";
import {
  readCustomer,
  seenCustomer,
  type SeenCustomer,
  type SeenCustomerCode,
} from "./customer-commands.ts";
import { readHolder, type HolderCode } from "./customer-links.ts";
import { withinReach } from "./customer-reach.ts";
import { recorded, type Revision } from "./household-change.ts";

/** So many households change in one commit; somebody larger is linked one by one. */
const MERGED_MAX = 300;

interface Merging {
  readonly customer: Customer;
  readonly into: Result<Customer, HolderCode>;
  readonly held: readonly Household[];
}

/**
 * 合并客户: two that are the same person. The households go to the other; what was signed stays as it
 * was signed, and the number stays claimed. Inverse: unmerging. Refusals, in this order: those of
 * `readCustomer`, `out-of-scope` of any household, `customer-itself`, those of `readHolder`,
 * `customer-large`.
 */
export const mergeCustomer = command({
  name: "customers.merge",
  async load(
    reads,
    { id, intoId }: SeenCustomer & { readonly intoId: string },
    { actor },
  ): Promise<Result<Merging, SeenCustomerCode>> {
    const found = await readCustomer(reads, actor, id);
    if (!found.ok) return found;
    const held = await reads.find(households, {
      index: "byCustomer",
      where: { customerId: id },
      limit: MERGED_MAX + 1,
    });
    const into = await readHolder(reads, actor, intoId, held.length);
    return ok({ customer: found.value, into, held });
  },
  scope: ({ held }) => placesOf(held),
  seen: seenCustomer,
  decide({ customer, into, held }, { intoId, reason }, moment) {
    if (intoId === customer.id) return refuse("customer-itself");
    if (!into.ok) return into;
    if (held.length > MERGED_MAX) return refuse("customer-large", { limit: MERGED_MAX });
    const householdIds = held.map(({ id }) => id);
    const merged = { intoId, householdIds, ...recorded(moment, { reason }) };
    const next = findable({ ...customer, merged });
    return ok(moved({ customer, next, held, intoId, reason }));
  },
});

interface Unmerging {
  readonly customer: Customer;
  readonly merged: CustomerMerge;
  readonly into: Customer | null;
  readonly held: readonly Household[];
}

/**
 * 撤销合并: of the households that went, those the other still holds come back. The newest merge of
 * a chain is undone first. Refusals, in this order: `not-found`, `out-of-scope`,
 * `customer-not-merged`, `customer-merged` (the other).
 */
export const unmergeCustomer = command({
  name: "customers.unmerge",
  async load(
    reads,
    { id }: SeenCustomer,
    { actor },
  ): Promise<Result<Unmerging, SeenCustomerCode | "customer-not-merged">> {
    const found = await withinReach(reads.unguarded, actor, await reads.get(customers, id));
    if (!found.ok) return found;
    const customer = found.value;
    const { merged } = customer;
    if (merged === undefined) return refuse("customer-not-merged");
    const went = await reads.getMany(households, merged.householdIds);
    const held = went.filter(({ customerId }) => customerId === merged.intoId);
    return ok({ customer, merged, into: await reads.get(customers, merged.intoId), held });
  },
  scope: ({ held }) => placesOf(held),
  seen: seenCustomer,
  decide({ customer, merged, into, held }, { reason }) {
    if (into?.merged !== undefined) return refuse("customer-merged");
    const { merged: _, ...bare } = customer;
    const { intoId } = merged;
    return ok(moved({ customer, next: findable(bare), held, intoId, reason }));
  },
});

function placesOf(held: readonly Household[]): Placed[] {
  return held.map(({ place }) => ({ place }));
}

interface Moved {
  readonly customer: Customer;
  readonly next: Body<Customer>;
  readonly held: readonly Household[];
  /** The other one. */
  readonly intoId: string;
  readonly reason: string;
}

function moved({ customer, next, held, intoId, reason }: Moved): Decision<Revision> {
  const customerId = next.merged === undefined ? customer.id : intoId;
  return {
    value: { id: customer.id, rev: customer.rev + 1 },
    writes: [
      replace(customers, customer, next),
      ...held.map((one) => replace(households, one, { ...one, customerId })),
    ],
    subjects: [
      `customers/${customer.id}`,
      `customers/${intoId}`,
      ...held.map(({ id }) => `households/${id}`),
    ],
    reason,
  };
}
