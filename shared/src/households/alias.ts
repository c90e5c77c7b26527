import { ok, refuse, type Result } from "../kernel/result.ts";
import { collection, type Stored } from "../store/collection.ts";

/** 别号: by what else a household is known; the words are `households.alias.<scheme>`. */
export const ALIAS_SCHEMES = ["legacy", "card", "bank", "meter"] as const;
export type AliasScheme = (typeof ALIAS_SCHEMES)[number];

export interface Alias {
  /** 旧户号, 缴费卡号, 银行代扣协议号 (a bank's BillKey), 热表号. */
  readonly scheme: AliasScheme;
  readonly number: string;
}

/**
 * Who has a number of a scheme; its id is `<scheme>/<number>`. A claim, as it may be given up and
 * taken by another.
 */
export interface AliasClaim extends Stored {
  readonly householdId: string | null;
}

export const aliases = collection<AliasClaim>("aliases");

export function aliasId({ scheme, number }: Alias): string {
  return `${scheme}/${number}`;
}

export function sameAlias(one: Alias, other: Alias): boolean {
  return aliasId(one) === aliasId(other);
}

const NUMBER = /^[A-Z0-9][A-Z0-9_-]{2,39}$/;

/**
 * A number in the one way in which it is kept: full-width or small, with blanks or without.
 * Refusal: `alias-wrong`.
 */
export function aliasNumber(text: string): Result<string, "alias-wrong"> {
  const number = text.normalize("NFKC").replace(/\s/gu, "").toUpperCase();
  return NUMBER.test(number) ? ok(number) : refuse("alias-wrong", { number: text });
}
