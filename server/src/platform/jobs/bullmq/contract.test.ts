import { pino } from "pino";
import { describe, expect, test } from "vitest";
import { instantOf } from "@warmline/shared/kernel/time.ts";
import { StoreUnavailable, type Store } from "@warmline/shared/store/port.ts";
import { jobsContract } from "../contract.ts";
import { kind } from "../contract/testing.ts";
import { openBullJobs } from "./open.ts";

const URL = process.env["WARMLINE_TEST_REDIS_URL"];

describe.skipIf(URL === undefined)("over Redis", () => {
  jobsContract("BullMQ", URL);
});

test("without Redis a caller is told soon that it is away", async () => {
  const jobs = openBullJobs({
    url: "redis://127.0.0.1:1",
    prefix: "nowhere",
    store: {} as Store,
    clock: { now: () => instantOf(Date.now()) },
    log: pino({ level: "silent" }),
    commandMs: 300,
  });
  const order = { key: "one", payload: null };
  await expect(
    jobs.enqueue(
      kind(() => undefined),
      order,
    ),
  ).rejects.toThrow(StoreUnavailable);
  await expect(jobs.counts()).rejects.toThrow(StoreUnavailable);
  await jobs.close();
});
