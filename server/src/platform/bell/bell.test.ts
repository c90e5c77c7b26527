import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { bellContract } from "./contract.ts";
import { createInProcessBell } from "./in-process.ts";
import { createRedisBell } from "./redis.ts";

bellContract("in the process", async () => createInProcessBell());

const URL = process.env["WARMLINE_TEST_REDIS_URL"];

describe.skipIf(URL === undefined)("over Redis", () => {
  const url = URL ?? "";
  const open = (channel: string) => createRedisBell({ url, channel, onError: () => {} });

  bellContract("Redis", () => open(`warmline-test-${randomUUID()}`));

  test("bells of one channel hear each other, those of another do not", async () => {
    const channel = `warmline-test-${randomUUID()}`;
    const [ringing, near] = [await open(channel), await open(channel)];
    const far = await open(`${channel}-other`);
    let wrongly = 0;
    far.onRing(() => void wrongly++);
    const heard = new Promise<void>((resolve) => near.onRing(resolve));
    ringing.ring();
    await heard;
    expect(wrongly).toBe(0);
    for (const bell of [ringing, near, far]) await bell.close();
  });

  test("a storm of rings is a few messages, and the last one is heard", async () => {
    const channel = `warmline-test-${randomUUID()}`;
    const [ringing, near] = [await open(channel), await open(channel)];
    let heard = 0;
    let wake = () => {};
    near.onRing(() => {
      heard++;
      wake();
    });
    for (let rung = 0; rung < 10_000; rung++) ringing.ring();
    while (heard < 2) await new Promise<void>((resolve) => (wake = resolve));
    expect(heard).toBe(2);
    for (const bell of [ringing, near]) await bell.close();
  });
});

test("without Redis a bell cannot be opened", async () => {
  const opening = createRedisBell({
    url: "redis://127.0.0.1:1",
    channel: "any",
    onError: () => {},
  });
  await expect(opening).rejects.toThrow(/closed|REFUSED/);
});
