import { assert } from "@warmline/shared/kernel/assert.ts";
import { seededRandom } from "@warmline/shared/kernel/ids.ts";

/** Draws from a seeded stream; the same seed and label give the same, whatever else is made. */
export interface Draw {
  /** A float in [0, 1). */
  next(): number;
  /** Whether a thing of this probability happens. */
  chance(probability: number): boolean;
  /** An integer, both ends included. */
  between(low: number, high: number): number;
  pick<T>(list: readonly T[]): T;
  /** One of several by weight. */
  weighted<T>(choices: readonly (readonly [weight: number, value: T])[]): T;
}

export function drawFor(seed: number, label: string): Draw {
  const { next } = seededRandom(hashOf(`${seed}/${label}`));
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    between,
    chance: (probability) => next() < probability,
    pick(list) {
      const picked = list[between(0, list.length - 1)];
      assert(picked !== undefined, "there is something to pick from");
      return picked;
    },
    weighted(choices) {
      let left = next() * choices.reduce((sum, [weight]) => sum + weight, 0);
      for (const [weight, value] of choices) {
        left -= weight;
        if (left < 0) return value;
      }
      const last = choices.at(-1);
      assert(last !== undefined, "there is something to choose from");
      return last[1];
    },
  };
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return hash >>> 0;
}
