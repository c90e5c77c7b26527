export interface Digest {
  readonly count: number;
  readonly revs: number;
}

/** What one comparison with the server saw. */
export interface Comparison {
  readonly own: Digest;
  readonly server: Digest;
}

/** A view that never stands still is joined again after so many differing comparisons in a row. */
const DIFFERENCES_MAX = 6;

function same(a: Digest, b: Digest): boolean {
  return a.count === b.count && a.revs === b.revs;
}

/**
 * What to do after a comparison. While changes are on their way the two sides differ for a moment,
 * and joining again each time would turn a busy hour into a storm of snapshots: so only a
 * difference that stands still, seen twice, counts as lost rows.
 */
export function verdict(seen: readonly Comparison[]): "fine" | "ask-again" | "join-again" {
  const last = seen.at(-1);
  if (last === undefined || same(last.own, last.server)) return "fine";
  if (seen.length >= DIFFERENCES_MAX) return "join-again";
  const before = seen.at(-2);
  if (before === undefined) return "ask-again";
  const still = same(before.own, last.own) && same(before.server, last.server);
  return still ? "join-again" : "ask-again";
}
