import { describe, expect, test } from "vitest";
import { seededRandom } from "@warmline/shared/kernel/ids.ts";
import { makeKeyedMutex, MutexTimeout } from "./keyed-mutex.ts";

/** A promise with its handles, so that a test decides when work is done. */
function gate() {
  return Promise.withResolvers<void>();
}

const SEED = Number(process.env["SEED"] ?? Date.now() % 1_000_000);

test(`work under one key runs one after the other, as it came, SEED=${SEED}`, async () => {
  const mutex = makeKeyedMutex();
  const random = seededRandom(SEED);
  const seen: number[] = [];
  let inside = 0;
  const turns = Array.from({ length: 50 }, (_, number) =>
    mutex.run("series", async () => {
      expect((inside += 1)).toBe(1);
      for (let ticks = Math.floor(random.next() * 5); ticks > 0; ticks -= 1)
        await Promise.resolve();
      seen.push(number);
      inside -= 1;
      return number;
    }),
  );
  const all = Array.from({ length: 50 }, (_, number) => number);
  expect(await Promise.all(turns)).toEqual(all);
  expect(seen).toEqual(all);
});

test("other keys do not wait", async () => {
  const mutex = makeKeyedMutex();
  const busy = gate();
  const first = mutex.run("a", () => busy.promise);
  expect(await mutex.run("b", async () => "done")).toBe("done");
  busy.resolve();
  await first;
});

test("work that fails tells its caller and lets the next one in", async () => {
  const mutex = makeKeyedMutex();
  const failing = mutex.run("a", () => Promise.reject(new Error("lost the file")));
  const throwing = mutex.run("a", () => {
    throw new Error("before the first await");
  });
  const next = mutex.run("a", async () => "in");
  await expect(failing).rejects.toThrow("lost the file");
  await expect(throwing).rejects.toThrow("before the first await");
  expect(await next).toBe("in");
});

test("work that throws at once, on an empty mutex, rejects as well", async () => {
  const mutex = makeKeyedMutex();
  const thrown = mutex.run("a", () => {
    throw new Error("at once");
  });
  await expect(thrown).rejects.toThrow("at once");
  expect(await mutex.run("a", async () => 1)).toBe(1);
});

describe("a deadline", () => {
  test("ends the waiting, whatever those before still do; the work never begins", async () => {
    const mutex = makeKeyedMutex();
    const busy = gate();
    const first = mutex.run("a", () => busy.promise);
    const begun: number[] = [];
    const late = [1, 2, 3].map((n) =>
      mutex.run("a", async () => void begun.push(n), performance.now() + 20),
    );
    for (const one of late) await expect(one).rejects.toThrow(MutexTimeout);
    busy.resolve();
    await first;
    expect(await mutex.run("a", async () => "next")).toBe("next");
    expect(begun).toEqual([]);
  });

  test("that is past lets nothing begin, and does not stop what has begun", async () => {
    const mutex = makeKeyedMutex();
    const past = mutex.run("a", async () => "done", performance.now() - 1);
    await expect(past).rejects.toThrow(MutexTimeout);
    const slow = gate();
    const begun = mutex.run("a", () => slow.promise, performance.now() + 10);
    setTimeout(slow.resolve, 40);
    await begun;
  });
});
