import { availableParallelism } from "node:os";
import type { Config } from "../../config.ts";
import type { Deps } from "../../platform/deps.ts";
import { whicheverIsFree, withHelperThreads } from "../../platform/threads/helper-threads.ts";
import { reckonChunk, type Reckon, type Reckoned, type ReckonInput } from "./reckon.ts";

/** What a thread is handed: where to read. */
export interface ThreadData {
  readonly config: Config;
}

/** A thread needs a moment to begin; so many households are through by then without. */
const ALONE_MAX = 5_000;
/** Beyond this it is the one writer that they wait for. */
const THREADS_MAX = 4;

/** As many as there are cores: they give way to whoever waits for an answer. */
export function threadsFor(households: number): number {
  return households <= ALONE_MAX ? 0 : Math.min(THREADS_MAX, availableParallelism());
}

/**
 * Does `work` with somebody who reckons chunks: so many threads, or where there are none this one.
 * `atOnce` is how many chunks keep all of them busy. Throws what broke in a thread.
 */
export function withReckoners<T>(
  { config, store }: Pick<Deps, "config" | "store">,
  count: number,
  work: (reckon: Reckon, atOnce: number) => Promise<T>,
): Promise<T> {
  if (count === 0) return work((input) => reckonChunk(store, input), 4);
  const workerData: ThreadData = { config };
  const module = new URL("./reckon-thread.ts", import.meta.url);
  return withHelperThreads<ReckonInput, Reckoned, T>({ module, workerData, count }, (asks) =>
    work(whicheverIsFree(asks), 4 * count),
  );
}
