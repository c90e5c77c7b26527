import { mayBeDone, type Answer } from "@warmline/shared/client/call.ts";
import type { Slip } from "@warmline/shared/hall/rows.ts";
import { kioskNumber } from "@warmline/shared/kiosk/api.ts";
import { language } from "./messages.svelte.ts";
import type { Visit } from "./visit.svelte.ts";

export interface WantedNumber {
  readonly serviceId: string;
  readonly priority: "normal" | "senior";
}

/**
 * 取号, for the household that this visit has proven, if one. A second try after a lost answer is
 * told as such: the slip says `again`. Null: the visit is over.
 */
export async function takeNumber(visit: Visit, wanted: WantedNumber): Promise<Answer<Slip> | null> {
  const triedBefore = visit.numbers.isUnsettled(wanted);
  const grant = visit.proven?.grant;
  const asked = { ...wanted, visit: visit.id, language: language() };
  const body = { ...asked, ...(grant === undefined ? {} : { grant }) };
  const answer = await visit.ask(kioskNumber, { key: visit.numbers.keyFor(body), body });
  if (answer === null) return null;
  if (!answer.ok && answer.code === "grant-expired") {
    // A number needs no proof: it is only not tied to the household then.
    visit.proven = null;
    if (!triedBefore) visit.numbers.settle(wanted);
    return takeNumber(visit, wanted);
  }
  if (!answer.ok) {
    if (!mayBeDone(answer)) visit.numbers.settle(wanted);
    return answer;
  }
  // Not settled: who has gone back from it meanwhile was not told, and is when they try again.
  return triedBefore ? { ok: true, value: { ...answer.value, again: true } } : answer;
}
