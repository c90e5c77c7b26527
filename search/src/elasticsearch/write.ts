import type { Client, estypes } from "@elastic/elasticsearch";
import { COLUMNS } from "../analysis/terms.ts";
import { columnsOf, heldTerms, linesOf } from "../columns.ts";
import type { SearchEntry } from "../entry.ts";
import type { Change } from "../port.ts";

const STALE = 409;
const GONE = 404;

export interface WriteOptions {
  readonly indexOf: (kind: string) => string;
  /** Only where the name is an alias: nothing is made by being written to. */
  readonly alias: boolean;
}

/**
 * Each document has the position at which it was read as its version, so that an older one does not
 * take the place of a newer.
 */
export async function writeAll(
  client: Client,
  changes: readonly Change[],
  position: number,
  { indexOf, alias }: WriteOptions,
): Promise<void> {
  if (changes.length === 0) return;
  const versioned = { version: position, version_type: "external_gte" } as const;
  const operations = changes.flatMap((change): object[] => {
    const _index = indexOf(change.kind);
    const named = { ...versioned, _index, require_alias: alias };
    if ("gone" in change) return [{ delete: { ...versioned, _index, _id: change.gone } }];
    return [{ index: { ...named, _id: change.entry.id } }, documentOf(change.entry)];
  });
  const answer = await client.bulk({ operations, refresh: alias });
  const failed = answer.items.map((item) => item.index ?? item.delete).find(isRefused);
  if (failed !== undefined) throw new Error(`${failed._id}: ${failed.error?.reason}`);
}

function isRefused(item: estypes.BulkResponseItem | undefined): boolean {
  const { status = 0, error } = item ?? {};
  const harmless = status === STALE || (status === GONE && error === undefined);
  return status >= 300 && !harmless;
}

function documentOf(entry: SearchEntry): object {
  const held = heldTerms(entry);
  const terms = columnsOf(held);
  const columns = COLUMNS.map((column, place) => [column, terms[place]]);
  const { id, order, tags } = entry;
  return { ...Object.fromEntries(columns), id, order, tags, terms: linesOf(held), entry };
}
