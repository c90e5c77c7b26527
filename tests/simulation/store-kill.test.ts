import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { killAgainAndAgain } from "./store-kill.ts";

const SEED = Number(process.env["SEED"] ?? Date.now() % 1_000_000);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "warmline-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

test(
  `SQLite: killed a hundred times in mid-stream, SEED=${SEED}`,
  { timeout: 180_000 },
  async () => {
    const story = await killAgainAndAgain({
      place: { engine: "sqlite", file: join(folder, "store.db") },
      folder,
      seed: SEED,
      kills: 100,
      writers: 4,
      followers: 2,
      openingEvery: 10,
      lifeMs: 60,
      checkEvery: 20,
    });
    // A life says at least one commit before it is killed, unless it was killed while opening.
    expect(story.acknowledged).toBeGreaterThanOrEqual(90);
  },
);
