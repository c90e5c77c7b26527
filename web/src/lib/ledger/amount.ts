import { unitsOf } from "@warmline/shared/kernel/money.ts";

/** The most that is taken at once; the server's own limit is the one that counts. */
const YUAN_DIGITS_MAX = 8;

/** Fen from yuan as typed (`1,234.5`, `￥12`); null when it is no amount, or none at all. */
export function fenOf(typed: string): number | null {
  const plain = typed
    .trim()
    .replace(/^[¥￥]/, "")
    .replace(/[,，\s]/g, "");
  return unitsOf(plain, YUAN_DIGITS_MAX, 2) || null;
}

/** `1234.56` from 123456: as one would type it. */
export function typedYuan(fen: number): string {
  return `${Math.trunc(fen / 100)}.${String(fen % 100).padStart(2, "0")}`;
}
