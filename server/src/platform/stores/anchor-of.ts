import type { Anchor, LogEntry, Store } from "@warmline/shared/store/port.ts";

/** A commit of the log with its hash, as `Store.anchor` tells the newest. */
export function anchorOf({ position, seal }: LogEntry): Anchor {
  return { position, hash: Buffer.from(seal.hash).toString("hex") };
}

/** Whether the store has that commit in its log: one that was restored may have another past. */
export async function isInLog(
  store: Pick<Store, "read">,
  { position, hash }: Anchor,
): Promise<boolean> {
  if (position === 0) return true;
  const [entry] = await store.read(position - 1, 1);
  return entry !== undefined && anchorOf(entry).hash === hash;
}
