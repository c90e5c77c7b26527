import type { Unit } from "./unit.ts";

/** Money is integer fen (分, 1/100 yuan); never a float of yuan. */
export type Fen = Unit<"fen">;

/**
 * The one step from a bare number to money. It names the unit and checks nothing: what comes from
 * outside is checked where it is read, and a rule refuses what is no amount (`bad-amount`).
 */
export function fen(amount: number): Fen {
  return amount as Fen;
}

export const ZERO_FEN = fen(0);

export function addFen(left: Fen, right: Fen): Fen {
  return fen(left + right);
}

export function subtractFen(from: Fen, amount: Fen): Fen {
  return fen(from - amount);
}

export function negateFen(amount: Fen): Fen {
  return fen(0 - amount);
}

/** The amount without its sign. */
export function absoluteFen(amount: Fen): Fen {
  return fen(Math.abs(amount));
}

export function smallerFen(left: Fen, right: Fen): Fen {
  return left < right ? left : right;
}

export function totalFen(amounts: Iterable<Fen>): Fen {
  let total = 0;
  for (const amount of amounts) total += amount;
  return fen(total);
}

/** `¥1,234.56`; the same in both languages. */
export function formatYuan(amount: Fen): string {
  const whole = Math.trunc(Math.abs(amount) / 100);
  const cents = String(Math.abs(amount) % 100).padStart(2, "0");
  const grouped = String(whole).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  return `${amount < 0 ? "-" : ""}¥${grouped}.${cents}`;
}
