import type { Actor } from "@warmline/shared/access/actor.ts";
import { cityWide } from "@warmline/shared/access/scope.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import {
  securityEvents,
  type SecurityEvent,
  type SecurityKind,
} from "@warmline/shared/security/event.ts";
import type { Query } from "@warmline/shared/store/port.ts";
import type { Deps } from "../../platform/deps.ts";

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

interface EventPage {
  readonly rows: readonly SecurityEvent[];
  readonly next: string | null;
}

/**
 * Security events, newest first, read by the narrowest index that the filter names; what else it
 * asks for may leave a page short, while `next` says where to go on. Refusals, in this order:
 * `out-of-scope`, `not-found` (`after` is no event).
 */
export async function eventPage(
  { store, records }: Pick<Deps, "store" | "records">,
  actor: Actor,
  filter: EventFilter,
): Promise<Result<EventPage, "out-of-scope" | "not-found">> {
  if (!cityWide(actor)) return refuse("out-of-scope");
  await records.flush();
  const after = filter.after === undefined ? null : await store.get(securityEvents, filter.after);
  if (after === null && filter.after !== undefined) return refuse("not-found");
  const found = await store.find(securityEvents, {
    ...selectionFor(filter),
    order: "descending",
    limit: filter.limit,
    ...(after === null ? {} : { after }),
  });
  const next = found.length === filter.limit ? (found.at(-1)?.id ?? null) : null;
  return ok({ rows: found.filter((event) => fits(event, filter)), next });
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
