import { z } from "zod";
import type { Instant } from "../kernel/time.ts";
import { inUnit } from "./unit-fields.ts";

/**
 * Pieces of schemas that domains share. Every text has a bound: bodies come from outside. What a
 * schema says of its own is a key of the catalogue, `issue.<key>`, never a sentence.
 */

/** Marks that nobody sees and that do no harm. Joiners stay: faces are made with them. */
const UNSEEN = /[\u061c\u200b\u200e\u200f\u2060\ufeff]/gu;
/** Marks that turn text around on screens and receipts. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/gu;

/**
 * As it can be shown and compared: half of a rare character, as a careless cut leaves it, becomes
 * U+FFFD, and marks that nobody sees go.
 */
const seen = (typed: string) => typed.toWellFormed().replace(UNSEEN, "").trim();

/** What a line of text may not have: control characters, line ends, marks that turn text around. */
export const UNWANTED_IN_LINE = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u;
const LINE = /^[^\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]*$/u;
/** The same for text of several lines, which have ends and tabs. */
export const UNWANTED_IN_TEXT = /(?![\n\r\t])[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;
const TEXT = /^(?:[^\p{Cc}\u202a-\u202e\u2066-\u2069]|[\n\r\t])*$/u;

const TEXT_MAX = 2_000;

/** One line of text, trimmed, without control characters and marks that turn it around. */
export function line(max: number) {
  return lineOrNone(max).min(1);
}

/** The same, or nothing. */
export function lineOrNone(max: number) {
  return z.string().overwrite(seen).max(max).regex(LINE, "character-unwanted");
}

/**
 * What is only compared, never shown to others: phones put marks that turn text around into numbers
 * that are copied from them, so those go.
 */
export function soughtLine(max: number) {
  return z
    .string()
    .overwrite((typed) => seen(typed.replace(TURNING, "")))
    .max(max)
    .regex(LINE, "character-unwanted");
}

/** Text of several lines. */
export function text(max = TEXT_MAX) {
  return z.string().overwrite(seen).min(1).max(max).regex(TEXT, "character-unwanted");
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
export const phoneText = soughtLine(30).min(1);

function isCityDate(typed: string): boolean {
  const at = Date.parse(`${typed}T00:00:00Z`);
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(typed);
}

/** A day that the calendar has, `YYYY-MM-DD`. */
export const cityDate = z
  .string()
  .regex(/^(19|20)\d{2}-\d{2}-\d{2}$/, "not-a-day")
  .refine(isCityDate, "not-a-day");

/** Two years that follow one another: `2025-2026`. */
export const seasonName = z
  .string()
  .regex(/^20\d{2}-20\d{2}$/, "not-a-season")
  .refine((name) => Number(name.slice(5)) === Number(name.slice(0, 4)) + 1, "not-a-season");

/** A moment in a query string. */
export const queryInstant = inUnit<Instant>(queryInt(0, INSTANT_MAX));

/** A number in a query string, which is text there. */
export function queryInt(min: number, max: number) {
  return z.coerce.number().int().min(min).max(max);
}

export const done = z.strictObject({ done: z.literal(true) });
