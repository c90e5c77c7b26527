import type { Client, estypes } from "@elastic/elasticsearch";
import type { SearchEntry } from "../entry.ts";
import { countsOf, type Engine, type Row } from "../seek.ts";
import { aliasOf, type Names } from "./indices.ts";
import { requestOf } from "./request.ts";

/** More values than any facet has. */
const VALUES_MAX = 500;

interface Source {
  readonly terms: string;
  readonly entry: SearchEntry;
}

export function createReader(client: Client, names: Names): Engine {
  return {
    async rows({ kind, where }, as, size, after) {
      const { hits } = await client.search<Source>({
        index: aliasOf(names, kind),
        query: requestOf(as, where),
        sort: [{ order: "desc" }, { id: "asc" }],
        size,
        track_total_hits: false,
        _source: ["entry", "terms"],
        ...(after === undefined ? {} : { search_after: JSON.parse(after) as estypes.SortResults }),
      });
      return hits.hits.map(({ _source, sort }): Row => {
        const { entry, terms } = _source!;
        const { id, order } = entry;
        return { id, order, place: JSON.stringify(sort), terms, entry: () => entry };
      });
    },
    async facets({ kind, where, facets }, as, most) {
      const answer = await client.search<
        unknown,
        { tags: estypes.AggregationsStringTermsAggregate }
      >({
        index: aliasOf(names, kind),
        query: requestOf(as, where),
        size: 0,
        terminate_after: most,
        track_total_hits: false,
        aggregations: { tags: { terms: { field: "tags", size: VALUES_MAX } } },
      });
      const buckets = answer.aggregations?.tags.buckets;
      const rows = Array.isArray(buckets) ? buckets : [];
      return countsOf(
        facets,
        rows.map(({ key, doc_count: count }) => ({ tag: String(key), count })),
      );
    },
  };
}
