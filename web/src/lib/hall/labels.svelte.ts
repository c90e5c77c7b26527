import type { Counter, HallService, TicketPriority } from "@warmline/shared/hall/model.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import type { Tone } from "../ui/badge.svelte";
import { language, t } from "../messages.svelte.ts";

export function serviceName(service: Pick<HallService, "nameZh" | "nameEn">): string {
  return language() === "en" ? service.nameEn : service.nameZh;
}

export function priorityName(priority: TicketPriority): string {
  return t(`hall.priority-${priority}`);
}

export function counterState(state: Counter["state"]): string {
  return t(`hall.counter-${state}`);
}

export const counterTones: Record<Counter["state"], Tone> = {
  open: "good",
  paused: "warn",
  closed: "quiet",
};

/** Whole minutes since `from`; never below zero, should the clocks differ. */
export function minutesSince(from: Instant, now: Instant): number {
  return Math.max(0, Math.floor((now - from) / 60_000));
}
