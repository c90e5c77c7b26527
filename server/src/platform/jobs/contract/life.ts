import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { instantOf } from "@warmline/shared/kernel/time.ts";
import { RunAborted } from "../run.ts";
import { kind, reaches, untilAborted, type OwnPlace } from "./testing.ts";

/** A job from the order to its end. */
export function lifeContract(own: OwnPlace): void {
  test("is done with what it was given, and remembered", async () => {
    const given: unknown[] = [];
    const work = kind((payload) => void given.push(payload));
    const node = await own.node(work);
    expect(await node.jobs.read("test.work", "one")).toBeNull();
    await node.jobs.enqueue(work, { key: "one", payload: { 户号: "100000001", list: [1, null] } });
    await reaches(node, "one", "done");
    expect(given).toEqual([{ 户号: "100000001", list: [1, null] }]);
    expect(await node.jobs.read("test.work", "one")).toMatchObject({
      job: "test.work",
      key: "one",
      repeats: false,
      runs: 1,
      failures: 0,
      cancelAsked: false,
    });
  });

  test.each(["a:b/c", "17", "张三 @1", "%41", "x".repeat(120)])("by the key %j", async (key) => {
    const work = kind(() => undefined);
    const node = await own.node(work);
    await node.jobs.enqueue(work, { key, payload: null });
    await reaches(node, key, "done");
    expect((await node.jobs.list("done", 10)).map((one) => one.key)).toEqual([key]);
  });

  test("is done once, whoever wants it how often", async () => {
    const done: string[] = [];
    const work = kind((payload: string) => void done.push(payload));
    const nodes = [await own.node(), await own.node(work)];
    const orders = Array.from({ length: 12 }, (_, place) =>
      nodes[place % 2]!.jobs.enqueue(work, { key: "one", payload: "same" }),
    );
    await Promise.all(orders);
    await reaches(nodes[0]!, "one", "done");
    await nodes[0]!.jobs.enqueue(work, { key: "one", payload: "again" });
    await nodes[0]!.jobs.enqueue(work, { key: "two", payload: "other" });
    await reaches(nodes[0]!, "two", "done");
    expect(done).toEqual(["same", "other"]);
  });

  test("waits in the order in which it is due", async () => {
    const done: string[] = [];
    const work = kind((payload: string) => void done.push(payload));
    const orderer = await own.node();
    const at = instantOf(Date.now() + 2_000);
    await orderer.jobs.enqueue(work, { key: "late", payload: "late", at });
    for (const key of ["a", "b", "c"]) await orderer.jobs.enqueue(work, { key, payload: key });
    const waiting = await orderer.jobs.list("waiting", 10);
    expect(waiting.at(-1)).toMatchObject({ key: "late", at });
    expect(await orderer.jobs.counts()).toEqual({ waiting: 4, running: 0, failed: 0 });
    const node = await own.node(work);
    await reaches(node, "late", "done");
    expect(Date.now()).toBeGreaterThanOrEqual(at);
    expect(done).toEqual(["a", "b", "c", "late"]);
  });

  test("says how far it is", async () => {
    let go = () => {};
    const gate = new Promise<void>((done) => (go = done));
    const work = kind(async (_, run) => {
      run.progress({ done: 0, of: 7 });
      for (let done = 1; done <= 3; done += 1) run.progress({ done, of: 7, stage: "half" });
      await gate;
      run.progress({ done: 7, of: 7 });
    });
    const node = await own.node(work);
    const other = await own.node();
    await node.jobs.enqueue(work, { key: "one", payload: null });
    const progress = async () => (await other.jobs.read("test.work", "one"))?.progress;
    await expect.poll(progress, { timeout: 5_000 }).toEqual({ done: 3, of: 7, stage: "half" });
    expect(await other.jobs.list("running", 10)).toMatchObject([{ key: "one" }]);
    go();
    await reaches(other, "one", "done");
    expect(await progress()).toEqual({ done: 7, of: 7 });
  });

  test("is cancelled while it waits", async () => {
    const work = kind(() => expect.unreachable());
    const orderer = await own.node();
    const at = instantOf(Date.now() + 60_000);
    await orderer.jobs.enqueue(work, { key: "later", payload: null, at });
    await orderer.jobs.enqueue(work, { key: "soon", payload: null });
    expect(await orderer.jobs.cancel("test.work", "later")).toBe(true);
    expect(await orderer.jobs.cancel("test.work", "soon")).toBe(true);
    await own.node(work);
    for (const key of ["later", "soon"]) {
      await reaches(orderer, key, "cancelled");
      await sleep(50);
      expect(await orderer.jobs.cancel("test.work", key)).toBe(false);
    }
    expect(await orderer.jobs.cancel("test.work", "nobody")).toBe(false);
    expect(await orderer.jobs.cancel("no.such", "nobody")).toBe(false);
  });

  test("is cancelled while it runs, from another node", async () => {
    let why: unknown;
    const work = kind(async (_, run) => {
      why = await untilAborted(run);
      throw why;
    });
    const node = await own.node(work);
    const other = await own.node();
    await node.jobs.enqueue(work, { key: "one", payload: null });
    await reaches(other, "one", "running");
    const asked = performance.now();
    expect(await other.jobs.cancel("test.work", "one")).toBe(true);
    expect(await other.jobs.cancel("test.work", "one")).toBe(false);
    await reaches(other, "one", "cancelled");
    expect(performance.now() - asked).toBeLessThan(3_000);
    expect(why).toBeInstanceOf(RunAborted);
    expect(why).toMatchObject({ why: "cancelled" });
    expect(await other.jobs.read("test.work", "one")).toMatchObject({ runs: 1 });
  });
}
