import { counterOn } from "@warmline/shared/hall/counter.ts";
import {
  counters,
  hallServices,
  queueTickets,
  type Counter,
  type HallService,
  type QueueTicket,
} from "@warmline/shared/hall/model.ts";
import { orgNodes, type OrgNode } from "@warmline/shared/households/model.ts";
import { within } from "@warmline/shared/access/scope.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { CityDate } from "@warmline/shared/kernel/time.ts";
import type { Stored } from "@warmline/shared/store/collection.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import type { Deps } from "../../platform/deps.ts";
import { findAll } from "../../platform/stores/find-pages.ts";

/**
 * The hall, if it is one and the caller may see what is of it. For queries. Refusals, in this
 * order: `out-of-scope`, `not-found`.
 */
export async function hallFor(
  { store }: Pick<Deps, "store">,
  { actor }: Pick<Caller, "actor">,
  hallId: string,
): Promise<Result<OrgNode, "not-found" | "out-of-scope">> {
  if (!within(actor, { hallId })) return refuse("out-of-scope");
  const hall = await store.get(orgNodes, hallId);
  return hall?.kind === "hall" ? ok(hall) : refuse("not-found");
}

/** Guarded or not, as the caller wants it. */
type Finds = Pick<Store, "find">;

/** All services of a hall by series, also those that rest. */
export function servicesOf(store: Finds, hallId: string): Promise<HallService[]> {
  return findAll({ store }, hallServices, { index: "byHall", where: { hallId } });
}

/** A hall's counters by number, as they stand today. */
export async function countersOf(
  store: Finds,
  hallId: string,
  today: CityDate,
): Promise<Counter[]> {
  const found = await findAll({ store }, counters, { index: "byHall", where: { hallId } });
  return found.map((counter) => counterOn(today, counter));
}

export function ticketsIn(
  store: Finds,
  hallId: string,
  day: CityDate,
  state: QueueTicket["state"] | readonly QueueTicket["state"][],
): Promise<QueueTicket[]> {
  const where = { hallId, day, state };
  return findAll({ store }, queueTickets, { index: "byState", where });
}

/** Whether all of `serviceIds` are services of the hall. */
export async function areServicesOf(
  reads: Pick<Reads, "getMany">,
  hallId: string,
  serviceIds: readonly string[],
): Promise<boolean> {
  const wanted = [...new Set(serviceIds)];
  const found = await reads.getMany(hallServices, wanted);
  return found.length === wanted.length && found.every((one) => one.hallId === hallId);
}

/** A document as it goes out: who wrote it last is shown by the audit page alone. */
export function plainRow<D extends Stored>({ by: _, ...row }: D): Omit<D, "by"> {
  return row;
}
