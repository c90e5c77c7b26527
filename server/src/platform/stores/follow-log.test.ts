import { expect, test } from "vitest";
import type { LogEntry } from "@warmline/shared/store/port.ts";
import { createInProcessNotifier } from "../notifier/in-process.ts";
import { followLog } from "./follow-log.ts";

/** A log in memory whose reads can be made to fail. */
function memoryLog() {
  const entries: LogEntry[] = [];
  const seal = { hash: new Uint8Array(), digests: new Uint8Array() };
  const notifier = createInProcessNotifier();
  let failures = 0;
  return {
    notifier,
    append() {
      entries.push({ position: entries.length + 1, writes: [], seal });
      notifier.notify();
    },
    failNext(times: number) {
      failures = times;
    },
    async read(position: number, limit: number) {
      if (failures-- > 0) throw new Error("unreachable for a moment");
      return entries.slice(position, position + limit);
    },
  };
}

function follow(log: ReturnType<typeof memoryLog>, pollMs: number) {
  const seen: number[] = [];
  const errors: unknown[] = [];
  let wake = () => {};
  const follower = followLog({
    read: log.read,
    notifier: log.notifier,
    position: 0,
    batchSize: 3,
    pollMs,
    pauseMs: 1,
    async handle(batch) {
      seen.push(...batch.map(({ position }) => position));
      wake();
    },
    onError: (error) => errors.push(error),
  });
  const reached = async (position: number) => {
    while (seen.at(-1) !== position) await new Promise<void>((resolve) => (wake = resolve));
  };
  return { follower, seen, errors, reached };
}

const HOUR_MS = 3_600_000;

test("the notifier alone wakes it, also when it rings during a read", async () => {
  const log = memoryLog();
  const { follower, seen, reached } = follow(log, HOUR_MS);
  for (let position = 1; position <= 20; position++) {
    log.append();
    await reached(position);
  }
  await follower.stop();
  expect(seen).toEqual(Array.from({ length: 20 }, (_, place) => place + 1));
});

test("without a notifier the poll finds what others committed", async () => {
  const log = memoryLog();
  const { follower, reached } = follow({ ...log, notifier: createInProcessNotifier() }, 2);
  for (let position = 1; position <= 5; position++) {
    log.append();
    await reached(position);
  }
  await follower.stop();
  expect(follower.position).toBe(5);
});

test("a read that fails is told and tried again", async () => {
  const log = memoryLog();
  log.failNext(3);
  log.append();
  const { follower, seen, errors, reached } = follow(log, HOUR_MS);
  await reached(1);
  await follower.stop();
  expect(seen).toEqual([1]);
  expect(errors).toHaveLength(3);
});

test("stop ends a pause at once", async () => {
  const log = memoryLog();
  log.append();
  let failed = () => {};
  const failing = new Promise<void>((resolve) => (failed = resolve));
  const follower = followLog({
    read: log.read,
    notifier: log.notifier,
    position: 0,
    pauseMs: HOUR_MS,
    handle: () => Promise.reject(new Error("expected by the test")),
    onError: failed,
  });
  await failing;
  await follower.stop();
  expect(follower.position).toBe(0);
});
