import { assert } from "@warmline/shared/kernel/assert.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { cityDate, type CityDate, type Instant } from "@warmline/shared/kernel/time.ts";
import { peopleAhead } from "@warmline/shared/hall/estimate.ts";
import { labelOf } from "@warmline/shared/hall/queue-ticket.ts";
import {
  hallServices,
  numberSeries,
  queueTickets,
  type HallService,
  type NumberSeries,
  type QueueTicket,
  type TicketPriority,
} from "@warmline/shared/hall/model.ts";
import { households, type OrgNode } from "@warmline/shared/households/model.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import type { Slip } from "@warmline/shared/hall/rows.ts";
import { commitAudited } from "../../platform/audit/commit-audited.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { attempt, lost } from "../../platform/commands/old-attempt.ts";
import type { Deps } from "../../platform/deps.ts";
import { hallFor, mutexOf } from "./hall.ts";
import { estimateFor, readQueue } from "./queue.ts";

/** In the order in which they are found. */
export type TakeCode =
  | "out-of-scope"
  | "not-found"
  | "key-reused"
  | "service-unknown"
  | "service-inactive"
  | "priority-not-allowed"
  | "household-not-found"
  | "series-used-up"
  | "changed-meanwhile";

export interface TakeInput {
  readonly hallId: string;
  readonly serviceId: string;
  readonly priority: TicketPriority;
  readonly householdId?: string | undefined;
}

/**
 * 取号: the next number of the service's series, committed with the series, so that numbers have no
 * gaps and none is given twice. The same key again answers the same slip.
 */
export async function takeNumber(
  deps: Deps,
  caller: Caller,
  input: TakeInput,
): Promise<Result<Slip, TakeCode>> {
  const key = takeKey(caller);
  const hall = await hallFor(deps, caller, input.hallId);
  if (!hall.ok) return hall;
  return deps.mutex.run(mutexOf(input.hallId), () =>
    attempt(async (): Promise<Result<Slip, TakeCode> | typeof lost> => {
      const [before] = await deps.store.find(queueTickets, {
        index: "take",
        where: { "take.key": key },
      });
      if (before) return answerAgain(deps, hall.value, before, input);
      const allowed = await admit(deps, caller, input);
      if (!allowed.ok) return allowed;
      const at = deps.clock.now();
      const series = await readSeries(deps, allowed.value, cityDate(at));
      const ticket = await makeTicket(deps, { key, input, service: allowed.value, series, at });
      if (ticket === null) return refuse("series-used-up", { series: allowed.value.series });
      const last = { id: series.id, last: ticket.sequence };
      const act = { command: "hall.take", subjects: [`tickets/${ticket.id}`] };
      const committed = await commitAudited(deps, caller, act, [
        series.rev === 0 ? insert(numberSeries, last) : replace(numberSeries, series, last),
        insert(queueTickets, ticket),
      ]);
      return committed.ok ? ok(slipOf(hall.value, allowed.value, ticket)) : lost;
    }),
  );
}

/** Under which a number is kept: keys of two takers never meet. */
export function takeKey({ actor, key }: Caller): string {
  assert(key, "a number is taken under a key");
  return `${actor.id}/${key}`;
}

async function answerAgain(
  { store }: Deps,
  hall: OrgNode,
  ticket: QueueTicket,
  input: TakeInput,
): Promise<Result<Slip, "key-reused">> {
  const same =
    ticket.hallId === input.hallId &&
    ticket.take.serviceId === input.serviceId &&
    ticket.priority === input.priority &&
    ticket.householdId === input.householdId;
  const service = await store.get(hallServices, ticket.take.serviceId);
  return same && service ? ok(slipOf(hall, service, ticket)) : refuse("key-reused");
}

async function admit(
  { store }: Deps,
  { actor }: Caller,
  { hallId, serviceId, priority, householdId }: TakeInput,
): Promise<Result<HallService, TakeCode>> {
  const service = await store.get(hallServices, serviceId);
  if (service?.hallId !== hallId) return refuse("service-unknown");
  if (!service.active) return refuse("service-inactive");
  // An appointment is on staff's word; at a kiosk nobody can check it.
  if (priority === "appointment" && actor.kind === "kiosk") return refuse("priority-not-allowed");
  if (householdId !== undefined && (await store.get(households, householdId)) === null) {
    return refuse("household-not-found");
  }
  return ok(service);
}

async function readSeries(
  { store }: Deps,
  { hallId, series }: HallService,
  day: CityDate,
): Promise<NumberSeries> {
  const id = `${hallId}/${day}/${series}`;
  return (await store.get(numberSeries, id)) ?? { id, rev: 0, last: 0 };
}

interface Making {
  readonly key: string;
  readonly input: TakeInput;
  readonly service: HallService;
  readonly series: NumberSeries;
  readonly at: Instant;
}

/** Null when the series is used up. */
async function makeTicket(
  deps: Deps,
  { key, input, service, series, at }: Making,
): Promise<Omit<QueueTicket, "rev"> | null> {
  const sequence = series.last + 1;
  const label = labelOf(service.series, sequence);
  if (label === null) return null;
  const blank: QueueTicket = {
    id: deps.ids.next(),
    rev: 0,
    hallId: service.hallId,
    day: cityDate(at),
    series: service.series,
    sequence,
    label,
    serviceId: service.id,
    priority: input.priority,
    state: "waiting",
    takenAt: at,
    take: { key, serviceId: service.id, peopleAhead: 0, waitMinutes: null },
    waitingSince: at,
    calls: 0,
    periods: [{ state: "waiting", serviceId: service.id, from: at }],
    transfers: [],
    ...(input.householdId === undefined ? {} : { householdId: input.householdId }),
  };
  const queue = await readQueue(deps, service.hallId);
  const ahead = peopleAhead(queue, blank);
  const waitMinutes = estimateFor(queue, blank);
  return { ...blank, take: { ...blank.take, peopleAhead: ahead, waitMinutes } };
}

function slipOf(hall: OrgNode, service: HallService, ticket: Omit<QueueTicket, "rev">): Slip {
  return {
    ticketId: ticket.id,
    label: ticket.label,
    hallName: hall.name,
    serviceZh: service.nameZh,
    serviceEn: service.nameEn,
    priority: ticket.priority,
    takenAt: ticket.takenAt,
    peopleAhead: ticket.take.peopleAhead,
    waitMinutes: ticket.take.waitMinutes,
  };
}
