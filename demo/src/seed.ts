import type { Body } from "@warmline/shared/store/collection.ts";
import { contracts, withVersion } from "@warmline/shared/households/contract-versions.ts";
import { newPremise, premises } from "@warmline/shared/households/premise.ts";
import { households, type Household } from "@warmline/shared/households/model.ts";
import { insert, replace, type Write } from "@warmline/shared/store/write.ts";
import { addDays } from "@warmline/shared/kernel/time.ts";
import type { Deps } from "@warmline/server/platform/deps.ts";
import { hashPassword } from "@warmline/server/domains/staff/passwords.ts";
import { keepBooks } from "./books.ts";
import { buildingWrites, organisationWrites } from "./organisation.ts";
import { makeStations } from "./buildings.ts";
import { commitFacts, commitOnce, type Fact } from "./bulk.ts";
import { calendarWrites, demoSeasons, type DemoSeason } from "./calendar.ts";
import { writeCases } from "./cases.ts";
import { customerWrites } from "./customers.ts";
import { drawFor } from "./draw.ts";
import { habitOf } from "./habits.ts";
import { hallWrites } from "./halls.ts";
import { CITY_ID, demoCityOf } from "./marker.ts";
import { demoCities, type DemoCity } from "@warmline/shared/demo/model.ts";
import { moveIn } from "./move-in.ts";
import { makeReports, reportsWanted } from "./reports.ts";
import { DEMO_PASSWORD, simulatedPassword, staffWrites } from "./people.ts";
import { makeReceipts } from "./receipts.ts";
import { newSecret } from "./secret.ts";

export interface DemoOptions {
  readonly households: number;
  readonly seasons: number;
  readonly seed?: number;
  /** What goes on in the city by the time it is made; left out: nothing. */
  readonly lately?: (city: DemoCity) => Promise<void>;
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
  await options.lately?.(city);
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
  await commitOnce(deps, "demo.found", [
    ...organisationWrites(makeStations(city.households)),
    ...hallWrites(secret, madeAt),
    ...staffWrites(seed, { people, simulated }),
    ...calendarWrites(demoSeasons(city.seasons, madeAt)),
  ]);
}

async function writeHouseholds(deps: SeedDeps, city: DemoCity, progress: Progress): Promise<void> {
  const { seed, households: total, madeAt } = city;
  const wanted = reportsWanted(total);
  const reporters: Body<Household>[] = [];
  await commitFacts(deps, "demo.settle", settle(city, reporters, progress));
  progress(total, total);
  await writeCases(deps, seed, makeReports(seed, reporters, wanted, madeAt), madeAt);
}

const PROGRESS_EVERY = 10_000;

/**
 * Buildings, and each household with all that is kept about it, until as many have moved in as are
 * wanted; those who will report something are put among the `reporters`.
 */
function* settle(
  { seed, households: total, seasons: count, madeAt }: DemoCity,
  reporters: Body<Household>[],
  progress: Progress,
): Generator<Fact> {
  const seasons = demoSeasons(count, madeAt);
  const receipts = makeReceipts();
  const { open, closed } = reportsWanted(total);
  const stride = Math.floor(total / (open + closed)) || 1;
  for (const fact of moveIn(seed, total, madeAt)) {
    if ("building" in fact) {
      yield [...buildingWrites(fact.building), ...customerWrites(fact.customers)];
      continue;
    }
    const { index, household } = fact;
    const draw = drawFor(seed, `books ${index}`);
    const of = { household, habit: habitOf(draw), seasons, receipts, now: madeAt, draw };
    yield [
      insert(households, household),
      insert(
        premises,
        newPremise(household.id, { spaces: household.spaces, basis: "registration" }),
      ),
      ...contractWrites(household, seasons),
      ...keepBooks(of).writes,
    ];
    const reports = index % stride === 0 && reporters.length < open + closed;
    if (reports) reporters.push(household);
    if ((index + 1) % PROGRESS_EVERY === 0) progress(index + 1, total);
  }
  yield receipts.writes();
}

function contractWrites(
  { id: householdId, name: holder, customerId, spaces }: Body<Household>,
  seasons: readonly DemoSeason[],
): Write[] {
  return seasons.map(({ name: season, from }) => {
    const by = { holder, ...(customerId && { customerId }) };
    const signed = { kind: "signed", from: addDays(from, -70), ...by, spaces } as const;
    return insert(contracts, withVersion(null, { householdId, season }, signed));
  });
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
