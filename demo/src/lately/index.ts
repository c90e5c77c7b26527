import type { DemoCity } from "@warmline/shared/demo/model.ts";
import { addDays, cityDate, startOfDay } from "@warmline/shared/kernel/time.ts";
import { accountStream, entries } from "@warmline/shared/ledger/entry.ts";
import type { Deps } from "@warmline/server/platform/deps.ts";
import { livePastCalls } from "../past-calls/index.ts";
import { householdId } from "../household.ts";
import { settleAccounts } from "./accounts.ts";
import { actingIn, LATELY } from "./act.ts";
import { dunDebtors } from "./dunning.ts";
import { keepHalls, payersOf } from "./halls.ts";
import { tellOutages } from "./outages.ts";
import { askForApprovals } from "./requests.ts";
import { sellFlat } from "./transfer.ts";

/** Days that are over, with books of their own; today is everybody's who looks around. */
const DAYS = 2;
/** So many are looked at for one that owes something. */
const FLATS_SEEN = 20;

/**
 * What went on in the last days, done by its people through the very commands: tills and closed
 * days, incidents, requests that wait, a flat that is sold, a late fee as a rule, a stop, a relief,
 * a write-off and debtors who are dunned; and what the telephone did, by its very rules. As much of
 * it whatever the size of the city; begun again, it goes on where it was.
 */
export async function liveLately(deps: Deps, city: DemoCity): Promise<void> {
  const { madeAt: now, seed } = city;
  const today = cityDate(now);
  const days = Array.from({ length: DAYS }, (_, index) => addDays(today, index - DAYS));
  const wanting = payersOf(days) + 1;
  const quiet = await quietHouseholds(deps, city, wanting + FLATS_SEEN);
  const payers = quiet.slice(0, wanting);
  const acting = actingIn(deps, seed);
  const first = await keepHalls(acting, days, payers);
  await tellOutages(acting, deps, now);
  const wanted = { householdId: payers.at(-1)!, entryId: first.get("hall-xicheng")! };
  await askForApprovals(acting, deps, wanted, now);
  await sellFlat(acting, deps, quiet.slice(wanting), now);
  await settleAccounts(acting, deps, city);
  await dunDebtors(acting, deps, city);
  await livePastCalls(deps, city);
}

/** The last so many households whose seasons brought nothing in these days. */
async function quietHouseholds(
  { store }: Pick<Deps, "store">,
  { households, madeAt }: DemoCity,
  count: number,
): Promise<string[]> {
  const since = startOfDay(addDays(cityDate(madeAt), -DAYS));
  const quiet: string[] = [];
  for (let index = households - 1; index >= 0 && quiet.length < count; index -= 1) {
    const id = householdId(index);
    const stream = await store.find(entries, {
      index: "seq",
      where: { streamId: accountStream(id) },
      limit: 1_000,
    });
    const before = stream.filter((entry) => !entry.id.startsWith(LATELY));
    if (before.every(({ at }) => at < since)) quiet.push(id);
  }
  if (quiet.length < count) throw new Error(`a city of ${households} households is too small`);
  return quiet;
}
