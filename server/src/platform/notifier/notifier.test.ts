import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { notifierContract } from "./contract.ts";
import { createInProcessNotifier } from "./in-process.ts";
import { createRedisNotifier } from "./redis.ts";

notifierContract("in the process", async () => createInProcessNotifier());

const URL = process.env["WARMLINE_TEST_REDIS_URL"];

describe.skipIf(URL === undefined)("over Redis", () => {
  const url = URL ?? "";
  const open = (channel: string) => createRedisNotifier({ url, channel, onError: () => {} });

  notifierContract("Redis", () => open(`warmline-test-${randomUUID()}`));

  test("notifiers of one channel hear each other, those of another do not", async () => {
    const channel = `warmline-test-${randomUUID()}`;
    const [ringing, near] = [await open(channel), await open(channel)];
    const far = await open(`${channel}-other`);
    let wrongly = 0;
    far.onNotify(() => void wrongly++);
    const heard = new Promise<void>((resolve) => near.onNotify(resolve));
    ringing.notify();
    await heard;
    expect(wrongly).toBe(0);
    for (const notifier of [ringing, near, far]) await notifier.close();
  });

  test("a storm of rings is a few messages, and the last one is heard", async () => {
    const channel = `warmline-test-${randomUUID()}`;
    const [ringing, near] = [await open(channel), await open(channel)];
    let heard = 0;
    let wake = () => {};
    near.onNotify(() => {
      heard++;
      wake();
    });
    for (let rung = 0; rung < 10_000; rung++) ringing.notify();
    while (heard < 2) await new Promise<void>((resolve) => (wake = resolve));
    expect(heard).toBe(2);
    for (const notifier of [ringing, near]) await notifier.close();
  });
});

test("without Redis a notifier cannot be opened", async () => {
  const opening = createRedisNotifier({
    url: "redis://127.0.0.1:1",
    channel: "any",
    onError: () => {},
  });
  await expect(opening).rejects.toThrow(/closed|REFUSED/);
});
