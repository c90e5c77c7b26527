import type { Actor } from "@warmline/shared/access/actor.ts";
import { branchOf } from "@warmline/shared/access/scope.ts";
import {
  changedFields,
  describeCustomer,
  type DescribedCustomer,
  type FactsCode,
} from "@warmline/shared/households/customer-changes.ts";
import {
  customers,
  factsOf,
  withFacts,
  type Customer,
  type CustomerFacts,
} from "@warmline/shared/households/customer.ts";
import { households, type Household } from "@warmline/shared/households/model.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { insert, replace, type Write } from "@warmline/shared/store/write.ts";
import { command, type Decision, type Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { moveClaim, readClaim, type ClaimCode, type Claimed } from "./customer-claims.ts";
import { withinReach } from "./customer-reach.ts";
import { changed, recorded, seenHousehold, type Revision } from "./household-change.ts";

interface RegisterCustomer extends DescribedCustomer {
  /** Whose it is from now on. */
  readonly household?: { readonly id: string; readonly rev: number } | undefined;
}

interface Registering {
  readonly claimed: Claimed | null;
  readonly current: Household | null;
}

/**
 * 登记客户, at once of a household where one is named; changing back and unlinking are the inverses.
 * Refusals, in this order: `not-found` (the household), `household-linked`, those of
 * `describeCustomer`, those of `moveClaim`.
 */
export const registerCustomer = command({
  name: "customers.register",
  async load(reads, input: RegisterCustomer, { actor }): Promise<Result<Registering, "not-found">> {
    const { household } = input;
    const current = household === undefined ? null : await reads.get(households, household.id);
    if (household !== undefined && current === null) return refuse("not-found");
    return ok({ current, claimed: await readClaim(reads, actor, input.identity) });
  },
  scope: ({ current }) => (current === null ? [] : current.place),
  seen: ({ current }, { household }) =>
    current === null || household === undefined
      ? { now: 0 }
      : seenHousehold({ current }, household),
  decide({ current, claimed }, { household: _, ...described }, moment) {
    if (current?.customerId !== undefined) return refuse("household-linked");
    const made = newCustomer(described, claimed, moment);
    if (!made.ok) return made;
    const { id, writes } = made.value;
    const linked = current && changed(current, { ...current, customerId: id }, undefined);
    return ok({
      value: { id, rev: 1 },
      writes: [...writes, ...(linked?.writes ?? [])],
      subjects: [`customers/${id}`, ...(linked?.subjects ?? [])],
    });
  },
});

export type NewCustomerCode = FactsCode | ClaimCode;

interface NewCustomer {
  readonly id: string;
  readonly writes: readonly Write[];
}

/** Refusals, in this order: those of `describeCustomer` and `moveClaim`. */
export function newCustomer(
  described: DescribedCustomer,
  claimed: Claimed | null,
  moment: Moment,
): Result<NewCustomer, NewCustomerCode> {
  const facts = describeCustomer(described, null, moment.areaCode);
  if (!facts.ok) return facts;
  const id = moment.nextId();
  const claim = moveClaim(id, null, claimed);
  if (!claim.ok) return claim;
  const registeredIn = branchOf(moment.actor);
  const where = registeredIn === undefined ? {} : { registeredIn };
  const first = { facts: facts.value, ...recorded(moment, {}) };
  const customer = withFacts({ id, versions: [], ...where }, first);
  return ok({ id, writes: [insert(customers, customer), ...claim.value] });
}

export interface SeenCustomer {
  readonly id: string;
  /** The revision that the person saw. */
  readonly rev: number;
  readonly reason: string;
}

interface Changing {
  readonly customer: Customer;
  readonly before: Claimed | null;
  readonly after: Claimed | null;
}

export type SeenCustomerCode = "not-found" | "out-of-scope" | "customer-merged";

/**
 * A customer within reach who is nobody else. Refusals, in this order: `not-found`, `out-of-scope`,
 * `customer-merged`.
 */
export async function readCustomer(
  reads: Reads,
  actor: Actor,
  id: string,
): Promise<Result<Customer, SeenCustomerCode>> {
  const found = await withinReach(reads.unguarded, actor, await reads.get(customers, id));
  return found.ok && found.value.merged !== undefined ? refuse("customer-merged") : found;
}

export function seenCustomer(
  { customer }: { readonly customer: Customer },
  { rev }: { readonly rev: number },
) {
  return { seen: rev, now: customer.rev, subject: `customers/${customer.id}` };
}

/**
 * 修改客户资料; its inverse is changing back. Refusals, in this order: those of `readCustomer`,
 * of `describeCustomer` and of `moveClaim`, `customer-same`.
 */
export const changeCustomer = command({
  name: "customers.change",
  async load(
    reads,
    { id, identity }: SeenCustomer & DescribedCustomer,
    { actor },
  ): Promise<Result<Changing, SeenCustomerCode>> {
    const found = await readCustomer(reads, actor, id);
    if (!found.ok) return found;
    const customer = found.value;
    const before = await readClaim(reads, actor, factsOf(customer).identity);
    const after = identity === undefined ? before : await readClaim(reads, actor, identity);
    return ok({ customer, before, after });
  },
  scope: "anywhere",
  seen: seenCustomer,
  decide(changing, { id: _, rev: __, reason, ...described }, moment) {
    const facts = describeCustomer(described, factsOf(changing.customer), moment.areaCode);
    return facts.ok ? withChange(changing, facts.value, reason, moment) : facts;
  },
});

interface ChangeBack extends SeenCustomer {
  readonly version: number;
}

interface ChangingBack extends Changing {
  readonly facts: CustomerFacts;
}

/**
 * 改回: what an earlier version said holds again, its numbers too, which most cannot type as they see
 * them masked. Refusals, in this order: those of `readCustomer`, `version-unknown`,
 * those of `moveClaim`, `customer-same`.
 */
export const changeCustomerBack = command({
  name: "customers.change-back",
  async load(
    reads,
    { id, version }: ChangeBack,
    { actor },
  ): Promise<Result<ChangingBack, SeenCustomerCode | "version-unknown">> {
    const found = await readCustomer(reads, actor, id);
    if (!found.ok) return found;
    const customer = found.value;
    const facts = customer.versions.find((one) => one.version === version)?.facts;
    if (facts === undefined) return refuse("version-unknown");
    const before = await readClaim(reads, actor, factsOf(customer).identity);
    return ok({ customer, before, after: await readClaim(reads, actor, facts.identity), facts });
  },
  scope: "anywhere",
  seen: seenCustomer,
  decide: ({ facts, ...changing }, { reason }, moment) =>
    withChange(changing, facts, reason, moment),
});

/** Refusals, in this order: those of `moveClaim`, `customer-same`. */
function withChange(
  { customer, before, after }: Changing,
  facts: CustomerFacts,
  reason: string,
  moment: Moment,
): Result<Decision<Revision>, ClaimCode | "customer-same"> {
  const claims = moveClaim(customer.id, before, after);
  if (!claims.ok) return claims;
  if (changedFields(factsOf(customer), facts).length === 0) return refuse("customer-same");
  const { id, rev } = customer;
  const next = withFacts(customer, { facts, ...recorded(moment, { reason }) });
  return ok({
    value: { id, rev: rev + 1 },
    writes: [replace(customers, customer, next), ...claims.value],
    subjects: [`customers/${id}`],
    reason,
  });
}
