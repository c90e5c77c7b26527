/**
 * Hands out ids that are unique everywhere and ascend roughly with time (UUID version 7 or alike).
 */
export interface Ids {
  next(): string;
}

/**
 * Random bytes and numbers come in from outside, so that tests and the demo city can be replayed.
 */
export interface Random {
  /** A float in [0, 1). */
  next(): number;
}

/** mulberry32: small, seeded, the same everywhere; for demo data and tests, never for secrets. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return {
    next() {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
    },
  };
}
