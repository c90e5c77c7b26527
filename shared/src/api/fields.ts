import { z } from "zod";
import type { Instant } from "../kernel/time.ts";
import { inUnit } from "./unit-fields.ts";

/** Pieces of schemas that domains share. Every text has a bound: bodies come from outside. */

/**
 * Marks that turn text around on screens and receipts, or that nobody sees; phones put them into
 * what is copied from them. Joiners stay: faces are made with them.
 */
const UNSEEN = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu;

/**
 * As it can be shown and compared: half of a rare character, as a careless cut leaves it, becomes
 * U+FFFD, and marks that nobody sees go.
 */
const seen = (typed: string) => typed.toWellFormed().replace(UNSEEN, "").trim();

const TEXT_MAX = 2_000;

/** One line of text, trimmed, without control characters. */
export function line(max: number) {
  return z
    .string()
    .overwrite(seen)
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, "has control characters");
}

/** Text of several lines. */
export function text(max = TEXT_MAX) {
  return z
    .string()
    .overwrite(seen)
    .min(1)
    .max(max)
    .regex(/^[\P{Cc}\n\r\t]*$/u, "has control characters");
}

export const id = line(80);
export const personName = line(40);
/** Why a person did it; goes into the audit stamp. */
export const reason = line(200);
/** The revision that the person saw: a newer one answers `changed-meanwhile`. */
export const rev = z.int().min(1).max(1_000_000_000);
/** The year 3000. */
const INSTANT_MAX = 32_503_680_000_000;
/** Milliseconds since 1970. */
export const instant = inUnit<Instant>(z.int().min(0).max(INSTANT_MAX));
/** As people type it; normalised to E.164 by the households' rules. */
export const phoneText = line(30);

function isCityDate(typed: string): boolean {
  const at = Date.parse(`${typed}T00:00:00Z`);
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(typed);
}

/** A day that the calendar has, `YYYY-MM-DD`. */
export const cityDate = z
  .string()
  .regex(/^(19|20)\d{2}-\d{2}-\d{2}$/)
  .refine(isCityDate, "is not a day of the calendar");

/** Two years that follow one another: `2025-2026`. */
export const seasonName = z
  .string()
  .regex(/^20\d{2}-20\d{2}$/)
  .refine((name) => Number(name.slice(5)) === Number(name.slice(0, 4)) + 1, "are not two years");

/** A moment in a query string. */
export const queryInstant = inUnit<Instant>(queryInt(0, INSTANT_MAX));

/** A number in a query string, which is text there. */
export function queryInt(min: number, max: number) {
  return z.coerce.number().int().min(min).max(max);
}

export const done = z.strictObject({ done: z.literal(true) });
