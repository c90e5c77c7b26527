import {
  homeShut,
  homeTickets,
  isHeld,
  noticeAtTaking,
  type HomeTicket,
} from "@warmline/shared/hall/home-ticket.ts";
import { queueTickets } from "@warmline/shared/hall/model.ts";
import { hallProfiles, isOpenAt, openingFrom } from "@warmline/shared/hall/profile.ts";
import { voidTicket } from "@warmline/shared/hall/queue-ticket.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { cityDate } from "@warmline/shared/kernel/time.ts";
import { put, replace, type Write } from "@warmline/shared/store/write.ts";
import type { Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { cityCalendar } from "../cases/index.ts";
import { takeNumber, type TakeCode } from "./take-number.ts";

/** What is written for somebody who is not there. */
export interface HomeDone {
  readonly writes: readonly Write[];
  readonly subjects: readonly string[];
  readonly label: string;
  readonly ahead?: number;
}

interface Taker {
  /** Who takes it, such as a chat. */
  readonly id: string;
  readonly hallId: string;
  readonly serviceId: string;
  readonly language: "zh" | "en";
}

export type HomeTakeCode = TakeCode | "ticket-held" | "home-numbers-shut" | "hall-shut";

/**
 * 在家取号: by the hall's own command, for somebody who holds no other number, while the hall is open.
 * Refusals, in this order: `ticket-held`, `home-numbers-shut`, `hall-shut`, then those of taking a
 * number.
 */
export async function takeFromHome(
  reads: Reads,
  { id, hallId, serviceId, language }: Taker,
  moment: Moment,
): Promise<Result<HomeDone, HomeTakeCode>> {
  const { at } = moment;
  const day = cityDate(at);
  const kept = await reads.get(homeTickets, id);
  const held = await ticketOf(reads, kept);
  if (isHeld(held, day)) return refuse("ticket-held", { label: held.label });
  const shut = homeShut(kept, day);
  if (shut === "all" || shut.has(hallId)) return refuse("home-numbers-shut");
  const profile = await reads.get(hallProfiles, hallId);
  const opening = openingFrom(profile?.hours, await cityCalendar(reads), at);
  if (!isOpenAt(opening, at)) return refuse("hall-shut");
  const input = { hallId, serviceId, priority: "normal", language } as const;
  const loaded = await takeNumber.load(reads, input, moment);
  if (!loaded.ok) return loaded;
  const decided = takeNumber.decide(loaded.value, input, moment);
  if (!decided.ok) return decided;
  if ("refusal" in decided.value) return decided.value.refusal;
  const { value: slip, writes, subjects } = decided.value;
  const before = kept?.day === day ? kept.taken : [];
  const next = {
    id,
    hallId,
    day,
    ticketId: slip.ticketId,
    taken: [...before, { at, hallId }],
    notice: noticeAtTaking(slip.peopleAhead),
  };
  return ok({
    writes: [...writes, put(homeTickets, kept, next)],
    subjects,
    label: slip.label,
    ahead: slip.peopleAhead,
  });
}

/**
 * 取消排号: the number waits for nobody any more, and counts among those that were taken. Refusals, in
 * this order: `ticket-unknown` (none of theirs), `ticket-of-another-day`, `ticket-not-waiting`.
 */
export async function returnFromHome(
  reads: Reads,
  { id, ticketId }: { readonly id: string; readonly ticketId: string },
  { at }: Moment,
): Promise<Result<HomeDone, "ticket-unknown" | "ticket-of-another-day" | "ticket-not-waiting">> {
  const kept = await reads.get(homeTickets, id);
  const ticket = await ticketOf(reads, kept);
  if (kept === null || ticket?.id !== ticketId) return refuse("ticket-unknown");
  const { label } = ticket;
  if (ticket.day !== cityDate(at)) return refuse("ticket-of-another-day", { label });
  const next = voidTicket(ticket, at);
  if (!next.ok) return next;
  const { ticketId: _, ...rest } = kept;
  return ok({
    writes: [
      replace(queueTickets, ticket, next.value),
      put(homeTickets, kept, { ...rest, notice: "none" }),
    ],
    subjects: [`${queueTickets.name}/${ticketId}`],
    label,
  });
}

function ticketOf({ get }: Pick<Reads, "get">, kept: HomeTicket | null) {
  return kept?.ticketId === undefined ? null : get(queueTickets, kept.ticketId);
}
