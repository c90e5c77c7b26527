import { once } from "node:events";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import autocannon from "autocannon";
import { seedDemoCity } from "@warmline/demo/seed.ts";
import { startTestServer } from "@warmline/server/testing.ts";
import { households } from "@warmline/shared/households/model.ts";
import { startChild } from "./child.ts";
import { milliseconds, quantile, rate, type Figure, figuresAs } from "./figures.ts";

const CONNECTIONS = 8;
const SECONDS = 4;
const PAIRS = 5;

/**
 * A household with what it owes by number, signed in, one after the other out of 2,000;
 * against bare Express without a caller, which reads one row that holds the whole answer, decodes
 * it and sends it.
 */
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
  const pairs: { ours: Load; floor: Load }[] = [];
  for (let pair = 0; pair < PAIRS; pair += 1) {
    const bare = await fire(floor.port, floorPath, SECONDS);
    pairs.push({ floor: bare, ours: await fire(ours.port, ourPath, SECONDS) });
  }
  for (const { process } of [floor, ours]) process.kill();
  await test.close();
  return [figureOf(pairs)];
}

function figureOf(pairs: readonly { readonly ours: Load; readonly floor: Load }[]): Figure {
  const median = (of: (pair: (typeof pairs)[number]) => number) => quantile(pairs.map(of), 0.5);
  const share = median(({ ours, floor }) => ours.rate / floor.rate);
  const slower = median(({ ours, floor }) => ours.p99 / floor.p99);
  const [ours, floor] = (["ours", "floor"] as const).map((side) => {
    const p99 = milliseconds(median((pair) => pair[side].p99));
    return `${rate(median((pair) => pair[side].rate))}, p99 ${p99}`;
  });
  return {
    what: `fee lookup over HTTP, ${CONNECTIONS} connections as fast as they can`,
    ours: ours ?? "",
    floor: `bare Express with one read: ${floor}`,
    ratio: `${share.toFixed(2)}, p99 ${slower.toFixed(2)} ×`,
    target: "≥ 0.85, p99 ≤ 1.3 × the floor's",
    met: share >= 0.85 && slower <= 1.3,
  };
}

interface Load {
  readonly rate: number;
  readonly p99: number;
}

async function load(
  port: number,
  numbers: readonly string[],
  path: (number: string) => string,
  cookie: string,
  seconds: number,
): Promise<Load> {
  const options: autocannon.Options = {
    url: `http://127.0.0.1:${port}`,
    connections: CONNECTIONS,
    duration: seconds,
    requests: numbers.map((number) => ({ path: path(number), headers: { cookie } })),
  };
  const run = autocannon(options, () => {});
  // The tool's own histogram counts whole milliseconds, which here are most of an answer.
  const latencies: number[] = [];
  run.on("response", (_client, _status, _bytes, took) => latencies.push(took));
  const [result] = (await once(run, "done")) as [autocannon.Result];
  if (result.non2xx > 0 || result.errors > 0) throw new Error("the load met errors");
  return { rate: result.requests.average, p99: quantile(latencies, 0.99) };
}

export const lookup = figuresAs(
  "fee lookup over HTTP against bare Express with one read",
  lookupFigures,
);
