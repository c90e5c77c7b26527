import type { SnapshotPart } from "../../api/live.ts";

/** The rows of a part, unpacked beside the page's own work; rejects what is torn. */
export async function rowsOf(part: SnapshotPart): Promise<readonly unknown[]> {
  if ("rows" in part) return part.rows;
  const packed = new Blob([part.packed as ArrayBuffer]).stream();
  const text = await new Response(packed.pipeThrough(new DecompressionStream("gzip"))).text();
  return JSON.parse(text) as unknown[];
}
