import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import autocannon from "autocannon";
import { seedDemoCity } from "@warmline/demo/seed.ts";
import { startTestServer } from "@warmline/server/testing.ts";
import { households } from "@warmline/shared/households/model.ts";
import { startChild } from "./child.ts";
import { alternating, milliseconds, percent, rate, type Figure, figuresAs } from "./figures.ts";

const CONNECTIONS = 8;
const SECONDS = 4;

/** Household 360 by number, signed in, against bare Express with one read of the same bytes. */
async function lookupFigures(): Promise<Figure[]> {
  const test = await startTestServer();
  const folder = test.deps.config.DATA_DIR;
  await seedDemoCity(test.deps, { households: 2_000, seasons: 3, seed: 7 });
  const { cookie } = await test.signIn(["cashier"]);
  const homes = await test.deps.store.find(households, { index: "number", limit: 2_000 });
  const numbers = homes.map(({ number }) => number);

  const floorFile = join(folder, "floor.sqlite");
  const raw = new DatabaseSync(floorFile);
  raw.exec("CREATE TABLE floor (number TEXT PRIMARY KEY, body TEXT)");
  const fill = raw.prepare("INSERT INTO floor VALUES (?, ?)");
  raw.exec("BEGIN");
  for (const number of numbers) {
    const answer = await test.request(`/api/households/by-number/${number}/account`, { cookie });
    if (answer.status !== 200) throw new Error(`lookup answered ${answer.status}`);
    fill.run(number, JSON.stringify(answer.body));
  }
  raw.exec("COMMIT");
  raw.close();

  const floor = await startChild(["floor", floorFile]);
  const ours = await startChild(["ours"], {
    PORT: "0",
    DATA_DIR: folder,
    DEMO: "false",
    RATE_READ_PER_MINUTE: "10000000",
  });
  const fire = (port: number, path: (number: string) => string, seconds: number) =>
    load(port, numbers, path, cookie, seconds);
  const ourPath = (number: string) => `/api/households/by-number/${number}/account`;
  const floorPath = (number: string) => `/lookup/${number}`;
  await fire(ours.port, ourPath, 2); // warm
  await fire(floor.port, floorPath, 2);
  const p99 = { ours: 0, floor: 0 };
  const result = await alternating(
    3,
    async () => {
      const run = await fire(ours.port, ourPath, SECONDS);
      p99.ours = Math.max(p99.ours, run.latency.p99);
      return run.requests.average;
    },
    async () => {
      const run = await fire(floor.port, floorPath, SECONDS);
      p99.floor = Math.max(p99.floor, run.latency.p99);
      return run.requests.average;
    },
  );
  for (const { process } of [floor, ours]) process.kill();
  await test.close();
  const share = result.ours / result.floor;
  return [
    {
      what: `fee lookup over HTTP, ${CONNECTIONS} connections as fast as they can`,
      ours: `${rate(result.ours)}, p99 ${milliseconds(p99.ours)}`,
      floor: `${rate(result.floor)} bare Express + one SQLite read, p99 ${milliseconds(p99.floor)}`,
      ratio: percent(share),
      target: "≥ 50 %, p99 < 5 ms",
      met: share >= 0.5 && p99.ours < 5,
    },
  ];
}

async function load(
  port: number,
  numbers: readonly string[],
  path: (number: string) => string,
  cookie: string,
  seconds: number,
) {
  const result = await autocannon({
    url: `http://127.0.0.1:${port}`,
    connections: CONNECTIONS,
    duration: seconds,
    requests: numbers.slice(0, 500).map((number) => ({ path: path(number), headers: { cookie } })),
  });
  if (result.non2xx > 0 || result.errors > 0) throw new Error("the load met errors");
  return result;
}

export const lookup = figuresAs(
  "fee lookup over HTTP against bare Express with one read",
  lookupFigures,
);
