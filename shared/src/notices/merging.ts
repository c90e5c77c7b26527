import type { Instant } from "../kernel/time.ts";
import type { Body } from "../store/collection.ts";
import type { Notice } from "./model.ts";
import { route } from "./rules.ts";

/** From so few messages left on, one is kept for each thing no more. */
export const FEW_LEFT = 2;
/** What stands between two of them. */
export const BETWEEN = "\n\n";
/** Of one person, looked through at once. */
export const WAITING_MAX = 10;

/** What a platform takes of a chat now. */
export interface Room {
  /** Messages that may be sent still; null: it counts none. */
  readonly left: number | null;
  /** Of one message, in UTF-8. */
  readonly bytesMax: number;
}

export interface Told {
  readonly notice: Notice;
  /** Of its text, in UTF-8. */
  readonly bytes: number;
}

export interface Along {
  readonly notice: Notice;
  readonly handed: Body<Notice>;
}

export function isShort({ left }: Room): boolean {
  return left !== null && left <= FEW_LEFT;
}

/**
 * 合并通知: which of those `waiting` for the same person go in one message with `first`, as they come:
 * where few may be sent, whatever is due by chat, as long as it fits.
 */
export function goAlong(first: Told, waiting: readonly Told[], room: Room, at: Instant): Along[] {
  if (!isShort(room)) return [];
  let { bytes } = first;
  return waiting.flatMap(({ notice, bytes: more }) => {
    if (notice.id === first.notice.id) return [];
    const routed = route(notice, { chat: null }, at);
    const longer = bytes + BETWEEN.length + more;
    if (routed?.channel !== "chat" || longer > room.bytesMax) return [];
    bytes = longer;
    return [{ notice, handed: routed.notice }];
  });
}
