import type { Change, SearchIndex } from "@warmline/search/port.ts";
import type { Measurable, Measured } from "../../tools/measured.ts";
import { searchEngines, type SearchEngine } from "../../tests/proofs/search-engines.ts";
import { milliseconds, perSecond, quantile, rate } from "./figures.ts";
import { queryMix, searchData, type Typed } from "./search-data.ts";
import { miniSearch, orama, type Searched } from "./search-floors.ts";

/** The city; `--rounds 600000` is the whole of it. */
const HOUSEHOLDS = 60_000;
/** The libraries live in memory and take seconds an answer beyond that. */
const COMPARED = 10_000;
const BATCH = 1_000;
/** Entries of which everything is asked. */
const ASKED = 40;
const LIMIT = 20;
const P95_MS = 50;

/**
 * N households and five cases of three of them: how fast they are indexed, how large the index is,
 * how fast what people type is answered and how much of it finds what was meant. Two libraries
 * beside ours on the same data, as much as they can bear, and ours with the whole.
 */
export const search: Measurable = {
  about: "search: indexing and answers on FTS5 and Elasticsearch, beside MiniSearch and Orama",
  async run({ rounds = HOUSEHOLDS }) {
    const compared = Math.min(rounds, COMPARED);
    const beside = [...searchEngines().map(indexOf), miniSearch(), orama()];
    const measured = await figuresOfEach(beside, compared);
    if (rounds === compared) return measured;
    return [...measured, ...(await figuresOfEach(searchEngines().map(indexOf), rounds))];
  },
};

async function figuresOfEach(all: readonly Searched[], households: number): Promise<Measured[]> {
  const measured: Measured[] = [];
  for (const one of all) {
    measured.push(...(await figuresOf(one, households)));
    await one.close();
  }
  return measured;
}

function indexOf({ name, index, bytes, close }: SearchEngine): Searched {
  let building: Awaited<ReturnType<SearchIndex["build"]>> | null = null;
  return {
    name,
    async add(changes) {
      building ??= await index.build();
      await building.write(changes, 1);
    },
    finish: async () => building?.finish({ position: 1, hash: "" }),
    async find({ kind, typed }, limit) {
      const { hits } = await index.best({ kind, typed, where: [], limit });
      return hits.map(({ entry }) => entry.id);
    },
    bytes,
    close,
  };
}

async function figuresOf(one: Searched, households: number): Promise<Measured[]> {
  const before = process.memoryUsage().rss;
  const { asked, entries, ms } = await fill(one, households);
  const size = (await one.bytes?.()) ?? process.memoryUsage().rss - before;
  const { answers, processorMs } = await ask(one, queryMix(asked));
  const ours = one.bytes !== undefined;
  const own = answers.filter(({ id }) => id !== undefined);
  const right = own.filter(({ id, found }) => found.includes(id!)).length;
  const took = answers.map(({ ms: each }) => each);
  const p95 = quantile(took, 0.95);
  const what = `${one.name}, ${entries.toLocaleString("en")} entries`;
  const times = [0.5, 0.95, 1].map((share) => milliseconds(quantile(took, share)));
  return [
    {
      name: `${what}, indexed`,
      value: `${rate(perSecond(entries, ms))}, ${Math.round(size / entries)} bytes each`,
      target: "none",
      holds: true,
    },
    {
      name: `${what}, answers p50, p95, slowest`,
      value: `${times.join(", ")}; ${milliseconds(processorMs)} of this process's processor`,
      target: ours ? `p95 < ${P95_MS} ms` : "none",
      holds: !ours || p95 < P95_MS,
    },
    {
      name: `${what}, what was meant is among the first ${LIMIT}`,
      value: `${right} of ${own.length}`,
      target: "none",
      holds: true,
    },
  ];
}

/** Only what the index takes is timed, not what makes the entries. */
async function fill(one: Searched, households: number) {
  const asked: Change[] = [];
  const stride = Math.ceil(households / BATCH / (ASKED / 2));
  let [ms, batches, entries] = [0, 0, 0];
  for await (const changes of searchData(households, BATCH)) {
    const started = performance.now();
    await one.add(changes);
    ms += performance.now() - started;
    entries += changes.length;
    if (batches++ % stride === 0) asked.push(...changes.slice(0, 2));
  }
  const started = performance.now();
  await one.finish();
  return { asked, entries, ms: ms + performance.now() - started };
}

async function ask(one: Searched, queries: readonly Typed[]) {
  for (const query of queries.slice(0, 20)) await one.find(query, LIMIT);
  const answers = [];
  const before = process.cpuUsage();
  for (const query of queries) {
    const started = performance.now();
    const found = await one.find(query, LIMIT);
    const ms = performance.now() - started;
    answers.push({ ...query, found, ms });
  }
  const { user, system } = process.cpuUsage(before);
  return { answers, processorMs: (user + system) / 1_000 / queries.length };
}
