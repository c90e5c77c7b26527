import { once } from "node:events";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { entries } from "@warmline/shared/ledger/entry.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import type { Config } from "../../config.ts";
import type { HelperData, HelperQuestion } from "./verification-message.ts";
import type { Examine, PieceReport } from "./verify-plan.ts";

/** Beyond this the disk is what a run waits for. */
const HELPERS_MAX = 7;

/** A thread needs about a second to begin; the starter alone is through with these by then. */
const ALONE_MAX = 20_000;

/** So many helpers that they, their starter and `others` have a core each. */
export function helpersBeside(others: number): number {
  return Math.min(HELPERS_MAX, Math.max(0, availableParallelism() - 1 - others));
}

/** None for a journal that is short. */
export async function helpersFor(store: Store, others: number): Promise<number> {
  const size = await store.count(entries, { index: "seq" });
  return size <= ALONE_MAX ? 0 : helpersBeside(others);
}

/** Does `work` with so many threads that help; they end with it. Throws what broke in one. */
export async function withHelpers<T>(
  config: Config,
  count: number,
  work: (helpers: readonly Examine[]) => Promise<T>,
): Promise<T> {
  const workerData: HelperData = { config };
  const threads = Array.from(
    { length: count },
    () => new Worker(new URL("./verification-helper.ts", import.meta.url), { workerData }),
  );
  try {
    return await work(threads.map(examineBy));
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
}

function examineBy(thread: Worker): Examine {
  const ended = new Promise<never>((_, fail) => {
    thread.on("error", fail);
    thread.on("exit", () => fail(new Error("a thread that helps to verify has ended")));
  });
  // Whoever asks is told; nobody does once the run is over.
  ended.catch(() => undefined);
  return async (run, piece) => {
    thread.postMessage({ run, piece } satisfies HelperQuestion);
    const [report] = await Promise.race([once(thread, "message"), ended]);
    return report as PieceReport;
  };
}
