import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { killAgainAndAgain } from "./store-kill.ts";
import { dropDatabase, MONGO_URL, newDatabase } from "./store-mongo.ts";

const SEED = Number(process.env["SEED"] ?? Date.now() % 1_000_000);

describe.skipIf(MONGO_URL === undefined)(`MongoDB: killed, SEED=${SEED}`, () => {
  const url = MONGO_URL ?? "";
  let database: string;
  let folder: string;
  beforeAll(() => {
    database = newDatabase();
    folder = mkdtempSync(join(tmpdir(), "warmline-"));
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await dropDatabase(url, database);
  });

  test(
    "a hundred times in mid-stream, every third between insert and apply",
    { timeout: 600_000 },
    async () => {
      const story = await killAgainAndAgain({
        place: { engine: "mongo", url, database },
        folder,
        seed: SEED,
        kills: 100,
        writers: 4,
        followers: 2,
        openingEvery: 10,
        lifeMs: 100,
        checkEvery: 20,
        dieAtInsertEvery: 3,
      });
      expect(story.acknowledged).toBeGreaterThanOrEqual(60);
      // Who dies between insert and apply leaves a commit that nobody was told of.
      expect(story.untold).toBeGreaterThanOrEqual(33);
    },
  );
});
