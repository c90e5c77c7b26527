import type { Instant } from "../kernel/time.ts";

interface Sight {
  readonly at: number;
  readonly count: number;
}

/** Beyond this many people, and things of one person, those not seen for longest are forgotten. */
const KEPT_MAX = 5_000;

/**
 * Counts by whom, within the last `windowMs`: how often, and how many different things. Bounded,
 * whoever does what.
 */
export class SlidingWindow {
  readonly #windowMs: number;
  /** By person and thing; what was seen last stands last. */
  readonly #seen = new Map<string, Map<string, Sight>>();

  constructor(windowMs: number) {
    this.#windowMs = windowMs;
  }

  /** Answers how many different things `who` has to do with by now. */
  distinct(who: string, what: string, at: Instant): number {
    return this.#see(who, what, at, 1).size;
  }

  /** Answers how often by now. */
  times(who: string, at: Instant, count: number): number {
    // One slot a second: however many there are, no more is kept.
    const slots = this.#see(who, String(Math.floor(at / 1_000)), at, count).values();
    return [...slots].reduce((sum, slot) => sum + slot.count, 0);
  }

  #see(who: string, what: string, at: Instant, count: number): ReadonlyMap<string, Sight> {
    const things = this.#seen.get(who) ?? new Map<string, Sight>();
    moveToEnd(this.#seen, who, things);
    const before = things.get(what)?.count ?? 0;
    moveToEnd(things, what, { at, count: before + count });
    for (const [thing, { at: then }] of things) {
      if (then > at - this.#windowMs) break;
      things.delete(thing);
    }
    return things;
  }
}

function moveToEnd<V>(map: Map<string, V>, key: string, value: V): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > KEPT_MAX && oldest !== undefined) map.delete(oldest);
}
