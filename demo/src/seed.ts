import type { Body } from "@warmline/shared/store/collection.ts";
import { contracts, households, type Household } from "@warmline/shared/households/model.ts";
import { insert, replace, type Write } from "@warmline/shared/store/write.ts";
import { addDays } from "@warmline/shared/kernel/time.ts";
import type { Deps } from "@warmline/server/platform/deps.ts";
import { hashPassword } from "@warmline/server/domains/staff/passwords.ts";
import { keepBooks } from "./books.ts";
import { buildingWrites, organisationWrites } from "./organisation.ts";
import { makeBuildings, makeStations, roomsOf } from "./buildings.ts";
import { commitOnce, makeBulk } from "./bulk.ts";
import { calendarWrites, demoSeasons, type DemoSeason } from "./calendar.ts";
import { writeCases } from "./cases.ts";
import { drawFor } from "./draw.ts";
import { habitOf } from "./habits.ts";
import { hallWrites } from "./halls.ts";
import { makeHousehold } from "./household.ts";
import { CITY_ID, demoCityOf } from "./marker.ts";
import { demoCities, type DemoCity } from "@warmline/shared/demo/model.ts";
import { makeReports, reportsWanted } from "./reports.ts";
import { DEMO_PASSWORD, simulatedPassword, staffWrites } from "./people.ts";
import { makeReceipts } from "./receipts.ts";
import { newSecret } from "./secret.ts";

export interface DemoOptions {
  readonly households: number;
  readonly seasons: number;
  readonly seed?: number;
}

/** Told now and then how many of the households are there. */
export type Progress = (done: number, total: number) => void;

type SeedDeps = Pick<Deps, "store" | "clock" | "ids">;

export const SEED_DEFAULT = 7;

/**
 * Makes the demo city: the same for the same seed and time. What was interrupted is finished with
 * the options it was begun with; a finished city is left alone. Memory stays bounded.
 */
export async function seedDemoCity(
  deps: Pick<Deps, "store" | "clock">,
  options: DemoOptions,
  progress: Progress = () => undefined,
): Promise<void> {
  const city = await beginCity(deps, options);
  if (city.state === "ready") return;
  // Every audit record is dated to the day on which the city was begun, so that it comes out
  // the same.
  const made: SeedDeps = {
    store: deps.store,
    clock: { now: () => city.madeAt },
    ids: countingIds(),
  };
  await writeFoundations(made, city);
  await writeHouseholds(made, city, progress);
  await commitOnce(made, "demo.finish", [replace(demoCities, city, { ...city, state: "ready" })]);
}

async function beginCity(
  { store, clock }: Pick<Deps, "store" | "clock">,
  { households: count, seasons, seed = SEED_DEFAULT }: DemoOptions,
): Promise<DemoCity> {
  const begun = await demoCityOf(store);
  if (begun !== null) return begun;
  const body: Body<DemoCity> = {
    id: CITY_ID,
    state: "making",
    seed,
    households: count,
    seasons,
    madeAt: clock.now(),
    secret: newSecret(),
    simulator: true,
  };
  const ids = { next: () => "demo-begin" };
  await commitOnce({ store, clock, ids }, "demo.begin", [insert(demoCities, body)]);
  return { ...body, rev: 1 };
}

async function writeFoundations(deps: SeedDeps, city: DemoCity): Promise<void> {
  const { seed, secret, madeAt } = city;
  const [people, simulated] = await Promise.all([
    hashPassword(DEMO_PASSWORD),
    hashPassword(simulatedPassword(secret)),
  ]);
  const bulk = makeBulk(deps, "demo.found");
  await bulk.add(organisationWrites(makeStations(city.households)));
  await bulk.add(hallWrites(secret, madeAt));
  await bulk.add(staffWrites(seed, { people, simulated }));
  await bulk.add(calendarWrites(demoSeasons(city.seasons, madeAt)));
  await bulk.flush();
}

async function writeHouseholds(
  deps: SeedDeps,
  { seed, households: total, seasons: count, madeAt }: DemoCity,
  progress: Progress,
): Promise<void> {
  const seasons = demoSeasons(count, madeAt);
  const receipts = makeReceipts();
  const wanted = reportsWanted(total);
  const reporters: Body<Household>[] = [];
  const stride = Math.floor(total / (wanted.open + wanted.closed)) || 1;
  const bulk = makeBulk(deps, "demo.settle");
  for await (const [index, household] of settle(seed, total, bulk.add)) {
    const draw = drawFor(seed, `books ${index}`);
    const of = { household, habit: habitOf(draw), seasons, receipts, now: madeAt, draw };
    await bulk.add([
      insert(households, household),
      ...contractWrites(household, seasons),
      ...keepBooks(of).writes,
    ]);
    const reports = index % stride === 0 && reporters.length < wanted.open + wanted.closed;
    if (reports) reporters.push(household);
    if ((index + 1) % PROGRESS_EVERY === 0) progress(index + 1, total);
  }
  await bulk.add(receipts.writes());
  await bulk.flush();
  progress(total, total);
  await writeCases(deps, seed, makeReports(seed, reporters, wanted, madeAt), madeAt);
}

const PROGRESS_EVERY = 10_000;

/** Building after building, until as many households have moved in as are wanted. */
async function* settle(
  seed: number,
  total: number,
  build: (writes: readonly Write[]) => Promise<void>,
): AsyncGenerator<readonly [number, Body<Household>]> {
  let index = 0;
  for (const building of makeBuildings(seed, makeStations(total))) {
    await build(buildingWrites(building));
    for (const room of roomsOf(seed, building)) {
      if (index === total) return;
      yield [index, makeHousehold(seed, index, room)];
      index += 1;
    }
  }
}

function contractWrites(household: Body<Household>, seasons: readonly DemoSeason[]): Write[] {
  return seasons.map(({ name, from }) =>
    insert(contracts, {
      id: `${household.id}/${name}`,
      householdId: household.id,
      season: name,
      holder: household.name,
      state: "active",
      spaces: household.spaces,
      signedOn: addDays(from, -70),
    }),
  );
}

/** Ids of the audit records by which the city is made: the same each time. */
function countingIds() {
  let last = 0;
  return {
    next() {
      last += 1;
      return `demo-${String(last).padStart(7, "0")}`;
    },
  };
}
