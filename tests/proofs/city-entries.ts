import { seedDemoCity } from "@warmline/demo/seed.ts";
import type { Change, SearchIndex } from "@warmline/search/port.ts";
import { searchableCases } from "@warmline/server/domains/cases/search-entries.ts";
import { searchableHouseholds } from "@warmline/server/domains/households/search-entries.ts";
import { searchableIncidents } from "@warmline/server/domains/incidents/search-entries.ts";
import { firstKnowledge } from "@warmline/server/domains/knowledge/index.ts";
import { searchableKnowledge } from "@warmline/server/domains/knowledge/search-entries.ts";
import {
  anySearchable,
  type Searchable,
  type SearchReading,
} from "@warmline/server/platform/search/searchable.ts";
import { findPages } from "@warmline/server/platform/stores/find-pages.ts";
import { openTestDeps } from "@warmline/server/testing.ts";

const SEARCHABLES = [
  anySearchable(searchableHouseholds),
  anySearchable(searchableCases),
  anySearchable(searchableIncidents),
] as unknown as readonly Searchable[];

const PAGE = 1_000;

/** Everything that can be found of a demo city, as the feeder tells it of its store. */
export async function cityEntries(seed: number, households: number): Promise<Change[]> {
  const deps = await openTestDeps();
  try {
    await seedDemoCity(deps, { households, seasons: 1, seed });
    const kinds = await Promise.all(SEARCHABLES.map((one) => changesOf(deps, one)));
    return kinds.flat();
  } finally {
    await deps.close();
  }
}

/** The articles and scripts that come with the program. */
export async function knowledgeEntries(): Promise<Change[]> {
  const deps = await openTestDeps();
  try {
    await firstKnowledge(deps);
    return await changesOf(deps, anySearchable(searchableKnowledge));
  } finally {
    await deps.close();
  }
}

async function changesOf(reading: SearchReading, one: Searchable): Promise<Change[]> {
  const { kind, collection, key } = one;
  const changes: Change[] = [];
  for await (const page of findPages(reading.store, collection, { index: key }, PAGE)) {
    const entries = await one.entries(reading, page);
    changes.push(...entries.map((entry) => ({ kind, entry })));
  }
  return changes;
}

/** An index of nothing but these. */
export async function indexed(index: SearchIndex, changes: readonly Change[]): Promise<void> {
  const building = await index.build();
  for (let at = 0; at < changes.length; at += PAGE) {
    await building.write(changes.slice(at, at + PAGE), 1);
  }
  await building.finish({ position: 1, hash: "" });
}
