import type { Body } from "@warmline/shared/store/collection.ts";
import type { Customer } from "@warmline/shared/households/customer.ts";
import type { Household } from "@warmline/shared/households/model.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import { makeBuildings, makeStations, roomsOf, type Building } from "./buildings.ts";
import { makeHolders } from "./customers.ts";
import { makeHousehold } from "./household.ts";

type MovedIn =
  | { readonly building: Building; readonly customers: readonly Body<Customer>[] }
  | { readonly index: number; readonly household: Body<Household> };

/** Building after building with its households. */
export function* moveIn(seed: number, total: number, madeAt: Instant): Generator<MovedIn> {
  let index = 0;
  for (const building of makeBuildings(seed, makeStations(total))) {
    if (index === total) return;
    const holders = makeHolders(seed, building, madeAt);
    yield { building, customers: holders.customers };
    for (const room of roomsOf(seed, building)) {
      if (index === total) return;
      yield { index, household: makeHousehold(seed, index, room, holders.of(room)) };
      index += 1;
    }
  }
}
