import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { seedDemoCity } from "@warmline/demo/seed.ts";
import { startTestServer, type TestServer } from "@warmline/server/testing.ts";
import { households } from "@warmline/shared/households/model.ts";
import { seededRandom } from "@warmline/shared/kernel/ids.ts";
import type { Collection } from "@warmline/shared/store/collection.ts";
import type { Turn } from "./callers-floor.ts";
import * as load from "./callers-load.ts";
import { askForPeople, openDesks, type Desk } from "./callers-pop.ts";
import { startChild, type Child } from "./child.ts";
import { usageOf, type Usage } from "./usage.ts";
import { milliseconds, quantile, type Figure, figuresAs } from "./figures.ts";

const CALLERS = 1_000;
/** Of listening and thinking, between a turn's answer and the next turn. */
const THINK_MS = [3_000, 7_000] as const;
const DESKS = 50;
/** Callers who ask for a person meanwhile. */
const PERSON_EVERY_MS = 200;
/** Callers come in over so long; whoever calls all day has been called before. */
const RAMP_MS = 20_000;
const MEASURED_MS = 30_000;
/** The first calls of a city of so many households, from as many numbers. */
const HOUSEHOLDS = 3_000;
const TURN_MS_MAX = 200;
const POP_MS_MAX = 300;

const SETTINGS = {
  PORT: "0",
  DEMO: "false",
  LOG_LEVEL: "error",
  RATE_CHANNEL_PER_MINUTE: "10000000",
  RATE_WRITE_PER_MINUTE: "10000000",
  // What is reported here would be one great outage, and callers would be told of it.
  COLD_CLUSTER_UNIT: "1000000",
  COLD_CLUSTER_BUILDING: "1000000",
  COLD_CLUSTER_STATION: "1000000",
  TWILIO_ACCOUNT_SID: load.ACCOUNT.sid,
  TWILIO_AUTH_TOKEN: load.ACCOUNT.tokens.join(","),
  TWILIO_NUMBERS: load.HOTLINE,
  TWILIO_API_KEY: `SK${"2".repeat(32)}`,
  TWILIO_API_SECRET: "a secret that is not one",
  TWILIO_VOICE_APP: `AP${"3".repeat(32)}`,
  PUBLIC_URL: load.PUBLIC_URL,
  AREA_CODE: "0352",
};

/**
 * A thousand callers at once in conversation with one process, by signed webhooks, each answer held
 * against what it must say; with agents who are rung meanwhile. Against bare Express that checks as
 * much and commits as much, under the same load.
 */
async function callerFigures(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), "warmline-callers-"));
  try {
    const { phones, desks, turn } = await prepare(folder);
    const floor = await startChild(["turns", JSON.stringify(turn)]);
    const bare = await underLoad({ port: floor.port, checked: false }, phones, MEASURED_MS / 2);
    floor.process.kill();
    const ours = await startChild(["ours"], { ...SETTINGS, DATA_DIR: folder });
    const figures = await measureOurs(ours, phones, desks);
    ours.process.kill();
    return figuresOf(bare, figures);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Prepared {
  readonly phones: readonly string[];
  readonly desks: readonly Desk[];
  readonly turn: Turn;
}

/** A city with agents who are signed in, and what a turn writes. */
async function prepare(folder: string): Promise<Prepared> {
  const test = await startTestServer({ ...SETTINGS, DATA_DIR: folder });
  await seedDemoCity(test.deps, { households: HOUSEHOLDS, seasons: 1, seed: 7 });
  const homes = await test.deps.store.find(households, { index: "number", limit: HOUSEHOLDS });
  const phones = [...new Set(homes.flatMap(({ phones: [phone] }) => phone ?? []))];
  const desks = await Promise.all(Array.from({ length: DESKS }, () => test.signIn(["agent"])));
  const turn = await oneTurn(test);
  await test.close();
  return { phones, desks, turn };
}

async function oneTurn({ url, deps: { store } }: TestServer): Promise<Turn> {
  const target = { port: Number(new URL(url).port), checked: true };
  const call = load.fieldsOf("+8613900000000");
  await load.tell(target, "voice", { ...call, CallStatus: "ringing" });
  const said = { ...call, CallStatus: "in-progress", SpeechResult: "我家不热", Confidence: "0.9" };
  const before = await store.head();
  const answer = await load.tell(target, "turn?turn=1", said);
  const written = await store.read(before, 10);
  const entry = written.find(({ writes }) =>
    writes.some(({ collection }) => collection === "conversations"),
  );
  const documents = await Promise.all(
    (entry?.writes ?? []).map(({ collection, id }) =>
      store.get({ name: collection } as Collection, id),
    ),
  );
  await load.hangUp(target, call);
  return { answer, documents: documents.map((document) => JSON.stringify(document)) };
}

interface Latencies {
  readonly p50: number;
  readonly p99: number;
  readonly turns: number;
  /** Those before and after what was measured, too. */
  readonly allTurns: number;
  /** 99th percentile of this process's own event-loop delay. */
  readonly loop: number;
}

async function underLoad(
  target: load.Target,
  phones: readonly string[],
  measuredMs: number,
): Promise<Latencies> {
  const random = seededRandom(7);
  const [least, most] = THINK_MS;
  const think = () => least + random.next() * (most - least);
  let taken = 0;
  const next = () => ({ phone: phones[(taken += 1) % phones.length] ?? "", think });
  const samples: number[] = [];
  let [over, allTurns] = [false, 0];
  const told = (one: number) => {
    samples.push(one);
    allTurns += 1;
  };
  const callers = Array.from({ length: CALLERS }, async (_, place) => {
    await sleep((place * RAMP_MS) / CALLERS);
    await load.callOnAndOn(target, next, told, () => over);
  });
  const all = Promise.all(callers);
  await Promise.race([all, sleep(RAMP_MS)]);
  samples.length = 0;
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  await Promise.race([all, sleep(measuredMs)]);
  delay.disable();
  const measured = [...samples];
  over = true;
  await all;
  const [p50, p99] = [quantile(measured, 0.5), quantile(measured, 0.99)];
  return { p50, p99, turns: measured.length, allTurns, loop: delay.percentile(99) / 1e6 };
}

interface Ours {
  readonly turns: Latencies;
  readonly pops: readonly number[];
  readonly used: Usage;
}

async function measureOurs(
  { port, process: { pid } }: Child,
  phones: readonly string[],
  agents: readonly Desk[],
): Promise<Ours> {
  const target = { port, checked: true };
  const desks = await openDesks(target, agents);
  let over = false;
  const until = () => over;
  const used = usageOf(pid ?? 0, until);
  const people = askForPeople(target, PERSON_EVERY_MS, until);
  const turns = await underLoad(target, phones, MEASURED_MS);
  over = true;
  await people;
  desks.close();
  return { turns, pops: desks.samples, used: await used };
}

function figuresOf(bare: Latencies, { turns, pops, used }: Ours): Figure[] {
  const told = ({ p50, p99, turns: count, loop }: Latencies) =>
    [
      `p50 ${milliseconds(p50)}, p99 ${milliseconds(p99)} of ${count}`,
      `(tester's loop p99 ${milliseconds(loop)})`,
    ].join(" ");
  const pop = quantile(pops, 0.99);
  const megabytes = Math.round(used.memory / 1e6);
  const each = milliseconds(used.processor / turns.allTurns);
  return [
    {
      what: `a turn, ${CALLERS} callers in conversation`,
      ours: told(turns),
      floor: `Express that checks and commits as much: ${told(bare)}`,
      ratio: `${(turns.p99 / bare.p99).toFixed(1)} ×`,
      target: `p99 < ${TURN_MS_MAX} ms`,
      met: turns.p99 < TURN_MS_MAX,
    },
    {
      what: `reservation to the agent's screen, ${DESKS} desks, meanwhile`,
      ours: `p50 ${milliseconds(quantile(pops, 0.5))}, p99 ${milliseconds(pop)} of ${pops.length}`,
      floor: `${POP_MS_MAX} ms`,
      ratio: `${Math.round((pop / POP_MS_MAX) * 100)} %`,
      target: `p99 < ${POP_MS_MAX} ms`,
      met: pop < POP_MS_MAX,
    },
    {
      what: "memory of the process, at most",
      ours: `${megabytes} MB`,
      floor: "no limit",
      ratio: `${megabytes} MB`,
      target: "–",
      met: null,
    },
    {
      what: "processor time of a turn, with all that comes of it, whatever else the machine does",
      ours: each,
      floor: `${turns.allTurns} turns`,
      ratio: each,
      target: "–",
      met: null,
    },
  ];
}

export const callers = figuresAs(
  "a thousand callers in conversation, and agents who are rung meanwhile",
  callerFigures,
);
