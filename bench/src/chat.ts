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
import { startChild } from "./child.ts";
import {
  figuresAs,
  milliseconds,
  perSecond,
  quantile,
  rate,
  type Figure,
  fromWriters,
} from "./figures.ts";

const SESSIONS = 10_000;
const HOUSEHOLDS = 3_000;
/** Of different people. */
const AT_ONCE = 64;
/** As many messages as can be, for the first figure. */
const BURST = 3_000;
/** For the second: each session writes once in so long, whatever is answered meanwhile. */
const EACH_MS = 100_000;
const PACED_MS = 20_000;
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
    const floor = await startChild(["chats", JSON.stringify(turn)]);
    const bare = await measure(platform, floor.port, false);
    floor.process.kill();
    const own = await startChild(["ours"], settings);
    const ours = await measure(platform, own.port, true);
    own.process.kill();
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
  /** Messages a second, as many at once as there may be. */
  readonly most: number;
  /** Of a message, in milliseconds: until it was taken, and until its answer came out. */
  readonly taken: readonly number[];
  readonly answered: readonly number[];
}

async function measure(
  platform: BenchPlatform,
  port: number,
  checked: boolean,
): Promise<Measurement> {
  const said = new Uint32Array(SESSIONS);
  const sessionOf = (count: number) => count % SESSIONS;
  let taken: number[] = [];
  const turn = async (session: number) => {
    const [text, hears] = CYCLE[said[session]!++ % CYCLE.length]!;
    const answer = await platform.say(port, `o-${session}`, text, (one) => taken.push(one));
    if (checked && !hears.test(answer)) throw new Error(`${text} was answered with ${answer}`);
  };
  const greet = (session: number) => platform.say(port, `o-${session}`, "你好", () => undefined);
  if (checked) await fromWriters(AT_ONCE, SESSIONS, greet);
  const burst = await fromWriters(AT_ONCE, BURST, (index) => turn(sessionOf(index)));
  taken = [];
  const answered: number[] = [];
  const paced: Promise<void>[] = [];
  const count = Math.round((PACED_MS * SESSIONS) / EACH_MS);
  const began = performance.now();
  for (let index = 0; index < count; index += 1) {
    await sleep(Math.max(0, began + (index * EACH_MS) / SESSIONS - performance.now()));
    const sent = performance.now();
    const told = turn(sessionOf(BURST + index));
    paced.push(told.then(() => void answered.push(performance.now() - sent)));
  }
  await Promise.all(paced);
  return { most: perSecond(BURST, burst), taken, answered };
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
      what: `a turn, message to answer, at ${(SESSIONS * 1_000) / EACH_MS} a second`,
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
  ];
}

export const chat = figuresAs(
  "ten thousand people in conversation by WeChat's official account",
  chatFigures,
);
