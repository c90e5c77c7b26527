import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { ok, refuse, type Result } from "../kernel/result.ts";

/** 95598, 12345, 96116, 110: they call and are called, but have no E.164 number of their own. */
const SERVICE = /^(?:1\d{2}|12\d{3}|9[56]\d{3,4})$/;

/**
 * E.164 of what a person typed or a line reported: mobile, landline with its area code, service
 * number or, with `+`, another country's. A landline without area code is refused: it could be any
 * city's.
 */
export function normalisePhone(text: string): Result<string, "phone-unknown"> {
  const digits = text.normalize("NFKC").replace(/[\s()-]/g, "");
  if (SERVICE.test(digits)) return ok(`+86${digits}`);
  const parsed = parsePhoneNumberFromString(text, "CN");
  if (parsed === undefined || !parsed.isValid()) return refuse("phone-unknown", { phone: text });
  return ok(parsed.number);
}

/**
 * The digits as dialled within the country, without the trunk zero: what people type to find it.
 */
export function nationalDigits(e164: string): string {
  return e164.startsWith("+86") ? e164.slice(3) : e164.slice(1);
}

/** Phones as people typed them, in E.164 and each once; the first that is none is refused. */
export function normalisePhones(texts: readonly string[]): Result<string[], "phone-unknown"> {
  const phones = new Set<string>();
  for (const text of texts) {
    const phone = normalisePhone(text);
    if (!phone.ok) return phone;
    phones.add(phone.value);
  }
  return ok([...phones]);
}
