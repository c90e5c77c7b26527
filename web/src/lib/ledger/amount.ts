import { fenOf, type Fen } from "@warmline/shared/kernel/money.ts";

/** Fen from yuan as typed (`1,234.5`, `￥12`); null when it is no amount, or none at all. */
export function typedFen(typed: string): Fen | null {
  return fenOf(typed) || null;
}

/** `1234.56` from 123456: as one would type it. */
export function typedYuan(amount: Fen): string {
  return `${Math.trunc(amount / 100)}.${String(amount % 100).padStart(2, "0")}`;
}
