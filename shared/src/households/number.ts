import { assert } from "../kernel/assert.ts";

/**
 * 户号: eight digits and Damm's check digit, which finds every single mistyped digit and every swap
 * of two neighbours, so that one's mistake does not become the neighbour's payment.
 */
const DAMM = [
  "0317598642",
  "7092154863",
  "4206871359",
  "1750983426",
  "6123045978",
  "3674209581",
  "5869720134",
  "8945362017",
  "9438617205",
  "2581436790",
] as const;

export const HOUSEHOLD_BASE_MIN = 10_000_000;
const HOUSEHOLD_BASE_MAX = 99_999_999;

function checkDigit(digits: string): string {
  let interim = 0;
  for (const digit of digits) interim = Number(DAMM[interim]?.[Number(digit)]);
  return String(interim);
}

/** The number for a running count of eight digits. */
export function householdNumber(base: number): string {
  const whole = Number.isInteger(base) && base >= HOUSEHOLD_BASE_MIN && base <= HOUSEHOLD_BASE_MAX;
  assert(whole, `household base ${base} has eight digits`);
  return `${base}${checkDigit(String(base))}`;
}

/** The running count within a number; the next household takes the one after the highest. */
export function householdBase(number: string): number {
  return Number(number.slice(0, 8));
}

export function isHouseholdNumber(text: string): boolean {
  return /^[1-9]\d{8}$/.test(text) && checkDigit(text) === "0";
}
