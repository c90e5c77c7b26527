import { cityDate, type Instant } from "@warmline/shared/kernel/time.ts";
import { receiptSeries } from "@warmline/shared/ledger/model.ts";
import type { Actor } from "@warmline/shared/access/actor.ts";
import { insert, replace, type Write } from "@warmline/shared/store/write.ts";
import type { Deps } from "../../platform/deps.ts";

const DIGITS = 6;

/** The series that an actor's receipts are of: one a hall and year, one for all who sit in none. */
export function seriesOf(actor: Actor, at: Instant): string {
  return `${(hallOf(actor) ?? "city").replace(/^hall-/, "").toUpperCase()}-${year(at)}`;
}

/** The hall in which an actor works, if any. */
export function hallOf(actor: Actor): string | undefined {
  if (actor.kind === "kiosk" || actor.kind === "tv") return actor.hallId;
  return actor.kind === "staff" && actor.scope.kind === "hall" ? actor.scope.hallId : undefined;
}

/** `XICHENG-2026-000123`. */
export function receiptNumber(series: string, sequence: number): string {
  return `${series}-${String(sequence).padStart(DIGITS, "0")}`;
}

/** The next number and the write that takes it, to be committed with what it numbers: no gaps. */
export async function nextReceipt(
  { store }: Pick<Deps, "store">,
  series: string,
): Promise<{ readonly number: string; readonly write: Write }> {
  const current = await store.get(receiptSeries, series);
  const last = (current?.last ?? 0) + 1;
  const next = { id: series, last };
  return {
    number: receiptNumber(series, last),
    write: current === null ? insert(receiptSeries, next) : replace(receiptSeries, current, next),
  };
}

function year(at: Instant): string {
  return cityDate(at).slice(0, 4);
}
