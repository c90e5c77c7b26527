import type { Field, SearchEntry } from "@warmline/search/entry.ts";
import type { Change, SearchIndex } from "@warmline/search/port.ts";
import { seededRandom, type Random } from "@warmline/shared/kernel/ids.ts";
import type { Measurable, Measured } from "../../tools/measured.ts";
import { cityEntries, indexed } from "./city-entries.ts";
import { typedFor } from "./find/ways.ts";
import { searchEngines } from "./search-engines.ts";

const HOUSEHOLDS = 20_000;
/** Over the network each takes longer; one in so many shows the same. */
const ELASTICSEARCH_STRIDE = 10;
const LIMIT = 50;
const TOLD_MAX = 20;

/** Every tenth household has another number, too, as those have that came from an older system. */
const ALIAS_STRIDE = 10;
/** What half of a city shares says nothing of one of it. */
const SHARED = new Set(["district", "description", "note"]);

export interface Lost {
  readonly typed: string;
  readonly id: string;
}

interface Sought {
  readonly asked: number;
  readonly lost: readonly Lost[];
}

/** Whatever is written of a household, and of a case, finds it, in each way that people type it. */
export const find: Measurable = {
  about: "search: every name, number, phone and address of a city finds its household and its case",
  async run({ seed, rounds = HOUSEHOLDS }) {
    const changes = (await cityEntries(seed, rounds)).map(withAlias);
    const measured: Measured[] = [];
    for (const { name, index, close } of searchEngines()) {
      await indexed(index, changes);
      const stride = name === "FTS5" ? 1 : ELASTICSEARCH_STRIDE;
      const own = changes.filter((_, place) => place % stride === 0);
      measured.push(figureOf(name, await seekAll(index, own, seed)));
      await close();
    }
    return measured;
  },
};

export function withAlias(change: Change, place: number): Change {
  if ("gone" in change || change.kind !== "household" || place % ALIAS_STRIDE > 0) return change;
  const alias = { kind: "number" as const, name: "alias", text: `JR-${place}-${place % 97}8` };
  return { ...change, entry: { ...change.entry, fields: [...change.entry.fields, alias] } };
}

/** Of each entry every field, in a way that is drawn. */
export async function seekAll(
  index: SearchIndex,
  changes: readonly Change[],
  seed: number,
): Promise<Sought> {
  const random = seededRandom(seed);
  const lost: Lost[] = [];
  let asked = 0;
  for (const change of changes) {
    if ("gone" in change) continue;
    for (const typed of typedOf(change.entry, random)) {
      asked++;
      if (await isFound(index, change.kind, typed, change.entry.id)) continue;
      lost.push({ typed, id: change.entry.id });
    }
  }
  return { asked, lost };
}

function typedOf({ fields }: SearchEntry, random: Random): string[] {
  const own = fields.filter(({ name }: Field) => !SHARED.has(name));
  return own.map((field) => typedFor(field, random));
}

/** Among the best, or on a page after them: what says that there are others must show them. */
async function isFound(
  index: SearchIndex,
  kind: string,
  typed: string,
  id: string,
): Promise<boolean> {
  const sought = { kind, typed, where: [], limit: LIMIT };
  const best = await index.best(sought);
  if (best.hits.some(({ entry }) => entry.id === id)) return true;
  let { more } = best;
  for (let after: string | undefined; more;) {
    const page = await index.page({ ...sought, after, facets: [] });
    if (page.hits.some(({ entry }) => entry.id === id)) return true;
    after = page.hits.at(-1)?.place;
    ({ more } = page);
  }
  return false;
}

function figureOf(engine: string, { asked, lost }: Sought): Measured {
  for (const { typed, id } of lost.slice(0, TOLD_MAX)) {
    process.stderr.write(`${engine}: ${typed} does not find ${id}\n`);
  }
  return {
    name: `${engine}, found by what is written`,
    value: `${(asked - lost.length).toLocaleString("en-US")} of ${asked.toLocaleString("en-US")}`,
    target: "all",
    holds: asked > 0 && lost.length === 0,
  };
}
