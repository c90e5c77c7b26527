import { statSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { openSqliteStore } from "@warmline/server/platform/stores/sqlite/open.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import type { Measurable, Measured } from "../../tools/measured.ts";
import { ACCOUNTS, newCity, PAYERS, startCharging } from "./bulk-city.ts";
import { accountId, accounts, BULK_COLLECTIONS, charge } from "./bulk-entries.ts";
import { rawBulk } from "./bulk-floor.ts";
import { milliseconds, perSecond, quantile, rate } from "./figures.ts";

const PAIRS = 5;
const PAYMENTS_PER_SECOND = 100;
const PAYING_MS = 4_000;

/** Milliseconds for the whole run, the file brought home and closed; and bytes an entry. */
async function bulkRun(): Promise<{ took: number; bytes: number }> {
  const city = await newCity();
  await city.store.close();
  const before = statSync(city.file).size;
  const store = await openSqliteStore({ file: city.file, collections: BULK_COLLECTIONS });
  const charging = await startCharging(store);
  const running = await charging.run("season");
  const closing = performance.now();
  await charging.stop();
  await store.close();
  const took = running + performance.now() - closing;
  const bytes = (statSync(city.file).size - before) / ACCOUNTS;
  city.remove();
  return { took, bytes };
}

/** Latencies of payments that come at an even pace, each a commit of an entry and its account. */
async function payments(store: Store, during: Promise<unknown>): Promise<number[]> {
  const latencies: number[] = [];
  const paid: Promise<void>[] = [];
  let going = true;
  void during.then(() => (going = false));
  const started = performance.now();
  for (let sent = 0; going; sent += 1) {
    const early = started + (sent * 1_000) / PAYMENTS_PER_SECOND - performance.now();
    if (early > 0) await sleep(early);
    paid.push(
      pay(store, accountId(ACCOUNTS + (sent % PAYERS)), `pay-${started}-${sent}`, latencies),
    );
  }
  await Promise.all(paid);
  return latencies;
}

async function pay(store: Store, id: string, cause: string, latencies: number[]): Promise<void> {
  const account = await store.get(accounts, id);
  if (account === null) throw new Error(`${id} is not there`);
  const writes = charge(account, cause, Date.now());
  const asked = performance.now();
  const result = await store.commit(writes);
  if (!result.ok) throw new Error("a payment lost");
  latencies.push(performance.now() - asked);
}

/** 99th percentiles of payments alone, and while every account is being charged. */
async function paying(): Promise<{ alone: number; beside: number }> {
  const city = await newCity();
  const charging = await startCharging(city.store);
  await payments(city.store, sleep(1_000)); // warm
  const alone = quantile(await payments(city.store, sleep(PAYING_MS)), 0.99);
  const beside = quantile(await payments(city.store, charging.run("season")), 0.99);
  await charging.stop();
  await city.store.close();
  city.remove();
  return { alone, beside };
}

async function run(): Promise<Measured[]> {
  const runs: { took: number; bytes: number; raw: number }[] = [];
  const paid: { alone: number; beside: number }[] = [];
  for (let pair = 0; pair < PAIRS; pair += 1) {
    const raw = await rawBulk();
    runs.push({ raw, ...(await bulkRun()) });
    paid.push(await paying());
  }
  const median = (values: readonly number[]) => quantile(values, 0.5);
  const speed = perSecond(ACCOUNTS, median(runs.map(({ took }) => took)));
  const floor = perSecond(ACCOUNTS, median(runs.map(({ raw }) => raw)));
  const share = median(runs.map(({ raw, took }) => raw / took));
  const bytes = Math.round(median(runs.map((one) => one.bytes)));
  const ratio = median(paid.map(({ alone, beside }) => beside / alone));
  const [alone, beside] = [
    median(paid.map((one) => one.alone)),
    median(paid.map((one) => one.beside)),
  ];
  return [
    {
      name: "journal entries in bulk, with hash, account and log",
      value: rate(speed),
      target: "≥ 25,000/s",
      holds: speed >= 25_000,
    },
    {
      name: "bulk against raw node:sqlite that writes the same rows",
      value: `${share.toFixed(2)} of ${rate(floor)}`,
      target: "≥ 0.60",
      holds: share >= 0.6,
    },
    {
      name: "an entry on disk, with indexes and log",
      value: `${bytes} bytes`,
      target: "≤ 700 bytes",
      holds: bytes <= 700,
    },
    {
      name: `payments beside bulk, ${PAYMENTS_PER_SECOND}/s`,
      value: `${ratio.toFixed(1)} × (p99 ${milliseconds(beside)}; ${milliseconds(alone)} alone)`,
      target: "p99 ≤ 2 × alone",
      holds: ratio <= 2,
    },
  ];
}

export const bulk: Measurable = {
  about: "a season's entries in bulk against raw inserts, and payments beside them",
  run,
};
