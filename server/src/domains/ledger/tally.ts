import { hash } from "node:crypto";

/** Drawn anew for each run: whoever writes to a store cannot know it. */
export type TallyKey = string;

/**
 * A multiset of ids in memory that does not grow: how many there are, and the sum of a keyed 64-bit
 * hash of each. The same ids come to the same tally in whatever order they are met, others with a
 * chance of about 2⁻⁶⁴ (MSet-Add-Hash: Clarke et al., Incremental Multiset Hash Functions, 2003).
 */
export interface Tally {
  readonly count: number;
  readonly low: number;
  readonly high: number;
}

export const EMPTY_TALLY: Tally = { count: 0, low: 0, high: 0 };

export function addTallies(left: Tally, right: Tally): Tally {
  return {
    count: left.count + right.count,
    low: (left.low + right.low) | 0,
    high: (left.high + right.high) | 0,
  };
}

export function sameTally(left: Tally, right: Tally): boolean {
  return left.count === right.count && left.low === right.low && left.high === right.high;
}

export class TallyCounter {
  readonly #key: TallyKey;
  #count = 0;
  #low = 0;
  #high = 0;

  constructor(key: TallyKey) {
    this.#key = key;
  }

  add(id: string): void {
    // As text, one character a byte: a buffer each would cost as much again as the hash.
    const hashed = hash("blake2s256", this.#key + id, "binary");
    this.#count += 1;
    this.#low = (this.#low + wordAt(hashed, 0)) | 0;
    this.#high = (this.#high + wordAt(hashed, 4)) | 0;
  }

  get tally(): Tally {
    return { count: this.#count, low: this.#low, high: this.#high };
  }
}

/** Four bytes, the lowest first. */
function wordAt(bytes: string, place: number): number {
  const byte = (offset: number) => bytes.charCodeAt(place + offset);
  return byte(0) | (byte(1) << 8) | (byte(2) << 16) | (byte(3) << 24);
}
