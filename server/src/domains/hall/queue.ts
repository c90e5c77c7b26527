import { cityDate, type Instant } from "@warmline/shared/kernel/time.ts";
import {
  estimateWait,
  serviceTime,
  type Queue,
  type ServiceTime,
  type WaitRange,
} from "@warmline/shared/hall/estimate.ts";
import type { WaitingTicket } from "@warmline/shared/hall/choose.ts";
import { queueTickets, type QueueTicket } from "@warmline/shared/hall/model.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { countersOf, ticketsIn } from "./hall.ts";

/** Service times are taken from this many of the day's finished tickets. */
const SAMPLES_MAX = 200;

/** Who waits in a hall now, its counters, and how long each service takes today. */
export async function readQueue(store: Pick<Store, "find">, hallId: string, at: Instant) {
  const day = cityDate(at);
  const [waiting, counters, finished] = await Promise.all([
    ticketsIn(store, hallId, day, "waiting"),
    countersOf(store, hallId, day),
    store.find(queueTickets, {
      index: "byState",
      where: { hallId, day, state: "finished" },
      order: "descending",
      limit: SAMPLES_MAX,
    }),
  ]);
  return { waiting, counters, times: timesOf(finished), at } satisfies Queue;
}

function timesOf(finished: readonly QueueTicket[]): Map<string, ServiceTime> {
  const seconds = new Map<string, number[]>();
  for (const { serviceId, state, from, to } of finished.flatMap(({ periods }) => periods)) {
    if (state !== "serving" || to === undefined) continue;
    seconds.set(serviceId, [...(seconds.get(serviceId) ?? []), (to - from) / 1000]);
  }
  return new Map([...seconds].map(([serviceId, list]) => [serviceId, serviceTime(list)]));
}

/** The wait of a ticket that joins the queue now. */
export function estimateFor(queue: Queue, ticket: WaitingTicket): WaitRange | null {
  return estimateWait({ ...queue, waiting: [...queue.waiting, ticket] }, ticket.id);
}

/** The wait that somebody would have who took a number for the service now. */
export function estimateNew(queue: Queue, serviceId: string): WaitRange | null {
  const ticket: WaitingTicket = {
    id: "",
    label: "",
    serviceId,
    priority: "normal",
    waitingSince: queue.at,
  };
  return estimateFor(queue, ticket);
}
