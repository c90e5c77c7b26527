import { z } from "zod";
import type { AreaMilli } from "../kernel/area.ts";
import type { Fen } from "../kernel/money.ts";
import type { HeatMilli } from "../kernel/heat.ts";
import type { Price10k } from "../kernel/price.ts";

/** Fields of schemas that carry a unit, so that it goes from the page to the document and back. */

/** Names the unit of a number that was checked; the schema itself stays as it is. */
export function inUnit<U extends number>(checked: z.ZodType<number>): z.ZodType<U, U> {
  return checked as unknown as z.ZodType<U, U>;
}

/** Any amount, a negative one too: of answers, whose bounds were checked on the way in. */
export const fenField = inUnit<Fen>(z.int());

export function fenBetween(min: number, max: number) {
  return inUnit<Fen>(z.int().min(min).max(max));
}

/** An amount in a query string, which is text there. */
export function queryFen(min: number, max: number) {
  return inUnit<Fen>(z.coerce.number().int().min(min).max(max));
}

export const areaField = inUnit<AreaMilli>(z.int().min(0));

/** Of sums, which are not cut off where something is wrong. */
export const signedAreaField = inUnit<AreaMilli>(z.int());

export function areaBetween(min: number, max: number) {
  return inUnit<AreaMilli>(z.int().min(min).max(max));
}

/** What a meter shows, or what was taken by it; see `HEAT`. */
export function heatBetween(min: number, max: number) {
  return inUnit<HeatMilli>(z.int().min(min).max(max));
}

export const heatField = inUnit<HeatMilli>(z.int());

export const priceField = inUnit<Price10k>(z.int().min(0));

export function priceBetween(min: number, max: number) {
  return inUnit<Price10k>(z.int().min(min).max(max));
}
