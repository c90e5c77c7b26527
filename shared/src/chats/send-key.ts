import type { ChatMessage } from "./model.ts";

/**
 * 消息编号: of a message, as often as nobody knows whether it came; of one that a person sends again
 * another. At most 32 letters, digits and `-`, as platforms take them.
 */
export function sendKeyOf({ id, again = 0 }: Pick<ChatMessage, "id" | "again">): string {
  return `${numberOf(id).toString(36)}-${again}`;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** FNV-1a of 128 bits. */
const [BASIS, PRIME] = [0x6c62272e07bb014262b821756295c58dn, 0x1000000000000000000013bn];

/** An id that is no UUID has a key as well, by which it is not found again. */
function numberOf(id: string): bigint {
  if (UUID.test(id)) return BigInt(`0x${id.replaceAll("-", "")}`);
  let number = BASIS;
  for (const byte of new TextEncoder().encode(id)) {
    number = BigInt.asUintN(128, (number ^ BigInt(byte)) * PRIME);
  }
  return number;
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
