import { execFile } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";

const run = promisify(execFile);

export interface Usage {
  /** Bytes, at most. */
  readonly memory: number;
  /** Milliseconds of a processor; `ps` counts whole seconds. */
  readonly processor: number;
}

/** What a process holds and takes meanwhile, looked at twice a second. */
export async function usageOf(pid: number, until: () => boolean): Promise<Usage> {
  const look = async () => {
    const { stdout } = await run("ps", ["-o", "rss=,cputimes=", "-p", `${pid}`]);
    const [kilobytes = 0, seconds = 0] = stdout.trim().split(/\s+/).map(Number);
    return { memory: kilobytes * 1_024, processor: seconds * 1_000 };
  };
  const first = await look();
  let last = first;
  let memory = 0;
  while (!until()) {
    last = await look();
    memory = Math.max(memory, last.memory);
    await sleep(500);
  }
  return { memory, processor: last.processor - first.processor };
}
