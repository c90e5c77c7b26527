import type { Actor } from "@warmline/shared/access/actor.ts";
import type { Customer } from "@warmline/shared/households/customer.ts";
import type { DescribedCustomer } from "@warmline/shared/households/customer-changes.ts";
import type { Household } from "@warmline/shared/households/model.ts";
import { mapOk, ok, type Result } from "@warmline/shared/kernel/result.ts";
import type { Write } from "@warmline/shared/store/write.ts";
import type { Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { readClaim, type Claimed } from "./customer-claims.ts";
import { newCustomer, type NewCustomerCode } from "./customer-commands.ts";
import { readHolder, type HolderCode } from "./customer-links.ts";

/** Somebody known, or somebody who is registered in the same commit. */
export type HolderInput = { readonly id: string } | DescribedCustomer;

/** As read; what is wrong with them is told only to whoever may see the household. */
export type NextHolder =
  | { readonly is: "name" }
  | { readonly is: "known"; readonly found: Result<Customer, HolderCode> }
  | {
      readonly is: "new";
      readonly described: DescribedCustomer;
      readonly claimed: Claimed | null;
    };

export async function readNextHolder(
  reads: Reads,
  actor: Actor,
  input: HolderInput | undefined,
): Promise<NextHolder> {
  if (input === undefined) return { is: "name" };
  if ("id" in input) return { is: "known", found: await readHolder(reads, actor, input.id) };
  const claimed = await readClaim(reads, actor, input.identity);
  return { is: "new", described: input, claimed };
}

interface Taken {
  /** Undefined: only the name is known. */
  readonly customerId: string | undefined;
  readonly writes: readonly Write[];
}

export type NextHolderCode = HolderCode | NewCustomerCode;

/** Refusals: those of `readHolder` of somebody known, those of `newCustomer` of somebody new. */
export function takeHolder(next: NextHolder, moment: Moment): Result<Taken, NextHolderCode> {
  switch (next.is) {
    case "name":
      return ok({ customerId: undefined, writes: [] });
    case "known":
      return mapOk(next.found, ({ id }) => ({ customerId: id, writes: [] }));
    case "new":
      return mapOk(newCustomer(next.described, next.claimed, moment), ({ id, writes }) => ({
        customerId: id,
        writes,
      }));
  }
}

/** Two customers are told apart; where one is not known as such, the name decides. */
export function isHeldBy(
  current: Pick<Household, "name" | "customerId">,
  next: Pick<Taken, "customerId"> & { readonly name: string },
): boolean {
  if (current.customerId === undefined || next.customerId === undefined) {
    return current.name === next.name;
  }
  return current.customerId === next.customerId;
}
