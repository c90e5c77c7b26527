import type { SearchIndex } from "@warmline/search/port.ts";
import type { Measurable, Measured } from "../../tools/measured.ts";
import { cityEntries, indexed, knowledgeEntries } from "./city-entries.ts";
import { PLACE_QUERIES } from "./queries/address-queries.ts";
import type { Asked } from "./queries/asked.ts";
import { CASE_QUERIES } from "./queries/case-queries.ts";
import { HOUSEHOLD_QUERIES } from "./queries/household-queries.ts";
import { WRITTEN_QUERIES } from "./queries/written-queries.ts";
import { searchEngines, type SearchEngine } from "./search-engines.ts";

/** With their cases some two thousand entries, of which none is asked for. */
const HOUSEHOLDS = 1_600;
const RIGHT_SHARE = 0.99;
const ALIKE_SHARE = 0.95;
const FIRST = 10;

interface Query {
  readonly trap: string;
  readonly kind: string;
  readonly typed: string;
  /** What must come first. */
  readonly id: string;
}

export interface Answer extends Query {
  readonly found: readonly string[];
}

const TRAPS = {
  ...HOUSEHOLD_QUERIES,
  ...PLACE_QUERIES,
  ...CASE_QUERIES,
  ...WRITTEN_QUERIES,
};
const TARGETS = Object.entries(TRAPS).flatMap(([trap, asked]) =>
  asked.map((one, place) => ({ ...one, trap, id: `${trap} ${place}` })),
);
const QUERIES = TARGETS.flatMap(({ trap, kind, id, typed }) =>
  typed.map((text): Query => ({ trap, kind, id, typed: text })),
);

/** The table of queries on every engine that there is, among a city's entries. */
export const queries: Measurable = {
  about: "search: what is typed in Chinese finds first what it must, alike on both engines",
  async run({ seed }) {
    const engines = searchEngines();
    const answers = await askAll(engines, seed, HOUSEHOLDS);
    for (const { close } of engines) await close();
    const rows = engines.map(({ name }, place) => rightOf(name, answers[place]!));
    return answers.length < 2 ? rows : [...rows, alikeOf(answers[0]!, answers[1]!)];
  },
};

/** What each engine answers to each query of the table. */
export async function askAll(
  engines: readonly SearchEngine[],
  seed: number,
  households: number,
): Promise<Answer[][]> {
  const beside = [...(await cityEntries(seed, households)), ...(await knowledgeEntries())];
  // Of what matches alike a target comes last: only what it matches better by puts it first.
  const entries = [...beside, ...TARGETS.map((target) => changeOf(target))];
  const answers: Answer[][] = [];
  for (const { index } of engines) {
    await indexed(index, entries);
    answers.push(await answersOf(index));
  }
  return answers;
}

function changeOf({ kind, id, fields }: Asked & { readonly id: string }) {
  return { kind, entry: { id, order: 0, fields, tags: [] } };
}

async function answersOf(index: SearchIndex): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const query of QUERIES) {
    const { kind, typed } = query;
    const { hits } = await index.best({ kind, typed, where: [], limit: FIRST });
    answers.push({ ...query, found: hits.map(({ entry }) => entry.id) });
  }
  return answers;
}

export function isRight({ id, found }: Answer): boolean {
  return found[0] === id;
}

function rightOf(engine: string, answers: readonly Answer[]): Measured {
  const wrong = answers.filter((one) => !isRight(one));
  for (const { trap, typed, id, found } of wrong) {
    process.stderr.write(`${engine}, ${trap}: ${typed}: ${found[0] ?? "nothing"}, not ${id}\n`);
  }
  return shareOf(`${engine}, what must come first does`, RIGHT_SHARE, {
    of: answers.length,
    good: answers.length - wrong.length,
  });
}

function alikeOf(one: readonly Answer[], other: readonly Answer[]): Measured {
  const alike = one.filter(({ found }, place) => found.join() === other[place]!.found.join());
  return shareOf("both engines' first ten are alike", ALIKE_SHARE, {
    of: one.length,
    good: alike.length,
  });
}

function shareOf(
  name: string,
  target: number,
  { of, good }: { readonly of: number; readonly good: number },
): Measured {
  return {
    name,
    value: `${((good / of) * 100).toFixed(2)} % of ${of}`,
    target: `≥ ${target * 100} %`,
    holds: good / of >= target,
  };
}
