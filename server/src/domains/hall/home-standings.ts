import { peopleAhead } from "@warmline/shared/hall/estimate.ts";
import {
  HOME_AWAITED,
  homeNews,
  homeTickets,
  type HomeNews,
  type HomeNotice,
} from "@warmline/shared/hall/home-ticket.ts";
import { queueTickets, type QueueTicket } from "@warmline/shared/hall/model.ts";
import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import { cityDate, type Instant } from "@warmline/shared/kernel/time.ts";
import type { HomeTicket } from "@warmline/shared/hall/home-ticket.ts";
import { put } from "@warmline/shared/store/write.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { command } from "../../platform/commands/command.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import { countersOf, ticketsIn } from "./hall.ts";

/** A number from home of which there is something to tell, or nothing any more. */
export interface HomeStanding extends HomeNews {
  /** Who took it, such as a chat. */
  readonly personId: string;
  readonly ticket: QueueTicket;
  readonly ahead: number;
}

/** The day's numbers from home of one hall that stand otherwise than their holders were told. */
export async function homeStandings(
  store: Pick<Store, "find" | "getMany">,
  hallId: string,
  at: Instant,
): Promise<HomeStanding[]> {
  const day = cityDate(at);
  const where = { hallId, day, notice: HOME_AWAITED };
  const homes = await findAll({ store }, homeTickets, { index: "byNotice", where });
  if (homes.length === 0) return [];
  const [held, waiting, counters] = await Promise.all([
    store.getMany(
      queueTickets,
      homes.flatMap(({ ticketId = [] }) => ticketId),
    ),
    ticketsIn(store, hallId, day, "waiting"),
    countersOf(store, hallId, day),
  ]);
  const tickets = new Map(held.map((ticket) => [ticket.id, ticket]));
  return homes.flatMap((home) => {
    const ticket = tickets.get(home.ticketId ?? "");
    if (ticket === undefined) return [];
    const ahead = ticket.state === "waiting" ? peopleAhead({ waiting, counters, at }, ticket) : 0;
    const news = homeNews(home, ticket, ahead);
    if (news.notice === home.notice) return [];
    return [{ personId: home.id, ticket, ahead, ...news }];
  });
}

interface Told {
  readonly id: string;
  readonly ticketId: string;
  readonly notice: HomeNotice;
}

/** It has no refusals: who has another number by now is told of that one. */
export const markHomeTold = command({
  name: "hall.mark-home-told",
  scope: "anywhere",
  load: async ({ get }, { id }: Told): Promise<Result<HomeTicket | null, never>> =>
    ok(await get(homeTickets, id)),
  decide(home, { id, ticketId, notice }) {
    if (home?.ticketId !== ticketId || home.notice === notice || home.notice === "told") {
      return ok({ value: { id }, writes: [], subjects: [] });
    }
    return ok({
      value: { id },
      writes: [put(homeTickets, home, { ...home, notice })],
      subjects: [`${queueTickets.name}/${ticketId}`],
    });
  },
});
