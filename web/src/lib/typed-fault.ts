import { readNumber, type Quantity } from "@warmline/shared/kernel/written-number.ts";
import { refusalText } from "./messages.svelte.ts";

/** What is wrong with what was typed, and where; nothing while nothing was typed. */
export function typedFault(typed: string, quantity: Quantity): string | undefined {
  const read = readNumber(typed, quantity);
  if (read.ok || typed.trim() === "") return undefined;
  return refusalText(read.code, read.detail);
}
