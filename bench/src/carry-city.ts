import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { seedDemoCity } from "@warmline/demo/seed.ts";
import { beginCarry } from "@warmline/server/domains/carryforwards/begin-command.ts";
import { carryOn } from "@warmline/server/domains/carryforwards/fixture.ts";
import { sealing } from "@warmline/server/domains/carryforwards/seal-request.ts";
import { runCommand } from "@warmline/server/platform/commands/run-command.ts";
import type { Deps } from "@warmline/server/platform/deps.ts";
import { openTestDeps, type TestDeps } from "@warmline/server/testing.ts";
import { carryForwards } from "@warmline/shared/carryforwards/model.ts";
import { seasons } from "@warmline/shared/households/model.ts";
import { addDays, cityDate, type CityDate } from "@warmline/shared/kernel/time.ts";
import { BENCH } from "./paced-payments.ts";

export interface CarryCity {
  readonly deps: TestDeps;
  /** The newest sealed one, as of the summer before the newest season. */
  readonly previousId: string;
  /** A copy of the store's file as it was before the run that is measured. */
  readonly before: string;
  close(): Promise<void>;
}

/** A demo city of two seasons, carried forward once between them. */
export async function openCarryCity(count: number): Promise<CarryCity> {
  const folder = mkdtempSync(join(tmpdir(), "warmline-carry-"));
  const settings = { DATA_DIR: folder };
  const made = await openTestDeps(settings);
  await seedDemoCity(made, { households: count, seasons: 2, seed: 7 });
  const previousId = await sealedBetween(made);
  await made.close();
  const before = join(folder, "before.sqlite");
  cpSync(join(folder, "warmline.sqlite"), before);
  const deps = await openTestDeps(settings);
  return {
    deps,
    previousId,
    before,
    async close() {
      await deps.close();
      rmSync(folder, { recursive: true });
    },
  };
}

async function sealedBetween(deps: Deps): Promise<string> {
  const newest = { index: "byFrom", order: "descending", limit: 1 } as const;
  const [season] = await deps.store.find(seasons, newest);
  const id = await begunAt(deps, `${season!.from.slice(0, 4)}-08-31`);
  await carryOn(deps, id);
  const { rev } = (await deps.store.get(carryForwards, id))!;
  const sealed = await runCommand(deps, BENCH, sealing.command, { id, rev, reason: "bench" });
  if (!sealed.ok) throw new Error(sealed.code);
  return id;
}

/** As of yesterday. */
export function begunNow(deps: Deps): Promise<string> {
  return begunAt(deps, addDays(cityDate(deps.clock.now()), -1));
}

async function begunAt(deps: Deps, day: CityDate): Promise<string> {
  const begun = await runCommand(deps, BENCH, beginCarry(deps), { day });
  if (!begun.ok) throw new Error(begun.code);
  return begun.value.id;
}
