import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { seedDemoCity } from "@warmline/demo/seed.ts";
import type { Deps } from "@warmline/server/platform/deps.ts";
import { openTestDeps, type TestDeps } from "@warmline/server/testing.ts";
import { findPages } from "@warmline/server/platform/stores/find-pages.ts";
import { contracts, withVersion } from "@warmline/shared/households/contract-versions.ts";
import { households, seasons } from "@warmline/shared/households/model.ts";
import { insert } from "@warmline/shared/store/write.ts";

export const SEASON = "2041-2042";
const NOVEMBER = "2041-11-01";
const AT_ONCE = 1_000;

export interface SeasonCity {
  readonly deps: TestDeps;
  /** A copy of the store's file as it was before any run. */
  readonly before: string;
  close(): Promise<void>;
}

/** A demo city in which everybody has a contract for a season that nobody is charged for. */
export async function openSeasonCity(count: number): Promise<SeasonCity> {
  const folder = mkdtempSync(join(tmpdir(), "warmline-season-"));
  const settings = { DATA_DIR: folder };
  const made = await openTestDeps(settings);
  await seedDemoCity(made, { households: count, seasons: 1, seed: 7 });
  await signAll(made);
  await made.close();
  const before = join(folder, "before.sqlite");
  cpSync(join(folder, "warmline.sqlite"), before);
  const deps = await openTestDeps(settings);
  return {
    deps,
    before,
    async close() {
      await deps.close();
      rmSync(folder, { recursive: true });
    },
  };
}

async function signAll({ store }: Pick<Deps, "store">): Promise<void> {
  const season = { id: SEASON, from: NOVEMBER, to: "2042-03-31", days: 151 };
  await store.commit([insert(seasons, season)]);
  for await (const page of findPages(store, households, { index: "byBranch" }, AT_ONCE)) {
    const signed = page.map(({ id: householdId, name: holder, spaces }) => {
      const version = { kind: "signed", from: NOVEMBER, holder, spaces } as const;
      return insert(contracts, withVersion(null, { householdId, season: SEASON }, version));
    });
    await store.commit(signed, [], { bulk: true });
  }
}
