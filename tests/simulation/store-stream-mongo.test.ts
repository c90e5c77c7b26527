import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dropDatabase, MONGO_URL, newDatabase } from "./store-mongo.ts";
import { runAndCheckStream } from "./store-stream-run.ts";

const SEED = Number(process.env["SEED"] ?? Date.now() % 1_000_000);

describe.skipIf(MONGO_URL === undefined)(`MongoDB: a stream of commits, SEED=${SEED}`, () => {
  const url = MONGO_URL ?? "";
  let database: string;
  beforeAll(() => {
    database = newDatabase();
  });
  afterAll(() => dropDatabase(url, database));

  // Many writers, so that groups are large: the stand-in for MongoDB takes 5 ms an insert.
  test("10,000 commits, 2 processes, 32 writers each", { timeout: 600_000 }, async () => {
    const place = { engine: "mongo", url, database } as const;
    const shape = { commits: 10_000, processes: 2, writers: 32 };
    const head = await runAndCheckStream({ place, seed: SEED, ...shape });
    expect(head).toBe(shape.commits + 1);
  });
});
