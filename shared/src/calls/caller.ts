import { normalisePhone } from "../households/phone.ts";
import { ok, refuse, type Result } from "../kernel/result.ts";
import type { Call } from "./model.ts";

/**
 * What lines report in place of a number that is withheld: a word, or the number by which carriers
 * spell that word on the keys (ANONYMOUS, RESTRICTED, UNAVAILABLE, UNKNOWN).
 */
const WITHHELD = new Set([
  "",
  "anonymous",
  "restricted",
  "unavailable",
  "unknown",
  "private",
  "blocked",
  "266696687",
  "7378742833",
  "86282452253",
  "8656696",
]);

/** E.164 of a caller, null where it is withheld. Refusal: `phone-unknown`. */
export function callerOf(
  reported: string,
  areaCode?: string,
): Result<string | null, "phone-unknown"> {
  const plain = reported.trim().toLowerCase().replace(/^\+/, "");
  if (WITHHELD.has(plain)) return ok(null);
  const phone = normalisePhone(reported, areaCode);
  return phone.ok ? phone : refuse("phone-unknown", { phone: reported });
}

/** The number of whoever talks with us, whichever way the call was made; null: withheld. */
export function theirNumber({
  direction,
  from,
  to,
}: Pick<Call, "direction" | "from" | "to">): string | null {
  return direction === "inbound" ? from : to;
}
