import { spawn, type ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test } from "vitest";
import { jobFences, PROCESS_LOST } from "@warmline/shared/jobs/model.ts";
import { kind, LEASE_MS, reaches, type OwnPlace, type Place } from "./testing.ts";

const CHILD = fileURLToPath(new URL("child.ts", import.meta.url));

/** Starting a process takes seconds where many share a core. */
const PATIENCE = { timeout: 60_000 };

/** Processes that die or sleep in the middle of a job. */
export function deathContract(own: OwnPlace): void {
  const children: ChildProcess[] = [];
  afterEach(() => {
    for (const one of children.splice(0)) one.kill("SIGKILL");
  });

  /** A node in a process of its own that works, with what it said so far. */
  async function child(place: Place) {
    const started = spawn(process.execPath, [CHILD, JSON.stringify(place)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    children.push(started);
    const lines: string[] = [];
    createInterface({ input: started.stdout }).on("line", (line) => lines.push(line));
    const said = async (line: string) => {
      await expect.poll(() => lines, { timeout: 40_000 }).toContain(line);
    };
    await said("working");
    return { process: started, said };
  }

  test("after SIGKILL it runs again elsewhere, when the lease is over", PATIENCE, async () => {
    const first = await child(own.place);
    let again = 0;
    const work = kind(() => void (again = performance.now()));
    const orderer = await own.node();
    await orderer.jobs.enqueue(work, { key: "one", payload: {} });
    await first.said("begun 1");
    const other = await own.node(work);
    await sleep(LEASE_MS * 1.5);
    expect(await other.jobs.read("test.work", "one")).toMatchObject({ state: "running", runs: 1 });
    const killed = performance.now();
    first.process.kill("SIGKILL");
    await reaches(other, "one", "done");
    expect(again - killed).toBeGreaterThan(LEASE_MS / 4);
    expect(again - killed).toBeLessThan(10_000);
    expect(await other.jobs.read("test.work", "one")).toMatchObject({ runs: 2 });
  });

  test("what kills every process that runs it is given up", PATIENCE, async () => {
    const orderer = await own.node();
    await orderer.jobs.enqueue(
      kind(() => undefined),
      { key: "one", payload: {} },
    );
    for (const run of [1, 2, 3]) {
      const victim = await child(own.place);
      await victim.said(`begun ${run}`);
      victim.process.kill("SIGKILL");
    }
    // Somebody has to be there to see it.
    await child(own.place);
    await reaches(orderer, "one", "failed");
    expect(await orderer.jobs.read("test.work", "one")).toMatchObject({
      runs: 3,
      error: PROCESS_LOST,
    });
  });

  test("a process that slept through its lease can do no harm", PATIENCE, async () => {
    const sleeper = await child(own.place);
    const work = kind(async (_, run) => {
      await run.fence();
      run.progress({ done: 1, of: 1 });
    });
    const orderer = await own.node();
    await orderer.jobs.enqueue(work, { key: "one", payload: { fenced: true } });
    await sleeper.said("begun 1");
    sleeper.process.kill("SIGSTOP");
    const other = await own.node(work);
    await reaches(other, "one", "done");
    const before = await other.jobs.read("test.work", "one");
    sleeper.process.kill("SIGCONT");
    await sleeper.said("late commit false, fence lost");
    await sleep(300);
    expect(await other.jobs.read("test.work", "one")).toEqual(before);
    expect(before).toMatchObject({ state: "done", runs: 2, progress: { done: 1, of: 1 } });
    expect(await other.store.get(jobFences, "written late")).toBeNull();
  });
}
