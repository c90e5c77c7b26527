import { ok, refuse, type Result } from "../kernel/result.ts";
import type { CityDate } from "../kernel/time.ts";
import type { ComponentRow } from "../catalogue/catalogue.ts";
import type { Price10k } from "../kernel/price.ts";
import type { FormerPrice, Tariff } from "./model.ts";

/** A share of more than the whole makes no sense: 100 % in 1/10000 per cent. */
export const SHARE_MAX_10K = 1_000_000;

/**
 * What the unit of a component allows. Refusal: `share-too-large` (a share of the area charge over
 * 100 %).
 */
export function checkPrice(
  component: Pick<ComponentRow, "price"> | undefined,
  price10k: Price10k,
): Result<true, "share-too-large"> {
  const tooLarge = component?.price === "share" && price10k > SHARE_MAX_10K;
  return tooLarge ? refuse("share-too-large") : ok(true);
}

/** Withdrawn before it ever held: it covers no day. */
export function isWithdrawn({ from, to }: Pick<Tariff, "from" | "to">): boolean {
  return from === to;
}

/** Whether it is the price of its class on `day`: a season is charged by that of its first day. */
export function holdsOn({ from, to }: Pick<Tariff, "from" | "to">, day: CityDate): boolean {
  return from <= day && (to === null || day < to);
}

/** The prices of one class that hold or will, oldest first; each ends where the next begins. */
export function standingTariffs(ofClass: readonly Tariff[]): Tariff[] {
  return ofClass
    .filter((tariff) => !isWithdrawn(tariff))
    .toSorted((one, two) => (one.from < two.from ? -1 : 1));
}

/**
 * Which price a new one closes. A new price begins after every other of its class, so that periods
 * never overlap and no past day's price changes. Refusal: `tariff-not-later`.
 */
export function closedBy(
  ofClass: readonly Tariff[],
  from: CityDate,
): Result<Tariff | null, "tariff-not-later"> {
  const newest = standingTariffs(ofClass).at(-1);
  if (newest === undefined) return ok(null);
  return from > newest.from ? ok(newest) : refuse("tariff-not-later", { from: newest.from });
}

/**
 * Which price goes on when this one is withdrawn; null when it was the first. Only the newest can
 * be, and only before it holds. Refusal: `tariff-in-force`.
 */
export function reopenedBy(
  ofClass: readonly Tariff[],
  withdrawn: Tariff,
  today: CityDate,
): Result<Tariff | null, "tariff-in-force"> {
  const standing = standingTariffs(ofClass);
  const isNewest = standing.at(-1)?.id === withdrawn.id;
  if (!isNewest || withdrawn.from <= today) return refuse("tariff-in-force");
  return ok(standing.at(-2) ?? null);
}

const CORRECTIONS_MAX = 50;

/**
 * 更正: the same price from the same day, as it should have read. What it said is kept, as charges
 * made by it name it; they are reversed and charged anew one by one, never by the correction.
 * Refusals, in this order: `tariff-withdrawn`, `tariff-same`, `tariff-corrected-often`.
 */
export function corrected(
  tariff: Tariff,
  right: Pick<Tariff, "price10k" | "approvedBy">,
  correction: Pick<FormerPrice, "correctedAt" | "correctedBy" | "reason">,
): Result<Tariff, "tariff-withdrawn" | "tariff-same" | "tariff-corrected-often"> {
  if (isWithdrawn(tariff)) return refuse("tariff-withdrawn");
  const { price10k, approvedBy, former = [] } = tariff;
  if (right.price10k === price10k && right.approvedBy === approvedBy) return refuse("tariff-same");
  if (former.length >= CORRECTIONS_MAX) return refuse("tariff-corrected-often");
  const { correctedAt, correctedBy, reason } = correction;
  const said = { price10k, approvedBy, correctedAt, correctedBy, reason };
  return ok({
    ...tariff,
    price10k: right.price10k,
    approvedBy: right.approvedBy,
    former: [...former, said],
  });
}
