import { peopleAhead } from "@warmline/shared/hall/estimate.ts";
import { homeShut, homeTickets, isHeld } from "@warmline/shared/hall/home-ticket.ts";
import { hallServices, queueTickets, type QueueTicket } from "@warmline/shared/hall/model.ts";
import { isOpenAt } from "@warmline/shared/hall/profile.ts";
import { orgNodes } from "@warmline/shared/households/model.ts";
import { cityDate, type Instant } from "@warmline/shared/kernel/time.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import { hallsNow } from "./halls-now.ts";
import { readQueue } from "./queue.ts";

type Reads = Pick<Store, "get" | "getMany" | "find" | "group">;

/**
 * 在家取号 as it stands for somebody: the number that they hold, else the open halls that give them
 * one, with what for. `shut`: they have taken as many today as one may.
 */
export async function homeTicketNow(store: Reads, personId: string, at: Instant) {
  const day = cityDate(at);
  const kept = await store.get(homeTickets, personId);
  const last = kept?.ticketId === undefined ? null : await store.get(queueTickets, kept.ticketId);
  if (isHeld(last, day)) {
    return { ticket: await standingOf(store, last, at), shut: false, halls: [] };
  }
  const shut = homeShut(kept, day);
  const open = (await hallsNow(store, at)).filter(({ opening }) => isOpenAt(opening, at));
  const giving = await withServices(store, open, at);
  const halls = giving.filter(({ id }) => shut !== "all" && !shut.has(id));
  return { ticket: null, shut: giving.length > 0 && halls.length === 0, halls };
}

async function standingOf(
  store: Reads,
  ticket: QueueTicket & { readonly state: "waiting" | "called" | "serving" },
  at: Instant,
) {
  const { id, label, hallId, state, counterNumber = null } = ticket;
  const hall = await store.get(orgNodes, hallId);
  const ahead = state === "waiting" ? peopleAhead(await readQueue(store, hallId, at), ticket) : 0;
  const hallName = hall?.name ?? "";
  return { id, label, hallName, hallNameEn: hall?.nameEn ?? hallName, state, ahead, counterNumber };
}

type Named = { readonly id: string; readonly name: string; readonly nameEn: string };

async function withServices(store: Reads, halls: readonly Named[], at: Instant) {
  if (halls.length === 0) return [];
  const hallId = halls.map(({ id }) => id);
  const [services, waiting] = await Promise.all([
    findAll({ store }, hallServices, { index: "byHall", where: { hallId } }),
    findAll({ store }, queueTickets, {
      index: "byState",
      where: { hallId, day: cityDate(at), state: "waiting" },
    }),
  ]);
  const given = halls.map(({ id, name, nameEn }) => ({
    id,
    name,
    nameEn,
    services: services
      .filter((one) => one.hallId === id && one.active)
      .map(({ id: serviceId, nameZh, nameEn: english }) => ({
        id: serviceId,
        nameZh,
        nameEn: english,
        waiting: waiting.filter((one) => one.serviceId === serviceId).length,
      })),
  }));
  return given.filter((one) => one.services.length > 0);
}
