import { hash } from "node:crypto";
import {
  customers,
  factsOf,
  identityClaims,
  type Customer,
  type Identity,
  type IdentityClaim,
} from "@warmline/shared/households/customer.ts";
import { identityNumber } from "@warmline/shared/households/identity-number.ts";
import { ok, refuse, type Refusal, type Result } from "@warmline/shared/kernel/result.ts";
import { put, replace, type Write } from "@warmline/shared/store/write.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import type { Actor } from "@warmline/shared/access/actor.ts";
import { inReach } from "./customer-reach.ts";

/** A number with whoever holds it, as read. */
export interface Claimed {
  readonly id: string;
  readonly claim: IdentityClaim | null;
  /** Who has it, if they may be told: another branch's customer is no answer. */
  readonly holder: Customer | null;
}

export function claimId({ kind, number }: Identity): string {
  return hash("sha256", `${kind}/${number}`, "hex");
}

/** Null: there is no number, or what is none, which the rule refuses. */
export async function readClaim(
  reads: Reads,
  actor: Actor,
  typed: Identity | null | undefined,
): Promise<Claimed | null> {
  if (!typed) return null;
  const number = identityNumber(typed.kind, typed.number);
  if (!number.ok) return null;
  const id = claimId({ kind: typed.kind, number: number.value });
  const claim = await reads.get(identityClaims, id);
  if (claim === null || claim.customerId === null) return { id, claim, holder: null };
  const holder = await present(reads, claim.customerId);
  const told = holder !== null && (await inReach(reads.unguarded, actor, holder));
  return { id, claim, holder: told ? holder : null };
}

export type ClaimCode = "customer-known" | "customer-known-elsewhere";

/** Whoever the customer is by now: into whom they were merged. */
async function present(reads: Reads, id: string): Promise<Customer | null> {
  const customer = await reads.unguarded.get(customers, id);
  const intoId = customer?.merged?.intoId;
  return intoId === undefined ? customer : present(reads, intoId);
}

/**
 * The claims as they are once a customer has `after` in place of `before`. Refusals:
 * `customer-known`, with who has the number, or `customer-known-elsewhere` where that may not be
 * told.
 */
export function moveClaim(
  customerId: string,
  before: Claimed | null,
  after: Claimed | null,
): Result<Write[], ClaimCode> {
  if (before?.id === after?.id) return ok([]);
  const taken = after?.claim?.customerId ?? null;
  if (taken !== null && taken !== customerId) return knownRefusal(after!.holder);
  const given = before?.claim?.customerId === customerId ? before.claim : null;
  return ok([
    ...(given === null ? [] : [replace(identityClaims, given, { ...given, customerId: null })]),
    ...(after === null ? [] : [take(after, customerId)]),
  ]);
}

function take({ id, claim }: Claimed, customerId: string): Write {
  const next = { id, customerId };
  return put(identityClaims, claim, next);
}

function knownRefusal(holder: Customer | null): Refusal<ClaimCode> {
  if (holder === null) return refuse("customer-known-elsewhere");
  return refuse("customer-known", { customerId: holder.id, name: factsOf(holder).name });
}
