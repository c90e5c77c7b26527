import { callSeries, type CallSeries } from "@warmline/shared/hall/model.ts";
import { insert, replace, type Write } from "@warmline/shared/store/write.ts";
import type { Deps } from "../../platform/deps.ts";

/** The hall's series of calls; a hall that never called has none yet (rev 0). */
export async function readCallSeries(
  { store }: Pick<Deps, "store">,
  hallId: string,
): Promise<CallSeries> {
  return (await store.get(callSeries, hallId)) ?? { id: hallId, rev: 0, callSeq: 0 };
}

/** Whoever else writes the series of this hall at the same moment loses, or we do. */
export function writeCallSeries(current: CallSeries, callSeq: number): Write {
  const next = { id: current.id, callSeq };
  return current.rev === 0 ? insert(callSeries, next) : replace(callSeries, current, next);
}
