import { refuse, type Refusal } from "../kernel/result.ts";
import { cityDate, type Instant } from "../kernel/time.ts";
import type { Entry } from "./model.ts";

/** Who wants to reverse, as far as the rule asks. */
export interface Reverser {
  readonly id: string;
  /**
   * `everything`; the payments of one `hall` (of any, where none is named); `own` payments;
   * `nothing`.
   */
  readonly reach:
    | { readonly kind: "everything" | "own" | "nothing" }
    | { readonly kind: "hall"; readonly hallId: string | undefined };
}

export type MayReverseCode = "forbidden" | "other-hall" | "not-own-payment" | "not-same-day";

/**
 * Who may reverse what: finance everything; a hall's manager the payments taken in that hall; a
 * cashier the payments taken by the same person on the same day. Null: may. The server asks it
 * before it reverses, a screen before it offers to.
 * Refusals, in this order: `forbidden`, `other-hall`, `not-own-payment`, `not-same-day`.
 */
export function mayReverse(
  { id, reach }: Reverser,
  { detail, actorId, at }: Pick<Entry, "detail" | "actorId" | "at">,
  now: Instant,
): Refusal<MayReverseCode> | null {
  if (reach.kind === "everything") return null;
  if (detail.kind !== "payment" || reach.kind === "nothing") return refuse("forbidden");
  if (reach.kind === "hall") {
    const reached = reach.hallId === undefined || reach.hallId === detail.hallId;
    return reached ? null : refuse("other-hall");
  }
  if (actorId !== id) return refuse("not-own-payment");
  return cityDate(at) === cityDate(now) ? null : refuse("not-same-day");
}
