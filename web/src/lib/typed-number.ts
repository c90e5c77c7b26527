import { readNumber, type Quantity } from "@warmline/shared/kernel/written-number.ts";

/** A number as a field holds it, in the units of `quantity`; null while it is none. */
export function typedNumber<U extends number>(typed: string, quantity: Quantity<U>): U | null {
  const read = readNumber(typed, quantity);
  return read.ok ? read.value : null;
}
