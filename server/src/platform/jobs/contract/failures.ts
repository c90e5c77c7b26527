import { describe, expect, test } from "vitest";
import { DEADLINE_PASSED } from "@warmline/shared/jobs/model.ts";
import { kind, reaches, untilAborted, type OwnPlace } from "./testing.ts";

/** What becomes of a job whose runs fail. */
export function failureContract(own: OwnPlace): void {
  test("comes again after a pause that grows, and keeps nobody waiting", async () => {
    const runs: [string, number][] = [];
    const work = kind((payload: string, run) => {
      runs.push([payload, performance.now()]);
      if (payload === "bad" && run.number <= 2) throw new Error(`no ${run.number}`);
    });
    const node = await own.node();
    for (const key of ["bad", "b", "c"]) await node.jobs.enqueue(work, { key, payload: key });
    await node.jobs.work([work]);
    await reaches(node, "bad", "done");
    expect(runs.map(([payload]) => payload)).toEqual(["bad", "b", "c", "bad", "bad"]);
    const times = runs.filter(([payload]) => payload === "bad").map(([, time]) => time);
    expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(75);
    expect(times[2]! - times[1]!).toBeGreaterThanOrEqual(155);
    expect(await node.jobs.read("test.work", "bad")).toMatchObject({ runs: 3, failures: 0 });
  });

  describe("given up after all its attempts", () => {
    async function given() {
      let broken = true;
      const work = kind(() => {
        if (broken) throw new Error("the printer is on fire");
      });
      const node = await own.node(work);
      await node.jobs.enqueue(work, { key: "one", payload: null });
      await reaches(node, "one", "failed");
      return { node, work, repair: () => (broken = false) };
    }

    test("it lies with the failed ones, with its reason", async () => {
      const { node, work } = await given();
      const failed = { key: "one", runs: 3, failures: 3, error: "the printer is on fire" };
      expect(await node.jobs.list("failed", 10)).toMatchObject([failed]);
      expect(await node.jobs.counts()).toEqual({ waiting: 0, running: 0, failed: 1 });
      await node.jobs.enqueue(work, { key: "one", payload: null });
      expect(await node.jobs.read("test.work", "one")).toMatchObject({ state: "failed", runs: 3 });
    });

    test("a person lets it try again, with all its attempts", async () => {
      const { node, repair } = await given();
      expect(await node.jobs.retry("test.work", "one")).toBe(true);
      await expect
        .poll(async () => (await node.jobs.read("test.work", "one"))?.runs, { timeout: 10_000 })
        .toBe(6);
      await reaches(node, "one", "failed");
      repair();
      expect(await node.jobs.retry("test.work", "one")).toBe(true);
      await reaches(node, "one", "done");
      expect(await node.jobs.retry("test.work", "one")).toBe(false);
      expect(await node.jobs.discard("test.work", "one")).toBe(false);
    });

    test("a person discards it: it is gone, and may be wanted anew", async () => {
      const { node, work, repair } = await given();
      expect(await node.jobs.discard("test.work", "one")).toBe(true);
      expect(await node.jobs.read("test.work", "one")).toBeNull();
      expect(await node.jobs.list("failed", 10)).toEqual([]);
      expect(await node.jobs.retry("test.work", "one")).toBe(false);
      repair();
      await node.jobs.enqueue(work, { key: "one", payload: null });
      await reaches(node, "one", "done");
    });
  });

  test("is over at its deadline, and tried again", async () => {
    const work = kind((_, run) => untilAborted(run).then((why) => Promise.reject(why as Error)), {
      deadlineMs: 100,
      attempts: 2,
    });
    const node = await own.node(work);
    await node.jobs.enqueue(work, { key: "one", payload: null });
    await reaches(node, "one", "failed");
    expect(await node.jobs.read("test.work", "one")).toMatchObject({
      runs: 2,
      error: DEADLINE_PASSED,
    });
  });
}
