import { normalisePhone } from "@warmline/shared/households/phone.ts";
import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import type { Contact } from "@warmline/shared/cases/model.ts";

/** The contact with its number as E.164, so that caller, household and case find each other. */
export function readContact(contact: Contact): Result<Contact, "phone-unknown"> {
  const phone = readPhone(contact.phone);
  if (!phone.ok) return phone;
  const { phone: _, ...rest } = contact;
  return ok(phone.value === undefined ? rest : { ...rest, phone: phone.value });
}

export function readPhone(text: string | undefined): Result<string | undefined, "phone-unknown"> {
  return text === undefined ? ok(undefined) : normalisePhone(text);
}
