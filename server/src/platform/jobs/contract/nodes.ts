import { setTimeout as sleep } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import { jobFences } from "@warmline/shared/jobs/model.ts";
import { instantOf } from "@warmline/shared/kernel/time.ts";
import type { Guard } from "@warmline/shared/store/port.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { REPEATED } from "../kind.ts";
import type { JobRun } from "../run.ts";
import { kind, reaches, untilAborted, type Node, type OwnPlace } from "./testing.ts";

/** What several nodes make of the same jobs. */
export function nodeContract(own: OwnPlace): void {
  test("two nodes share the work, and never run one job at once", async () => {
    const running = new Set<string>();
    const runs: string[] = [];
    const by = [0, 0, 0];
    const work = (node: number) =>
      kind(
        async (payload: string) => {
          expect(running.has(payload)).toBe(false);
          running.add(payload);
          runs.push(payload);
          by[node]! += 1;
          await sleep(15);
          running.delete(payload);
        },
        { atOnce: 2 },
      );
    const nodes = await Promise.all([0, 1, 2].map((node) => own.node(work(node))));
    const keys = Array.from({ length: 60 }, (_, number) => `job ${number}`);
    await Promise.all(
      keys.map((key, place) => nodes[place % 3]!.jobs.enqueue(work(0), { key, payload: key })),
    );
    await expect
      .poll(() => nodes[0]!.jobs.counts(), { timeout: 15_000 })
      .toMatchObject({
        waiting: 0,
        running: 0,
      });
    expect(runs.toSorted()).toEqual(keys.toSorted());
    expect(by.filter((count) => count > 0).length).toBeGreaterThan(1);
  });

  test("who stops gives back what it has in hand, as if it had not begun", async () => {
    const begun: string[] = [];
    const work = (node: string) =>
      kind(async (_, run) => {
        begun.push(node);
        if (node === "first") throw await untilAborted(run);
      });
    const first = await own.node(work("first"));
    await first.jobs.enqueue(work("first"), { key: "one", payload: null });
    await expect.poll(() => begun).toEqual(["first"]);
    await first.jobs.stop();
    const second = await own.node();
    expect(await second.jobs.read("test.work", "one")).toMatchObject({
      state: "waiting",
      failures: 0,
    });
    await second.jobs.work([work("second")]);
    await reaches(second, "one", "done");
    expect(begun).toEqual(["first", "second"]);
    expect(await second.jobs.read("test.work", "one")).toMatchObject({ runs: 2 });
  });

  test("a fence holds against every earlier run", async () => {
    const outcomes: string[] = [];
    const node: Node = await own.node();
    const guarded = async (run: JobRun, of: string) => {
      const fence = await run.fence();
      expect(await run.fence()).toEqual(fence);
      const committed = await node.store.commit([insert(jobFences, { id: of, run: 0 })], [fence]);
      outcomes.push(`${of} ${committed.ok}`);
    };
    let earlier: JobRun | undefined;
    let old: Guard | undefined;
    const work = kind(async (_, run) => {
      await guarded(run, `run ${run.number}`);
      if (run.number === 1) {
        earlier = run;
        old = await run.fence();
        throw new Error("expected by the test");
      }
    });
    await node.jobs.work([work]);
    await node.jobs.enqueue(work, { key: "one", payload: null });
    await reaches(node, "one", "done");
    expect(outcomes).toEqual(["run 1 true", "run 2 true"]);
    const late = await node.store.commit([insert(jobFences, { id: "late", run: 0 })], [old!]);
    expect(late).toMatchObject({ ok: false, conflict: { kind: "guard" } });
    await expect(earlier!.fence()).rejects.toMatchObject({ why: "lost" });
  });
}

/** Jobs that come again and again. */
export function repeatedContract(own: OwnPlace): void {
  const repeated = (run: () => Promise<void> | void, everyMs: number) =>
    kind(run, { repeat: { everyMs } });
  const read = (node: Node) => node.jobs.read("test.work", REPEATED);

  test("exists once, however many nodes begin, and never runs beside itself", async () => {
    let running = 0;
    const begun: number[] = [];
    const work = repeated(async () => {
      running += 1;
      expect(running).toBe(1);
      begun.push(performance.now());
      await sleep(60);
      running -= 1;
    }, 150);
    const nodes = await Promise.all([own.node(work), own.node(work), own.node(work)]);
    await expect.poll(() => begun.length, { timeout: 15_000 }).toBeGreaterThanOrEqual(5);
    const gaps = begun.slice(1).map((time, place) => time - begun[place]!);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(200);
    const { waiting, running: now, failed } = await nodes[0]!.jobs.counts();
    expect({ all: waiting + now, failed }).toEqual({ all: 1, failed: 0 });
    expect(await read(nodes[1]!)).toMatchObject({ repeats: true, failures: 0 });
  });

  test("that fails goes on, and says since when and why", async () => {
    let broken = true;
    const work = repeated(() => {
      if (broken) throw new Error("away");
    }, 100);
    const node = await own.node(work);
    await expect
      .poll(() => read(node), { timeout: 10_000 })
      .toMatchObject({ failures: 4, error: "away" });
    expect((await node.jobs.counts()).failed).toBe(0);
    broken = false;
    await expect.poll(async () => (await read(node))?.failures, { timeout: 10_000 }).toBe(0);
    expect(await read(node)).not.toHaveProperty("error");
  });

  test("begun anew with another interval keeps to the shorter one", async () => {
    let count = 0;
    const slow = repeated(() => void (count += 1), 3_600_000);
    const first = await own.node(slow);
    await expect.poll(async () => (await read(first))?.runs).toBe(1);
    await expect.poll(async () => (await read(first))?.state).toBe("waiting");
    await first.jobs.stop();
    await own.node(repeated(() => void (count += 1), 100));
    await expect.poll(() => count, { timeout: 10_000 }).toBeGreaterThanOrEqual(3);
  });

  test("bears clocks that are set forward and back", async () => {
    const real = Date.now.bind(Date);
    let offset = 0;
    vi.spyOn(Date, "now").mockImplementation(() => real() + offset);
    try {
      const HOUR = 3_600_000;
      let count = 0;
      const work = repeated(() => void (count += 1), HOUR);
      const later = kind(() => undefined, { name: "test.later" });
      const node = await own.node(work, later);
      await node.jobs.enqueue(later, {
        key: "one",
        payload: null,
        at: instantOf(Date.now() + 2 * HOUR),
      });
      await expect.poll(() => count).toBe(1);
      // A day at once: what was due in it is done once, not once for each hour.
      offset += 24 * HOUR;
      await expect.poll(() => count, { timeout: 15_000 }).toBe(2);
      const one = async () => (await node.jobs.read("test.later", "one"))?.state;
      await expect.poll(one, { timeout: 15_000 }).toBe("done");
      // And back: it is due an hour after now, not a day and an hour.
      offset -= 24 * HOUR;
      const due = async () => ((await read(node))?.at ?? 0) - Date.now();
      await expect.poll(due, { timeout: 15_000 }).toBeLessThanOrEqual(HOUR);
      expect(count).toBe(2);
      expect((await read(node))?.runs).toBe(2);
    } finally {
      vi.restoreAllMocks();
    }
  });
}
