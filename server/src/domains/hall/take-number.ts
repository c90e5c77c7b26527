import { peopleAhead, type Queue } from "@warmline/shared/hall/estimate.ts";
import {
  hallServices,
  numberSeries,
  queueTickets,
  type CallLanguage,
  type HallService,
  type NumberSeries,
  type QueueTicket,
  type TicketPriority,
} from "@warmline/shared/hall/model.ts";
import { labelOf } from "@warmline/shared/hall/queue-ticket.ts";
import type { Slip } from "@warmline/shared/hall/rows.ts";
import { households, orgNodes, type OrgNode } from "@warmline/shared/households/model.ts";
import { assert } from "@warmline/shared/kernel/assert.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { cityDate, type Instant } from "@warmline/shared/kernel/time.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import { insert, put } from "@warmline/shared/store/write.ts";
import { command, type Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { estimateFor, readQueue } from "./queue.ts";

export interface TakeNumber {
  readonly hallId: string;
  readonly serviceId: string;
  readonly priority: TicketPriority;
  readonly householdId?: string | undefined;
  readonly language?: CallLanguage | undefined;
}

/** What a number is given on; whoever loads it may have put the input together from elsewhere. */
export interface Taking {
  readonly input: TakeNumber;
  readonly hall: OrgNode | null;
  readonly service: HallService | null;
  readonly householdKnown: boolean;
  readonly series: NumberSeries;
  readonly queue: Queue;
}

export type TakeCode =
  | "not-found"
  | "service-unknown"
  | "service-inactive"
  | "priority-not-allowed"
  | "household-not-found"
  | "series-used-up";

/**
 * 取号: the next number of the service's series, committed with the series, so that numbers have no
 * gaps and none is given twice. Refusals, in this order: `out-of-scope`, `not-found` (no such
 * hall), `service-unknown`, `service-inactive`, `priority-not-allowed`, `household-not-found`,
 * `series-used-up`.
 */
export const takeNumber = command({
  name: "hall.take",
  mutex: ({ serviceId }: TakeNumber) => `numbers/${serviceId}`,
  load: async (reads, input: TakeNumber, { at }): Promise<Result<Taking, TakeCode>> =>
    ok(await readTaking(reads, input, at)),
  scope: ({ input: { hallId } }) => ({ hallId }),
  decide: (taking, _, moment) => {
    const admitted = admit(taking, moment);
    if (!admitted.ok) return admitted;
    const { hall, service } = admitted.value;
    const { series, queue } = taking;
    const ticket = nextTicket(taking, service, moment);
    if (ticket === null) return refuse("series-used-up", { series: service.series });
    const last = { id: series.id, last: ticket.sequence };
    return ok({
      value: slipOf(hall, service, ticket, queue),
      writes: [put(numberSeries, series, last), insert(queueTickets, ticket)],
      subjects: [`${queueTickets.name}/${ticket.id}`],
    });
  },
});

async function readTaking(reads: Reads, input: TakeNumber, at: Instant): Promise<Taking> {
  const { hallId, serviceId, householdId } = input;
  const [hall, service, household] = await Promise.all([
    reads.get(orgNodes, hallId),
    reads.get(hallServices, serviceId),
    householdId === undefined ? null : reads.get(households, householdId),
  ]);
  const seriesId = `${hallId}/${cityDate(at)}/${service?.series}`;
  const [series, queue] = await Promise.all([
    reads.get(numberSeries, seriesId),
    // Not guarded: the slip tells an estimate, which nobody has to take a number anew for.
    readQueue(reads.unguarded, hallId, at),
  ]);
  return {
    input,
    hall,
    service,
    householdKnown: householdId === undefined || household !== null,
    series: series ?? { id: seriesId, rev: 0, last: 0 },
    queue,
  };
}

function admit(
  { input, hall, service, householdKnown }: Taking,
  { actor }: Moment,
): Result<{ readonly hall: OrgNode; readonly service: HallService }, TakeCode> {
  if (hall?.kind !== "hall") return refuse("not-found");
  if (service?.hallId !== hall.id) return refuse("service-unknown");
  if (!service.active) return refuse("service-inactive");
  // An appointment is confirmed by staff; at a kiosk nobody can check it.
  if (input.priority === "appointment" && actor.kind === "kiosk") {
    return refuse("priority-not-allowed");
  }
  return householdKnown ? ok({ hall, service }) : refuse("household-not-found");
}

/** Null when the series is used up. */
function nextTicket(
  { input: { priority, householdId, language }, series }: Taking,
  { id: serviceId, hallId, series: letter }: HallService,
  { at, nextId }: Moment,
): Body<QueueTicket> | null {
  const sequence = series.last + 1;
  const label = labelOf(letter, sequence);
  if (label === null) return null;
  return {
    id: nextId(),
    hallId,
    day: cityDate(at),
    series: letter,
    sequence,
    label,
    serviceId,
    priority,
    state: "waiting",
    takenAt: at,
    waitingSince: at,
    calls: 0,
    periods: [{ state: "waiting", serviceId, from: at }],
    transfers: [],
    ...(householdId === undefined ? {} : { householdId }),
    ...(language === undefined ? {} : { language }),
  };
}

/** The slip of a ticket that was given before, as the queue stands now. */
export function slipAgain({ hall, service, queue }: Taking, ticket: QueueTicket): Slip {
  assert(hall !== null && service !== null, "the hall and the service of a ticket stay");
  return { ...slipOf(hall, service, ticket, queue), again: true };
}

function slipOf(
  hall: OrgNode,
  service: HallService,
  ticket: Body<QueueTicket>,
  queue: Queue,
): Slip {
  return {
    ticketId: ticket.id,
    label: ticket.label,
    hallName: hall.name,
    serviceZh: service.nameZh,
    serviceEn: service.nameEn,
    priority: ticket.priority,
    takenAt: ticket.takenAt,
    peopleAhead: peopleAhead(queue, ticket),
    waitMinutes: estimateFor(queue, ticket),
  };
}
