import type { Address, Household } from "@warmline/shared/households/model.ts";
import { extensionOf, lineOf } from "@warmline/shared/households/phone.ts";
import { language, t } from "../messages.svelte.ts";

/** `西城区 阳光花园 3号楼 2单元 501`; the parts as they are on file. */
export function addressLine(address: Address): string {
  const { district, community, building, unit, room } = address;
  return [district, community, building, unit, room].filter(Boolean).join(" ");
}

/** `赵轩 100000347 · 西城区 阳光花园 3号楼 2单元 501`: whom something is about, in one line. */
export function householdLine(household: Pick<Household, "name" | "number" | "address">): string {
  return `${household.name} ${household.number} · ${addressLine(household.address)}`;
}

/** One of a text's two languages. */
export function inLanguage(text: { readonly zh: string; readonly en: string }): string {
  return text[language()];
}

export function seasonName(season: string): string {
  return t("console.season", { season });
}

const MOBILE = /^\+86(1\d{2})(\d{4})(\d{4})$/;

/** 95598, 110, 400 and 800 numbers: dialled without the trunk zero. */
const WITHOUT_ZERO = /^(?:\d{3,6}|[48]00\d{7})$/;

/**
 * As people there write it: `138 0013 8000`, `010…`, `0352…转801`; numbers from abroad stay as they
 * are. What is shown can be typed again.
 */
export function phoneShown(phone: string): string {
  const line = lineShown(lineOf(phone));
  const extension = extensionOf(phone);
  return extension === null ? line : t("console.phone.extension", { line, extension });
}

function lineShown(e164: string): string {
  const mobile = MOBILE.exec(e164);
  if (mobile) return mobile.slice(1).join(" ");
  if (!e164.startsWith("+86")) return e164;
  const national = e164.slice(3);
  return WITHOUT_ZERO.test(national) ? national : `0${national}`;
}
