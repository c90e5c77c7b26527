import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { orgNodes, type OrgNode } from "@warmline/shared/households/types.ts";
import { counterOn } from "@warmline/shared/hall/counter.ts";
import {
  counters,
  hallServices,
  turns,
  type Counter,
  type HallService,
  type Turn,
} from "@warmline/shared/hall/types.ts";
import { within } from "@warmline/shared/staff/scope.ts";
import type { Stored } from "@warmline/shared/store/collection.ts";
import { cityDate, type CityDate } from "@warmline/shared/kernel/time.ts";
import type { Caller } from "../platform/act.ts";
import type { Deps } from "../platform/deps.ts";
import { findAll } from "../platform/find-all.ts";

/** The hall, if it is one and the caller may act there. */
export async function hallFor(
  { store }: Pick<Deps, "store">,
  { actor }: Pick<Caller, "actor">,
  hallId: string,
): Promise<Result<OrgNode, "not-found" | "out-of-scope">> {
  if (!within(actor, { hallId })) return refuse("out-of-scope");
  const hall = await store.get(orgNodes, hallId);
  return hall?.kind === "hall" ? ok(hall) : refuse("not-found");
}

/** What runs under this key runs one after the other in this process. */
export function laneOf(hallId: string): string {
  return `hall/${hallId}`;
}

/** All services of a hall by series, also those that rest. */
export function servicesOf(deps: Pick<Deps, "store">, hallId: string): Promise<HallService[]> {
  return findAll(deps, hallServices, { index: "byHall", where: { hallId } });
}

/** A hall's counters by number, as they stand today. */
export async function countersOf(
  { store, clock }: Pick<Deps, "store" | "clock">,
  hallId: string,
): Promise<Counter[]> {
  const found = await findAll({ store }, counters, { index: "byHall", where: { hallId } });
  const today = cityDate(clock.now());
  return found.map((counter) => counterOn(today, counter));
}

export function turnsIn(
  deps: Pick<Deps, "store">,
  hallId: string,
  day: CityDate,
  state: Turn["state"] | readonly Turn["state"][],
): Promise<Turn[]> {
  const where = { hallId, day, state };
  return findAll(deps, turns, { index: "byState", where });
}

/** A document as it goes out: who wrote it last is the audit page's matter. */
export function plainRow<D extends Stored>({ by: _, ...row }: D): Omit<D, "by"> {
  return row;
}

export type PlainTurn = Omit<Turn, "by" | "take">;

/** A turn as it goes out; under which key it was taken is its taker's matter. */
export function plainTurn({ take: _, ...turn }: Turn): PlainTurn {
  return plainRow(turn);
}
