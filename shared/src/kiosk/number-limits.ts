import { refuse, type Refusal } from "../kernel/result.ts";
import type { Instant } from "../kernel/time.ts";
import type { TakenNumber } from "./model.ts";

/** How many numbers one kiosk gives in how many minutes. */
export interface NumberLimit {
  readonly count: number;
  readonly minutes: number;
}

/** More than people can take one after the other; a hall's rush goes to its other kiosks. */
export const NUMBER_LIMIT: NumberLimit = { count: 10, minutes: 1 };
/** Nobody checks at a kiosk who is a senior, and each such number goes before others. */
export const SENIOR_LIMIT: NumberLimit = { count: 20, minutes: 10 };

const KEPT_MINUTES = Math.max(NUMBER_LIMIT.minutes, SENIOR_LIMIT.minutes);

/** What still counts; nothing from a time that a clock set back has not reached yet. */
export function countedNumbers(taken: readonly TakenNumber[], at: Instant): TakenNumber[] {
  return taken.filter((one) => one.at <= at && one.at > at - KEPT_MINUTES * 60_000);
}

/**
 * Why the kiosk gives no number of this priority now, with the whole minutes until it does; null
 * when it does. Refusals, in this order: `numbers-shut`, `senior-numbers-shut`.
 */
export function numbersShut(
  taken: readonly TakenNumber[],
  priority: TakenNumber["priority"],
  at: Instant,
): Refusal<"numbers-shut" | "senior-numbers-shut"> | null {
  const minutes = minutesShut(taken, NUMBER_LIMIT, at);
  if (minutes > 0) return refuse("numbers-shut", { minutes });
  if (priority !== "senior") return null;
  const seniors = taken.filter((one) => one.priority === "senior");
  const seniorMinutes = minutesShut(seniors, SENIOR_LIMIT, at);
  return seniorMinutes > 0 ? refuse("senior-numbers-shut", { minutes: seniorMinutes }) : null;
}

/** 0 when another number is within the limit. */
function minutesShut(
  taken: readonly TakenNumber[],
  { count, minutes }: NumberLimit,
  at: Instant,
): number {
  const oldest = countedNumbers(taken, at)
    .toSorted((a, b) => a.at - b.at)
    .at(-count);
  if (oldest === undefined) return 0;
  return Math.max(0, Math.ceil((oldest.at + minutes * 60_000 - at) / 60_000));
}
