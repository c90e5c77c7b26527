import { counterOn } from "@warmline/shared/hall/counter.ts";
import { counters, queueTickets } from "@warmline/shared/hall/model.ts";
import { hallProfiles, openingFrom, type Opening } from "@warmline/shared/hall/profile.ts";
import { orgNodes } from "@warmline/shared/households/model.ts";
import { cityDate, type Instant } from "@warmline/shared/kernel/time.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import { cityCalendar } from "../cases/index.ts";

/** A hall as residents are told of it. */
export interface HallNow {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string;
  readonly address: string | null;
  /** That goes on, or the next one; null: none within a month. */
  readonly opening: Opening | null;
  readonly waiting: number;
  readonly openCounters: number;
}

type Reads = Pick<Store, "get" | "getMany" | "find" | "group">;

/** 营业厅现况: when each is open, how many wait and how many counters call people now. */
export async function hallsNow(store: Reads, at: Instant): Promise<HallNow[]> {
  const halls = await findAll({ store }, orgNodes, { index: "byKind", where: { kind: "hall" } });
  if (halls.length === 0) return [];
  const hallId = halls.map(({ id }) => id);
  const day = cityDate(at);
  const [calendar, profiles, desks, queues] = await Promise.all([
    cityCalendar(store),
    store.getMany(hallProfiles, hallId),
    findAll({ store }, counters, { index: "byHall", where: { hallId } }),
    store.group(queueTickets, {
      index: "byState",
      where: { hallId, day, state: "waiting" },
      by: ["hallId"],
    }),
  ]);
  return halls.map(({ id, name, nameEn = name }) => {
    const profile = profiles.find((one) => one.id === id);
    const open = desks.filter((one) => one.hallId === id && counterOn(day, one).state === "open");
    return {
      id,
      name,
      nameEn,
      address: profile?.address ?? null,
      opening: openingFrom(profile?.hours, calendar, at),
      waiting: queues.find(({ by }) => by["hallId"] === id)?.count ?? 0,
      openCounters: open.length,
    };
  });
}
