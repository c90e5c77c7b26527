import { collections } from "@warmline/server/modules.ts";
import { verifyStore } from "@warmline/server/platform/stores/verify-store.ts";
import { caseSeries } from "@warmline/shared/cases/model.ts";
import { logins } from "@warmline/shared/staff/model.ts";
import { openEngine, type EnginePlace } from "../simulation/store-engines.ts";

export const SERIES = "proof";
export const factId = (number: number) => `fact-${number}`;

/** What is wrong with a store that had acknowledged so many facts; null: nothing. */
export async function brokenFacts(
  place: EnginePlace,
  acknowledged: number,
): Promise<string | null> {
  const store = await openEngine(place, collections, { compacting: false });
  try {
    const last = (await store.get(caseSeries, SERIES))?.last ?? 0;
    if (last < acknowledged) return `${acknowledged} were acknowledged, ${last} are there`;
    const ids = Array.from({ length: last }, (_, at) => factId(at + 1));
    const found = (await store.getMany(logins, ids)).length;
    const size = await store.size(logins);
    if (found !== last || size !== last) return `${last} counted, ${found} found, ${size} there`;
    return (await verifyStore(store, collections)).findings[0] ?? null;
  } finally {
    await store.close();
  }
}
