import type { Sums } from "@warmline/shared/callstats/sums.ts";

/** How calls fared, in parts that make up all that were offered. */
export interface Fared {
  readonly offered: number;
  readonly inTime: number;
  /** Answered after that, or rung back. */
  readonly later: number;
  /** Abandoned, left when the last agent went, or not reached by a call-back. */
  readonly lost: number;
}

export function faredIn({ offered = 0, answered = 0, inTime = 0 }: Sums): Fared {
  return { offered, inTime, later: answered - inTime, lost: offered - answered };
}
