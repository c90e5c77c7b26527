import {
  listSecurityEvents,
  type AlarmRow,
  type SecurityEventRow,
} from "@warmline/shared/security/api.ts";
import type { SecurityKind } from "@warmline/shared/security/event.ts";
import type { SecurityRow } from "@warmline/shared/security/live.ts";
import type { OutputOf } from "@warmline/shared/api/endpoint.ts";
import { call } from "../call.ts";
import { Pages } from "../pages.svelte.ts";

export interface EventFilter {
  readonly kind?: SecurityKind;
  readonly actorId?: string;
  readonly address?: string;
}

/** Open ones first, each kind with the newest first. */
export function alarmsIn(rows: Iterable<SecurityRow>): AlarmRow[] {
  const found = [...rows].flatMap((row) => (row.kind === "alarm" ? [row.alarm] : []));
  return found.toSorted((a, b) => Number(b.open) - Number(a.open) || b.at - a.at);
}

/** What fits of the live rows and of the pages that were read, newest first, each once. */
export function eventsIn(
  rows: Iterable<SecurityRow>,
  pages: readonly SecurityEventRow[],
  filter: EventFilter,
): SecurityEventRow[] {
  const live = [...rows].flatMap((row) => (row.kind === "event" ? [row.event] : []));
  const byId = new Map([...pages, ...live].map((event) => [event.id, event]));
  return [...byId.values()]
    .filter(
      ({ kind, actorId, address }) =>
        (filter.kind === undefined || kind === filter.kind) &&
        (filter.actorId === undefined || actorId === filter.actorId) &&
        (filter.address === undefined || address === filter.address),
    )
    .toSorted((a, b) => b.at - a.at);
}

/** Pages of events that fit, from the newest on; what comes meanwhile is in the live view. */
export function eventPages() {
  return new Pages<EventFilter, OutputOf<typeof listSecurityEvents.answer>>((query, signal) =>
    call(listSecurityEvents, { query, signal }),
  );
}
