import { collections } from "@warmline/server/modules.ts";
import { caseSeries } from "@warmline/shared/cases/model.ts";
import { logins } from "@warmline/shared/staff/model.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import { openEngine, type EnginePlace } from "../simulation/store-engines.ts";
import { factId, SERIES } from "./facts.ts";

/** Commits one fact after the other, each with the series that counts them, and tells of each. */
const place = JSON.parse(process.argv[2] ?? "") as EnginePlace;
const store = await openEngine(place, collections, { compacting: false });
for (;;) {
  const series = await store.get(caseSeries, SERIES);
  const last = (series?.last ?? 0) + 1;
  const next = { id: SERIES, last };
  const counted = series === null ? insert(caseSeries, next) : replace(caseSeries, series, next);
  const result = await store.commit([counted, insert(logins, { id: factId(last), staffId: null })]);
  if (result.ok) process.send?.(last);
}
