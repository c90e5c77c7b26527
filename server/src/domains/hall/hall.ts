import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { orgNodes, type OrgNode } from "@warmline/shared/households/model.ts";
import { counterOn } from "@warmline/shared/hall/counter.ts";
import {
  counters,
  hallServices,
  queueTickets,
  type Counter,
  type HallService,
  type QueueTicket,
} from "@warmline/shared/hall/model.ts";
import { within } from "@warmline/shared/access/scope.ts";
import type { Stored } from "@warmline/shared/store/collection.ts";
import { cityDate, type CityDate } from "@warmline/shared/kernel/time.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import { findAll } from "../../platform/stores/find-pages.ts";

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
export function mutexOf(hallId: string): string {
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

export function ticketsIn(
  deps: Pick<Deps, "store">,
  hallId: string,
  day: CityDate,
  state: QueueTicket["state"] | readonly QueueTicket["state"][],
): Promise<QueueTicket[]> {
  const where = { hallId, day, state };
  return findAll(deps, queueTickets, { index: "byState", where });
}

/** A document as it goes out: who wrote it last is the audit page's caseRecord. */
export function plainRow<D extends Stored>({ by: _, ...row }: D): Omit<D, "by"> {
  return row;
}

export type PlainTicket = Omit<QueueTicket, "by" | "take">;

/** A ticket as it goes out; under which key it was taken is its taker's caseRecord. */
export function plainTicket({ take: _, ...ticket }: QueueTicket): PlainTicket {
  return plainRow(ticket);
}
