import { fen, type Fen } from "@warmline/shared/kernel/money.ts";
import { AMOUNT, type Quantity } from "@warmline/shared/kernel/written-number.ts";

/** An amount that somebody pays: a fen at least. */
export const PAID: Quantity<Fen> = { ...AMOUNT, min: fen(1) };

/** `1234.56` from 123456: as one would type it. */
export function typedYuan(amount: Fen): string {
  return `${Math.trunc(amount / 100)}.${String(amount % 100).padStart(2, "0")}`;
}
