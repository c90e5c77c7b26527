import type { LogEntry } from "@warmline/shared/store/port.ts";

/** Which documents of a collection were written in these commits, each once. */
export function writtenIds(
  batch: readonly LogEntry[],
  { name }: { readonly name: string },
): string[] {
  const writes = batch.flatMap((entry) => entry.writes);
  return [...new Set(writes.flatMap(({ collection, id }) => (collection === name ? id : [])))];
}
