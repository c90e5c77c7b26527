import { availableParallelism } from "node:os";
import { entries } from "@warmline/shared/ledger/entry.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import type { Config } from "../../config.ts";
import { withHelperThreads } from "../../platform/threads/helper-threads.ts";
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
export function withHelpers<T>(
  config: Config,
  count: number,
  work: (helpers: readonly Examine[]) => Promise<T>,
): Promise<T> {
  const workerData: HelperData = { config };
  const module = new URL("./verification-helper.ts", import.meta.url);
  return withHelperThreads<HelperQuestion, PieceReport, T>({ module, workerData, count }, (asks) =>
    work(
      asks.map(
        (ask): Examine =>
          (run, piece) =>
            ask({ run, piece }),
      ),
    ),
  );
}
