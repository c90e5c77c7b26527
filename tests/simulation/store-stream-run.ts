import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect } from "vitest";
import { openEngine, type EnginePlace } from "./store-engines.ts";
import { checkStream } from "./store-stream-check.ts";
import type { StreamShare } from "./store-stream-child.ts";
import {
  prepareStream,
  runStream,
  STREAM_COLLECTIONS,
  streamOperations,
  type Accepted,
} from "./store-stream.ts";

const CHILD = fileURLToPath(new URL("./store-stream-child.ts", import.meta.url));

export interface StreamOptions {
  readonly place: EnginePlace;
  readonly seed: number;
  readonly commits: number;
  /** In each process. */
  readonly writers: number;
  /** 1: all in this process. */
  readonly processes: number;
}

/**
 * Runs the seeded stream in one process or several, with a follower, and checks what came of it.
 * Answers the length of the log: the commits and one that prepared them.
 */
export async function runAndCheckStream(options: StreamOptions): Promise<number> {
  const { place, seed, commits, writers, processes } = options;
  const operations = streamOperations(seed, commits);
  const store = await openEngine(place, STREAM_COLLECTIONS);
  try {
    await prepareStream(store);
    const seen: number[] = [];
    let wake = () => {};
    const follower = store.follow(0, async (batch) => {
      seen.push(...batch.map(({ position }) => position));
      wake();
    });
    const accepted =
      processes === 1
        ? await runStream(store, operations, writers)
        : await runChildren({ place, seed, commits, writers, at: 0, of: processes });
    await checkStream(store, operations, accepted);
    const head = await store.head();
    while (seen.at(-1) !== head) await new Promise<void>((resolve) => (wake = resolve));
    await follower.stop();
    expect(seen).toEqual(Array.from({ length: head }, (_, index) => index + 1));
    return head;
  } finally {
    await store.close();
  }
}

async function runChildren(share: StreamShare): Promise<Accepted> {
  const outputs = await Promise.all(
    Array.from({ length: share.of }, (_, at) =>
      promisify(execFile)(process.execPath, [CHILD, JSON.stringify({ ...share, at })], {
        maxBuffer: 2 ** 26,
      }),
    ),
  );
  const rows = outputs.flatMap(({ stdout }) => JSON.parse(stdout) as [string, number][]);
  return new Map(rows);
}
