import type { Counted } from "./rate.ts";

/** Null: too many are in hand. Else it is to be called when this one is through. */
export type TakeUpload = (caller: Counted) => (() => void) | null;

/** As many as a case takes at once. */
const UPLOADS_MAX = 6;

/**
 * How many uploads of one caller are read or worked on at the same moment: each may hold 10 MB, and
 * no rate bounds what is sent slowly.
 */
export function makeUploadsInHand(): TakeUpload {
  const counts = new Map<string, number>();
  return ({ kind, id }) => {
    const name = `${kind}/${id}`;
    const count = counts.get(name) ?? 0;
    if (count >= UPLOADS_MAX) return null;
    counts.set(name, count + 1);
    return () => {
      const left = (counts.get(name) ?? 1) - 1;
      if (left === 0) counts.delete(name);
      else counts.set(name, left);
    };
  };
}
