import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runAndCheckStream } from "./store-stream-run.ts";

const SEED = Number(process.env["SEED"] ?? Date.now() % 1_000_000);

describe(`SQLite: a stream of commits, SEED=${SEED}`, () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "warmline-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each([
    { commits: 10_000, processes: 1, writers: 16 },
    { commits: 3_000, processes: 2, writers: 8 },
  ])(
    "$commits commits, $processes process(es), $writers writers each",
    { timeout: 60_000 },
    async (shape) => {
      const place = { engine: "sqlite", file: join(folder, `${shape.processes}.db`) } as const;
      const head = await runAndCheckStream({ place, seed: SEED, ...shape });
      expect(head).toBe(shape.commits + 1);
    },
  );
});
