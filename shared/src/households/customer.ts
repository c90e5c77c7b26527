import type { Instant } from "../kernel/time.ts";
import { collection, type Body, type Stored } from "../store/collection.ts";
import type { IdentityKind } from "./identity-number.ts";

/** The words are `households.customer.kind.<kind>`. */
export const CUSTOMER_KINDS = ["person", "organisation"] as const;
export type CustomerKind = (typeof CUSTOMER_KINDS)[number];

/** 证件: by what somebody is known to be themselves. */
export interface Identity {
  readonly kind: IdentityKind;
  readonly number: string;
}

/** 发票抬头: what an invoice names its buyer by; of a person the title alone. */
export interface InvoiceTitle {
  readonly title: string;
  readonly taxNumber?: string;
  /** As registered with the tax office. */
  readonly address?: string;
  readonly phone?: string;
  readonly bank?: string;
  readonly account?: string;
}

export interface CustomerFacts {
  readonly kind: CustomerKind;
  readonly name: string;
  /** E.164; normalised on write. */
  readonly phones: readonly string[];
  readonly mailingAddress?: string;
  readonly identity?: Identity;
  readonly invoice?: InvoiceTitle;
}

/** What was known of a customer from a moment on. Never changed: another version follows it. */
export interface CustomerVersion {
  /** 1, 2, 3 … */
  readonly version: number;
  readonly facts: CustomerFacts;
  readonly reason?: string;
  readonly at: Instant;
  readonly byName: string;
}

/** 并入: it turned out to be another customer; its households went there. */
export interface CustomerMerge {
  readonly intoId: string;
  /** Those that went, so that they can come back. */
  readonly householdIds: readonly string[];
  readonly reason?: string;
  readonly at: Instant;
  readonly byName: string;
}

/**
 * 客户: a person or an organisation that holds households (`household.customerId`), as many as it
 * will. A household without one is known by its holder's name alone.
 */
export interface Customer extends Stored {
  /** The oldest first; the newest holds. */
  readonly versions: readonly CustomerVersion[];
  /** The branch whose people registered it: theirs while it has no household; none: the city's. */
  readonly registeredIn?: string;
  /** Then it is found by nothing and changed by nothing, until it is taken apart again. */
  readonly merged?: CustomerMerge;
  /** The last places of its numbers, backwards: for finance, who searches by them. */
  readonly tails: readonly string[];
}

export const customers = collection<Customer>("customers", {
  indexes: { byId: ["id"], byTail: ["tails[]"] },
});

/**
 * Who has a number; its id is a digest of kind and number, so that logs and conflicts name none. A
 * claim, as a number that was typed wrong is given up.
 */
export interface IdentityClaim extends Stored {
  readonly customerId: string | null;
}

export const identityClaims = collection<IdentityClaim>("identityClaims");

export function factsOf({ versions }: Pick<Customer, "versions">): CustomerFacts {
  return versions.at(-1)!.facts;
}

/** A customer with one version more, or a new one with its first. */
export function withFacts(
  before: Omit<Body<Customer>, "tails">,
  next: Omit<CustomerVersion, "version">,
): Body<Customer> {
  const { versions, ...kept } = before;
  return findable({
    ...kept,
    versions: [...versions, { version: versions.length + 1, ...next }],
  });
}

/** With the ends of its numbers that it is found by; of a merged one none. */
export function findable(customer: Omit<Body<Customer>, "tails">): Body<Customer> {
  if (customer.merged !== undefined) return { ...customer, tails: [] };
  const facts = factsOf(customer);
  const tails = [...new Set(numbersOf(facts).map(tailOf))];
  return { ...customer, tails };
}

/** The numbers that are whole for finance alone and that it searches by. */
export function numbersOf({ identity, invoice }: CustomerFacts): string[] {
  return [identity?.number, invoice?.taxNumber].filter((number) => number !== undefined);
}

const TAIL_LENGTH = 6;

/** `11010519491231002X` → `X20013`: what ends alike begins alike. */
export function tailOf(number: string): string {
  return Array.from(number).slice(-TAIL_LENGTH).toReversed().join("");
}
