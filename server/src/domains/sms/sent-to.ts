import { later, type Instant } from "@warmline/shared/kernel/time.ts";
import { PER_NUMBER_MAX, PER_NUMBER_MS } from "@warmline/shared/sms/rules.ts";

/** What was sent to a number within the last hour, as far as it matters. */
export function sentTo(phone: string, at: Instant) {
  const from = later(at, -PER_NUMBER_MS);
  return { index: "byNumber", where: { to: phone }, from, limit: PER_NUMBER_MAX } as const;
}
