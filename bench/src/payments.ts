import { MongoClient } from "mongodb";
import { seedDemoCity } from "@warmline/demo/seed.ts";
import { startTestServer, type TestServer } from "@warmline/server/testing.ts";
import { households } from "@warmline/shared/households/model.ts";
import { accounts } from "@warmline/shared/ledger/account.ts";
import { startChild } from "./child.ts";
import { alternating, percent, quantile, rate, type Figure, figuresAs } from "./figures.ts";
import { payThrough, type PaymentTarget } from "./payment-load.ts";
import { newestCommit } from "./same-bytes.ts";

const HOUSEHOLDS = 100;
const SEASONS = 7;
const HALLS = ["hall-xicheng", "hall-nancheng", "hall-beicheng", "hall-huadu"];
const CONNECTIONS = [1, 64];
const PAIRS = 3;
const SECONDS = 2;
const ACCOUNT_MAX_BYTES = 1_024;
/** The entry, its account, the payment, the series of its receipt, the audit record. */
const DOCUMENTS = 5;
const SETTINGS = {
  PORT: "0",
  DEMO: "false",
  LOG_LEVEL: "error",
  RATE_READ_PER_MINUTE: "10000000",
  RATE_WRITE_PER_MINUTE: "10000000",
};

/** An engine, and what payments into it are held against. */
interface Contest {
  readonly engine: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly floor: string;
  /** What the bench's server is told to serve, given the documents of one of our payments. */
  readonly floorArgs: (documents: readonly string[]) => string[];
}

async function paymentFigures(): Promise<Figure[]> {
  const embedded = await figuresOf({
    engine: "SQLite",
    settings: {},
    floor: "bare Express, the same bytes in a raw transaction",
    floorArgs: (documents) => ["raw", JSON.stringify(documents)],
  });
  const url = process.env["WARMLINE_TEST_MONGO_URL"];
  const redis = process.env["WARMLINE_TEST_REDIS_URL"];
  if (url === undefined || redis === undefined) return embedded;
  return [...embedded, ...(await besideMedici(url, redis))];
}

/** Both on the same server, in databases of their own. */
async function besideMedici(url: string, redis: string): Promise<Figure[]> {
  const database = `bench_${process.pid}`;
  const client = await MongoClient.connect(url);
  const { version } = await client.db("admin").command({ buildInfo: 1 });
  const name = process.env["WARMLINE_TEST_MONGO_SERVER"] ?? "MongoDB";
  try {
    return await figuresOf({
      engine: `${name}, protocol of MongoDB ${version}`,
      settings: {
        PROFILE: "cluster",
        MONGO_URL: url,
        REDIS_URL: redis,
        MONGO_DATABASE: database,
      },
      floor: "medici 7.4.0 under bare Express",
      floorArgs: () => ["medici", `${url}/${database}_medici`],
    });
  } finally {
    await client.db(database).dropDatabase();
    // The test double drops it, too, and then complains of medici's indexes that it does not keep.
    const left = client.db(`${database}_medici`).dropDatabase();
    await left.catch((error: unknown) => console.warn(`medici's database: ${String(error)}`));
    await client.close();
  }
}

async function figuresOf(contest: Contest): Promise<Figure[]> {
  const test = await startTestServer(contest.settings);
  try {
    await seedDemoCity(test.deps, { households: HOUSEHOLDS, seasons: SEASONS, seed: 7 });
    // Before anything is paid: what is measured is seven seasons, not the payments of this bench.
    const account = await accountFigure(contest, test);
    return [...(await ratesOf(contest, test)), account, await writtenFigure(contest, test)];
  } finally {
    await test.close();
  }
}

async function ratesOf(
  { engine, settings, floor, floorArgs }: Contest,
  { deps, signIn }: TestServer,
): Promise<Figure[]> {
  const homes = await deps.store.find(households, { index: "number", limit: HOUSEHOLDS });
  const cashiers = await Promise.all(
    HALLS.map((hallId) => signIn(["cashier"], { kind: "hall", hallId })),
  );
  const ours = await startChild(["ours"], {
    ...SETTINGS,
    ...settings,
    DATA_DIR: deps.config.DATA_DIR,
  });
  const target = (port: number): PaymentTarget => ({
    port,
    householdIds: homes.map(({ id }) => id),
    cookies: cashiers.map(({ cookie }) => cookie),
  });
  await payThrough(target(ours.port), 1, 1); // warm
  const bare = await startChild(floorArgs(await newestCommit(deps.store)));
  await payThrough(target(bare.port), 1, 1);
  const figures: Figure[] = [];
  for (const connections of CONNECTIONS) {
    const speed = (port: number) => payThrough(target(port), connections, SECONDS);
    const { ours: our, floor: other } = await alternating(
      PAIRS,
      () => speed(ours.port),
      () => speed(bare.port),
    );
    figures.push({
      what: `payments over HTTP, ${engine}, connections: ${connections}`,
      ours: rate(our),
      floor: `${floor}: ${rate(other)}`,
      ratio: percent(our / other),
      target: "–",
      met: null,
    });
  }
  for (const { process } of [ours, bare]) process.kill();
  return figures;
}

/** What is kept of an account. */
async function accountFigure({ engine }: Contest, { deps }: TestServer): Promise<Figure> {
  const homes = await deps.store.find(households, { index: "number", limit: HOUSEHOLDS });
  const kept = await deps.store.getMany(
    accounts,
    homes.map(({ id }) => id),
  );
  const whole = kept.filter(({ sums }) => new Set(sums.map((one) => one.season)).size === SEASONS);
  const sizes = whole.map((account) => Buffer.byteLength(JSON.stringify(account)));
  const [median, largest] = [quantile(sizes, 0.5), Math.max(...sizes)];
  const within = sizes.filter((size) => size <= ACCOUNT_MAX_BYTES).length;
  return {
    what: `an account at ${SEASONS} seasons, ${engine}`,
    ours: `median ${median} bytes, ${within} of ${sizes.length} within, largest ${largest} bytes`,
    floor: "1,024 bytes",
    ratio: percent(largest / ACCOUNT_MAX_BYTES),
    target: "≤ 100 %",
    met: largest <= ACCOUNT_MAX_BYTES,
  };
}

/** What the newest payment made the store write. */
async function writtenFigure({ engine }: Contest, { deps }: TestServer): Promise<Figure> {
  const written = await newestCommit(deps.store);
  const bytes = written.map((document) => Buffer.byteLength(document));
  return {
    what: `documents that a payment writes, ${engine}`,
    ours: `${bytes.join(" + ")} bytes`,
    floor: "entry, account, payment, receipt series, audit record",
    ratio: String(written.length),
    target: String(DOCUMENTS),
    met: written.length === DOCUMENTS,
  };
}

export const payments = figuresAs(
  "payments over HTTP on each engine, beside medici; what is kept of them",
  paymentFigures,
);
