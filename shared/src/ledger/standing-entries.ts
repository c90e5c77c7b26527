import type { Entry } from "./entry.ts";

/** 未冲正的分录, in the order of the stream: what none of them answers. */
export function standingEntries<E extends Pick<Entry, "id" | "reverses">>(
  stream: readonly E[],
): E[] {
  const undone = new Set(stream.map(({ reverses }) => reverses));
  return stream.filter(({ id }) => !undone.has(id));
}
