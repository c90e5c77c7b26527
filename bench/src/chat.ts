import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { seedDemoCity } from "@warmline/demo/seed.ts";
import { startTestServer } from "@warmline/server/testing.ts";
import { conversations } from "@warmline/shared/conversations/model.ts";
import type { Collection } from "@warmline/shared/store/collection.ts";
import type { ChatTurn } from "./chat-floor.ts";
import { ACCOUNT, openBenchPlatform, type BenchPlatform } from "./chat-platform.ts";
import { startChild, type Child } from "./child.ts";
import {
  figuresAs,
  milliseconds,
  perSecond,
  quantile,
  rate,
  type Figure,
  fromWriters,
} from "./figures.ts";
import { usageOf } from "./usage.ts";

const SESSIONS = 10_000;
const HOUSEHOLDS = 3_000;
/** Of different people. */
const AT_ONCE = 64;
/** As many messages as can be, for the first figure. */
const BURST = 3_000;
/** For the second: half as many a second as it can at most, one after the other. */
const PACED = 1_000;
const SHARE = 0.5;
const TURN_MS_MAX = 200;

/** What each session says, over and over, and what it must be answered. */
const CYCLE: readonly (readonly [string, RegExp])[] = [
  ["报修", /请输入您遇到的问题/],
  ["我家暖气不热，从昨天开始，所有房间都不热", /请输入小区、楼号/],
  ["翠湖小区5号楼3单元501", /老人、婴幼儿或病人/],
  ["没有", /请核对/],
  ["1", /已受理，工单号/],
];

const settingsFor = (platform: BenchPlatform) => ({
  PORT: "0",
  DEMO: "false",
  LOG_LEVEL: "error",
  RATE_CHANNEL_PER_MINUTE: "10000000",
  // What is reported here would be one great outage, and people would be told of it.
  COLD_CLUSTER_UNIT: "1000000",
  COLD_CLUSTER_BUILDING: "1000000",
  COLD_CLUSTER_STATION: "1000000",
  WECHAT_APP_ID: ACCOUNT.appId,
  WECHAT_APP_SECRET: ACCOUNT.secret,
  WECHAT_TOKEN: ACCOUNT.token,
  WECHAT_AES_KEY: Buffer.from(ACCOUNT.aesKey ?? [])
    .toString("base64")
    .slice(0, -1),
  WECHAT_API_URL: platform.url,
  AREA_CODE: "0352",
});

/**
 * Ten thousand people who have a conversation with one process that goes on, by signed and sealed
 * webhooks; each answer, as it comes out at WeChat's side, held against what it must say. Against
 * bare Express that checks and commits as much, and sends as much.
 */
async function chatFigures(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), "warmline-chats-"));
  const platform = await openBenchPlatform();
  try {
    const settings = { ...settingsFor(platform), DATA_DIR: folder };
    const turn = await prepare(settings, platform);
    const own = await startChild(["ours"], settings);
    const ours = await measure(platform, own, null);
    own.process.kill();
    const floor = await startChild(["chats", JSON.stringify(turn)]);
    const bare = await measure(platform, floor, ours.pace);
    floor.process.kill();
    return figuresOf(bare, ours);
  } finally {
    platform.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** A city, and what a turn in it writes and answers. */
async function prepare(
  settings: Record<string, string>,
  platform: BenchPlatform,
): Promise<ChatTurn> {
  const test = await startTestServer(settings);
  const { store } = test.deps;
  await seedDemoCity(test.deps, { households: HOUSEHOLDS, seasons: 1, seed: 7 });
  const port = Number(new URL(test.url).port);
  const say = (text: string) => platform.say(port, "o-first", text, () => undefined);
  await say("你好");
  await say("报修");
  const before = await store.head();
  const answer = await say(CYCLE[1]![0]);
  const written = await store.read(before, 10);
  const entry = written.find(({ writes }) =>
    writes.some(({ collection }) => collection === conversations.name),
  );
  const documents = await Promise.all(
    (entry?.writes ?? []).map(({ collection, id }) =>
      store.get({ name: collection } as Collection, id),
    ),
  );
  await test.close();
  return {
    documents: documents.map((document) => JSON.stringify(document)),
    answer,
    platformPort: Number(new URL(platform.url).port),
  };
}

interface Measurement {
  /** Messages a second, of the second figure. */
  readonly pace: number;
  /** Of the process, per message of the first. */
  readonly processorMs: number;
  /** Messages a second, as many at once as there may be. */
  readonly most: number;
  /** Of a message, in milliseconds: until it was taken, and until its answer came out. */
  readonly taken: readonly number[];
  readonly answered: readonly number[];
}

/** `pace`: of the second figure, for a floor, whose answers are always the same; null: ours. */
async function measure(
  platform: BenchPlatform,
  { port, process: { pid = 0 } }: Child,
  pace: number | null,
): Promise<Measurement> {
  const said = new Uint32Array(SESSIONS);
  let taken: number[] = [];
  const turn = async (session: number) => {
    const [text, hears] = CYCLE[said[session]!++ % CYCLE.length]!;
    const answer = await platform.say(port, `o-${session}`, text, (one) => taken.push(one));
    const right = pace !== null || hears.test(answer);
    if (!right) throw new Error(`${text} was answered with ${answer}`);
  };
  const greet = (session: number) => platform.say(port, `o-${session}`, "你好", () => undefined);
  if (pace === null) await fromWriters(AT_ONCE, SESSIONS, greet);
  let over = false;
  const used = usageOf(pid, () => over);
  const burst = await fromWriters(AT_ONCE, BURST, turn);
  over = true;
  const most = perSecond(BURST, burst);
  taken = [];
  const paced = pace ?? most * SHARE;
  const answered = await oneByOne(paced, (index) => turn(BURST + index));
  const processorMs = (await used).processor / BURST;
  return { most, pace: paced, processorMs, taken, answered };
}

/** Begins so many a second, whatever becomes of those before; how long each took. */
async function oneByOne(
  pace: number,
  work: (index: number) => Promise<unknown>,
): Promise<number[]> {
  const samples: number[] = [];
  const began = performance.now();
  const doing: Promise<void>[] = [];
  for (let index = 0; index < PACED; index += 1) {
    await sleep(Math.max(0, began + (index * 1_000) / pace - performance.now()));
    const sent = performance.now();
    doing.push(work(index).then(() => void samples.push(performance.now() - sent)));
  }
  await Promise.all(doing);
  return samples;
}

function figuresOf(bare: Measurement, ours: Measurement): Figure[] {
  const told = (samples: readonly number[]) =>
    `p50 ${milliseconds(quantile(samples, 0.5))}, p99 ${milliseconds(quantile(samples, 0.99))}`;
  const p99 = (samples: readonly number[]) => quantile(samples, 0.99);
  const times = (one: number, other: number) => `${(one / other).toFixed(1)} ×`;
  return [
    {
      what: `messages answered, ${SESSIONS} sessions, ${AT_ONCE} at once`,
      ours: rate(ours.most),
      floor: `Express that checks, commits and sends as much: ${rate(bare.most)}`,
      ratio: (ours.most / bare.most).toFixed(2),
      target: "–",
      met: null,
    },
    {
      what: `a turn, message to answer, at ${Math.round(ours.pace)} a second`,
      ours: `${told(ours.answered)} of ${ours.answered.length}`,
      floor: told(bare.answered),
      ratio: times(p99(ours.answered), p99(bare.answered)),
      target: `p99 < ${TURN_MS_MAX} ms`,
      met: p99(ours.answered) < TURN_MS_MAX,
    },
    {
      what: "of it, until WeChat is told that we have it",
      ours: told(ours.taken),
      floor: told(bare.taken),
      ratio: times(p99(ours.taken), p99(bare.taken)),
      target: "< 5 s each",
      met: Math.max(...ours.taken) < 5_000,
    },
    {
      what: "processor time of a message, with all that comes of it",
      ours: milliseconds(ours.processorMs),
      floor: milliseconds(bare.processorMs),
      ratio: times(ours.processorMs, bare.processorMs),
      target: "–",
      met: null,
    },
  ];
}

export const chat = figuresAs(
  "ten thousand people in conversation by WeChat's official account",
  chatFigures,
);
