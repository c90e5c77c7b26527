import { normalisePhone } from "@warmline/shared/households/phone.ts";
import { ok, type Result } from "@warmline/shared/kernel/result.ts";

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
