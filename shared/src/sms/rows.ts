import { maskPhone } from "../households/mask.ts";
import type { LiveRow } from "../api/live.ts";
import type { SmsMessage } from "./model.ts";

/** A message as screens show it: its number is masked, and its text is the case's number. */
export interface SmsRow
  extends LiveRow, Pick<SmsMessage, "state" | "attempt" | "askedAt" | "staffName" | "failure"> {
  readonly masked: string;
}

export function smsRowOf(message: SmsMessage): SmsRow {
  const { id, rev, to, state, attempt, askedAt, staffName, failure } = message;
  const failed = failure === undefined ? {} : { failure };
  return { id, rev, masked: maskPhone(to), state, attempt, askedAt, staffName, ...failed };
}
