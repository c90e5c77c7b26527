import { ok, refuse, type Result } from "../kernel/result.ts";
import type { Entry, Posting } from "./model.ts";

export type ReverseCode = "not-reversible" | "already-reversed" | "reason-missing";

/**
 * 冲正: the exact negative of an entry's lines, in whatever order entries are reversed. Where that
 * leaves money in the wrong place (a charge that was paid, a payment whose prepayment was applied
 * since), `buildEntry` adds a settlement, see settle.ts: nothing has to be reversed first.
 * Refusals, in this order: `not-reversible` (a reversal or a settlement: post the fact anew
 * instead); `already-reversed`; `reason-missing`.
 */
export function reverse(
  entry: Pick<Entry, "id" | "lines" | "detail">,
  input: { readonly reason: string; readonly reversedBy: string | null },
): Result<Posting, ReverseCode> {
  const { kind } = entry.detail;
  if (kind === "reversal" || kind === "settled") return refuse("not-reversible");
  if (input.reversedBy !== null) return refuse("already-reversed");
  if (input.reason.trim() === "") return refuse("reason-missing");
  return ok({
    lines: entry.lines.map((line) => ({ ...line, amountFen: -line.amountFen })),
    detail: { kind: "reversal", reverses: entry.id, of: kind },
  });
}
