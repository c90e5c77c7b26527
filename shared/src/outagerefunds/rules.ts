import { ok, refuse, type Result } from "../kernel/result.ts";
import type { OutageRefund } from "./model.ts";

/**
 * Refusals, in this order: `outage-refund-not-previewed` (refunded, dropped or not yet looked at
 * whole), `outage-refund-of-nobody`.
 */
export function mayRefund({
  state,
  preview,
}: Pick<OutageRefund, "state"> & {
  readonly preview?: { readonly households: number } | undefined;
}): Result<null, "outage-refund-not-previewed" | "outage-refund-of-nobody"> {
  if (state !== "previewed") return refuse("outage-refund-not-previewed");
  return preview?.households === 0 ? refuse("outage-refund-of-nobody") : ok(null);
}
