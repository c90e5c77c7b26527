import type { Actor } from "@warmline/shared/access/actor.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import {
  securityEvents,
  type SecurityEvent,
  type SecurityKind,
} from "@warmline/shared/security/event.ts";
import type { Query } from "@warmline/shared/store/port.ts";
import type { Deps } from "../../platform/deps.ts";
import { newestPage } from "./newest-page.ts";

export interface EventFilter {
  /** Inclusive. */
  readonly from?: Instant | undefined;
  /** Exclusive. */
  readonly to?: Instant | undefined;
  readonly kind?: SecurityKind | undefined;
  readonly actorId?: string | undefined;
  readonly address?: string | undefined;
  readonly limit: number;
  /** `next` of the page before. */
  readonly after?: string | undefined;
}

/**
 * Security events, newest first, read by the narrowest index that the filter names. Refusals: those
 * of `newestPage`.
 */
export function eventPage(
  deps: Pick<Deps, "store" | "records">,
  actor: Actor,
  filter: EventFilter,
) {
  return newestPage(deps, actor, securityEvents, filter, {
    select: (after) => ({ ...selectionFor(filter), ...(after === null ? {} : { after }) }),
    fits: (event) => fits(event, filter),
  });
}

function selectionFor({ from, to, kind, actorId, address }: EventFilter): Query<SecurityEvent> {
  const range = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  if (actorId !== undefined) return { index: "byActor", where: { actorId }, ...range };
  if (address !== undefined) return { index: "byAddress", where: { address }, ...range };
  if (kind !== undefined) return { index: "byKind", where: { kind }, ...range };
  return { index: "byTime", ...range };
}

function fits(event: SecurityEvent, { kind, actorId, address }: EventFilter): boolean {
  return (
    (kind === undefined || event.kind === kind) &&
    (actorId === undefined || event.actorId === actorId) &&
    (address === undefined || event.address === address)
  );
}
