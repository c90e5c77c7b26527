import type { ChatMessage } from "./model.ts";

/**
 * 消息编号: of a message, as often as nobody knows whether it came; of one that a person sends again
 * another. At most 32 letters, digits and `-`, as platforms take them.
 */
export function sendKeyOf({ id, again = 0 }: Pick<ChatMessage, "id" | "again">): string {
  return `${BigInt(`0x${id.replaceAll("-", "")}`).toString(36)}-${again}`;
}

/** Null: no message of ours has that key. */
export function sentUnder(key: string): { readonly id: string; readonly again: number } | null {
  const [, digits = "", again = ""] = /^([0-9a-z]{1,25})-(\d{1,4})$/.exec(key) ?? [];
  if (digits === "") return null;
  let number = 0n;
  for (const digit of digits) number = number * 36n + BigInt(parseInt(digit, 36));
  const hex = number.toString(16).padStart(32, "0");
  if (hex.length > 32) return null;
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  return { id, again: Number(again) };
}
