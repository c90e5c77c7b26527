import type { Household } from "../households/model.ts";

/**
 * 原户主账户: what stayed with a former holder when the household was transferred; its id is
 * `<householdId>.<n>`, n counting the household's transfers from 1. The household's own account is
 * that of whoever holds it now.
 */
export function formerAccountId(householdId: string, transfer: number): string {
  return `${householdId}.${transfer}`;
}

const FORMER = /^(?<householdId>.+)\.(?<transfer>[1-9]\d{0,3})$/;

/** Whose household an account belongs to: the present holder's, or that of a former one. */
export function householdIdOf(accountId: string): string {
  return FORMER.exec(accountId)?.groups?.["householdId"] ?? accountId;
}

export function isFormerAccount(accountId: string): boolean {
  return FORMER.test(accountId);
}

type Held = Pick<Household, "id" | "name" | "formerHolders">;

/** The name of whoever an account of a household is; null: it has no such former holder. */
export function holderOf({ id, name, formerHolders = [] }: Held, accountId: string): string | null {
  if (accountId === id) return name;
  const place = formerHolders.findIndex((_, at) => formerAccountId(id, at + 1) === accountId);
  return formerHolders[place]?.name ?? null;
}

/** The accounts that its former holders may have, the oldest first. */
export function formerAccountIds({
  id,
  formerHolders = [],
}: Pick<Held, "id" | "formerHolders">): string[] {
  return formerHolders.map((_, place) => formerAccountId(id, place + 1));
}
