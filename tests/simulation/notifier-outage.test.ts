import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { createRedisNotifier } from "@warmline/server/platform/notifier/redis.ts";
import { startProxy, targetOf, through } from "./tcp-proxy.ts";

const URL = process.env["WARMLINE_TEST_REDIS_URL"];

describe.skipIf(URL === undefined)("Redis out of reach", () => {
  test("ringing is harmless, and whoever comes back looks at once and hears again", async () => {
    const url = URL ?? "";
    const proxy = await startProxy(targetOf(url));
    const channel = `warmline-test-${randomUUID()}`;
    const onError = () => {};
    const far = await createRedisNotifier({ url, channel, onError });
    const near = await createRedisNotifier({ url: through(url, proxy.port), channel, onError });
    const heard = () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      const stop = near.onNotify(resolve);
      return promise.then(stop);
    };
    await proxy.cut();
    let own = 0;
    const stop = near.onNotify(() => void own++);
    near.notify();
    expect(own).toBe(1);
    stop();
    // Nobody rings: coming back is itself a reason to look.
    const back = heard();
    await proxy.restore();
    await back;
    const again = heard();
    far.notify();
    await again;
    await near.close();
    await far.close();
    await proxy.close();
  });
});
