import { ok, refuse, type Result } from "../kernel/result.ts";

/** 证件种类 of a person; the words are `households.identity.<kind>`. */
export const PERSON_IDENTITIES = [
  "resident-id", // 居民身份证
  "passport", // 护照
  "home-return-permit", // 港澳居民来往内地通行证
  "officer-card", // 军官证
] as const;
export const IDENTITY_KINDS = [...PERSON_IDENTITIES, "credit-code"] as const;
export type IdentityKind = (typeof IDENTITY_KINDS)[number];

const FORMS: Readonly<Record<IdentityKind, (number: string) => boolean>> = {
  "resident-id": isResidentId,
  passport: (number) => /^[A-Z0-9]{5,20}$/.test(number),
  "home-return-permit": (number) => /^[HM]\d{8}(?:\d{2})?$/.test(number),
  "officer-card": (number) => /^[\p{Script=Han}A-Z0-9]{4,20}$/u.test(number),
  "credit-code": isCreditCode,
};

/**
 * A number in the one way in which it is kept: full-width or small, with blanks and hyphens or
 * without. The refusal never repeats the number. Refusal: `identity-wrong`.
 */
export function identityNumber(kind: IdentityKind, text: string): Result<string, "identity-wrong"> {
  const number = bareNumber(text);
  return FORMS[kind](number) ? ok(number) : refuse("identity-wrong");
}

/**
 * 纳税人识别号: a unified social credit code, a resident's number (个体工商户), or one of 15 or 20 places
 * given before them, which have no check. Refusal: `tax-number-wrong`.
 */
export function taxNumber(text: string): Result<string, "tax-number-wrong"> {
  const number = bareNumber(text);
  const valid =
    number.length === 18
      ? isCreditCode(number) || isResidentId(number)
      : /^(?:[A-Z0-9]{15}|[A-Z0-9]{20})$/.test(number);
  return valid ? ok(number) : refuse("tax-number-wrong");
}

export function bareNumber(text: string): string {
  return text.normalize("NFKC").replace(/[\s-]/gu, "").toUpperCase();
}

const RESIDENT_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** 公民身份号码, GB 11643-1999: region, day of birth, order, check character by ISO 7064 MOD 11-2. */
function isResidentId(number: string): boolean {
  const [, year, month, day] = /^\d{6}(\d{4})(\d{2})(\d{2})\d{3}[\dX]$/.exec(number) ?? [];
  const born = `${year}-${month}-${day}`;
  const at = Date.parse(`${born}T00:00:00Z`);
  if (!Number.isFinite(at) || !new Date(at).toISOString().startsWith(born)) return false;
  return number.endsWith(residentCheck(number.slice(0, -1)));
}

/** The check character of the 17 digits before it. */
export function residentCheck(digits: string): string {
  const sum = RESIDENT_WEIGHTS.reduce((all, weight, at) => all + weight * Number(digits[at]), 0);
  return "10X98765432".charAt(sum % 11);
}

/** Without I, O, S, V and Z. */
const CREDIT_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const CREDIT_FORM = /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/;

/** 统一社会信用代码, GB 32100-2015: check character modulo 31, weights are powers of 3. */
function isCreditCode(number: string): boolean {
  return CREDIT_FORM.test(number) && number.endsWith(creditCheck(number.slice(0, -1)));
}

/** The check character of the 17 characters before it. */
export function creditCheck(characters: string): string {
  let [sum, weight] = [0, 1];
  for (const character of characters) {
    sum += weight * CREDIT_CHARACTERS.indexOf(character);
    weight = (weight * 3) % 31;
  }
  return CREDIT_CHARACTERS.charAt((31 - (sum % 31)) % 31);
}
