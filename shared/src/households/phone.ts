import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { ok, refuse, type Result } from "../kernel/result.ts";

/** 95598, 12345, 96116, 110: they call and are called, but have no E.164 number of their own. */
const SERVICE = /^(?:1\d{2}|12\d{3}|9[56]\d{3,4})$/;

/** 分机: `转801`, `分机801`, `ext. 801`, `x801`, `#801`, and as RFC 3966 writes it. */
const NAMED_EXTENSION = /^(.*?\d.*?)\s*(?:转|轉|分机号?|;ext=|ext\.?|x|#)\s*(\d{1,6})$/iu;

/** `0352-2345678-801`: behind a landline that is whole already. */
const DASHED_EXTENSION = /^((?:\(?0\d{2,3}\)?[-\s]?)?\d{7,8}|[48]00-?\d{3}-?\d{4})-(\d{1,6})$/;

const EXTENSION = ";ext=";

/** A landline as dialled within its city. */
const LOCAL = /^[2-8]\d{6,7}$/;

/**
 * E.164 of what a person typed or a line reported: mobile, landline, service number or, with `+`,
 * another country's; an extension follows as RFC 3966 writes it, `+863522345678;ext=801`. A
 * landline without area code is the city's own; where `areaCode` (`0352`) is not known it is
 * refused, as it could be any city's.
 */
export function normalisePhone(text: string, areaCode?: string): Result<string, "phone-unknown"> {
  const typed = text.normalize("NFKC").trim();
  const [, line = typed, extension] =
    NAMED_EXTENSION.exec(typed) ?? DASHED_EXTENSION.exec(typed) ?? [];
  const number = normaliseLine(line, areaCode);
  if (number === null) return refuse("phone-unknown", { phone: text });
  return ok(extension === undefined ? number : `${number}${EXTENSION}${extension}`);
}

function normaliseLine(line: string, areaCode: string | undefined): string | null {
  const digits = line.replace(/[\s()-]/g, "");
  if (SERVICE.test(digits)) return `+86${digits}`;
  const whole = areaCode !== undefined && LOCAL.test(digits) ? `${areaCode}${digits}` : line;
  const parsed = parsePhoneNumberFromString(whole, "CN");
  return parsed?.isValid() ? parsed.number : null;
}

/** What rings: the number without its extension. A caller's line shows no extension. */
export function lineOf(phone: string): string {
  return phone.split(EXTENSION)[0] ?? phone;
}

export function extensionOf(phone: string): string | null {
  return phone.split(EXTENSION)[1] ?? null;
}

/**
 * The digits as dialled within the country, without the trunk zero: what people type to find it.
 */
export function nationalDigits(e164: string): string {
  return e164.startsWith("+86") ? e164.slice(3) : e164.slice(1);
}

/** The digits that a phone typed whole is found by; none of what is not a phone. */
export function digitsOf(text: string, areaCode?: string): string[] {
  const phone = normalisePhone(text, areaCode);
  return phone.ok ? [nationalDigits(lineOf(phone.value))] : [];
}

/** Phones as people typed them, in E.164 and each once; the first that is none is refused. */
export function normalisePhones(
  texts: readonly string[],
  areaCode?: string,
): Result<string[], "phone-unknown"> {
  const phones = new Set<string>();
  for (const text of texts) {
    const phone = normalisePhone(text, areaCode);
    if (!phone.ok) return phone;
    phones.add(phone.value);
  }
  return ok([...phones]);
}
