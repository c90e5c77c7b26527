import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { CityDate } from "@warmline/shared/kernel/time.ts";
import { counterOn } from "@warmline/shared/hall/counter.ts";
import { transferTicket, type Destination } from "@warmline/shared/hall/transfer.ts";
import { counters, hallServices, type QueueTicket } from "@warmline/shared/hall/model.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import { atCounter, type CounterAnswer } from "./at-counter.ts";
import { freed, withoutTicket, type InHandCode } from "./ticket-in-hand.ts";

type DestinationCode =
  | "service-unknown"
  | "service-inactive"
  | "counter-unknown"
  | "counter-not-open";
type Code = InHandCode | DestinationCode | "transfer-to-itself";

export type TransferInput = ({ serviceId: string } | { counterId: string }) & {
  readonly reason?: string | undefined;
};

/**
 * 转移: the ticket in hand waits for another service or one counter, and keeps its place. Also by the
 * hall manager, when its clerk is gone.
 */
export async function transfer(
  deps: Deps,
  caller: Caller,
  counterId: string,
  input: TransferInput,
): Promise<Result<CounterAnswer, Code>> {
  const how = { command: "hall.transfer", who: "deputy", reason: input.reason } as const;
  return atCounter<Code>(deps, caller, counterId, how, async (at) => {
    if (at.ticket === null) return withoutTicket(at);
    const to = await destination(deps, at.ticket, at.today, input);
    if (!to.ok) return to;
    const next = transferTicket(at.ticket, to.value, at.desk.at);
    if (!next.ok) return next;
    return ok({
      counter: freed(at.counter),
      ticket: { current: at.ticket, next: next.value },
    });
  });
}

async function destination(
  { store }: Deps,
  ticket: QueueTicket,
  today: CityDate,
  input: TransferInput,
): Promise<Result<Destination, DestinationCode>> {
  if ("serviceId" in input) {
    const service = await store.get(hallServices, input.serviceId);
    if (service?.hallId !== ticket.hallId) return refuse("service-unknown");
    return service.active ? ok({ serviceId: service.id }) : refuse("service-inactive");
  }
  const counter = await store.get(counters, input.counterId);
  if (counter?.hallId !== ticket.hallId) return refuse("counter-unknown");
  if (counterOn(today, counter).state !== "open") return refuse("counter-not-open");
  return ok({ serviceId: ticket.serviceId, counter });
}
