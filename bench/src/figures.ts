import type { Measurable } from "../../tools/measured.ts";

/** One figure: ours against a floor measured in the same run, and the target of the design's §9. */
export interface Figure {
  readonly what: string;
  readonly ours: string;
  readonly floor: string;
  /** Ours as a share of the floor; for latencies, how many times the floor. */
  readonly ratio: string;
  readonly target: string;
  readonly met: boolean | null;
}

export const perSecond = (count: number, milliseconds: number) => (count * 1_000) / milliseconds;

export const rate = (value: number) => `${Math.round(value).toLocaleString("en")}/s`;
export const milliseconds = (value: number) => `${value.toFixed(value < 10 ? 2 : 0)} ms`;
export const percent = (value: number) => `${Math.round(value * 100)} %`;

/** The value below which `share` of the samples lie. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/**
 * Runs `work` `total` times from `writers` loops at once; answers the milliseconds that it took.
 */
export async function fromWriters(
  writers: number,
  total: number,
  work: (index: number) => Promise<unknown>,
): Promise<number> {
  let next = 0;
  const started = performance.now();
  const loop = async () => {
    while (next < total) await work(next++);
  };
  await Promise.all(Array.from({ length: writers }, loop));
  return performance.now() - started;
}

/** What it answers, and the milliseconds that it took. */
export async function timed<T>(work: () => Promise<T>): Promise<{ took: number; value: T }> {
  const started = performance.now();
  const value = await work();
  return { took: performance.now() - started, value };
}

/** Alternates ours and the floor, so that a machine whose speed drifts is fair to both. */
export async function alternating(
  rounds: number,
  ours: () => Promise<number>,
  floor: () => Promise<number>,
): Promise<{ ours: number; floor: number }> {
  const [a, b]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    b.push(await floor());
    a.push(await ours());
  }
  return { ours: quantile(a, 0.5), floor: quantile(b, 0.5) };
}

/** The figures of a bench, as they are printed. */
export function figuresAs(about: string, run: () => Promise<readonly Figure[]>): Measurable {
  return {
    about,
    run: async () =>
      (await run()).map(({ what, ours, floor, ratio, target, met }) => ({
        name: what,
        value: `${ratio}; ${ours} against ${floor}`,
        target,
        holds: met ?? true,
      })),
  };
}
