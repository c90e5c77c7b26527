import type { View } from "@warmline/shared/api/live.ts";
import { hallPermissions } from "@warmline/shared/hall/permissions.ts";
import { refuse, type Refusal } from "@warmline/shared/kernel/result.ts";
import { cityDate } from "@warmline/shared/kernel/time.ts";
import { counterOn } from "@warmline/shared/hall/counter.ts";
import type { Counter, HallService, QueueTicket } from "@warmline/shared/hall/model.ts";
import { hallProfiles, type HallProfile } from "@warmline/shared/hall/profile.ts";
import type { Actor } from "@warmline/shared/access/actor.ts";
import { permits, type Permission } from "@warmline/shared/access/permission.ts";
import type { Stored } from "@warmline/shared/store/collection.ts";
import { boardView, hallView, type BoardRow, type HallRow } from "@warmline/shared/hall/live.ts";
import type { Deps } from "../../platform/deps.ts";
import { serveView, type Change, type LiveView, type Room } from "../../platform/realtime/view.ts";
import { countersOf, hallFor, plainRow, servicesOf, ticketsIn } from "./hall.ts";

type Shown = (
  | { readonly kind: "ticket"; readonly document: QueueTicket }
  | { readonly kind: "counter"; readonly document: Counter }
  | { readonly kind: "service"; readonly document: HallService }
  | { readonly kind: "profile"; readonly document: HallProfile }
) & { readonly today: string };

const KINDS = {
  queueTickets: "ticket",
  counters: "counter",
  hallServices: "service",
  hallProfiles: "profile",
} as const;

/** The hall's screens: one for those who serve, one for everybody to see. */
export function hallViews(deps: Deps): LiveView[] {
  return [
    makeView(
      deps,
      hallView,
      hallPermissions.read,
      ["waiting", "called", "serving", "no-show", "voided"],
      hallRow,
    ),
    makeView(deps, boardView, hallPermissions.board, ["waiting", "called", "serving"], boardRow),
  ];
}

/**
 * Both views show a hall's day, made of the same documents, each in its own rows. At midnight a
 * room's snapshot is the new day's: clients learn it from their next digest, and late changes to
 * yesterday's tickets leave the room.
 */
function makeView<Row extends HallRow | BoardRow>(
  deps: Deps,
  view: View<{ hallId: string }, Row>,
  permission: Permission,
  states: readonly QueueTicket["state"][],
  rowOf: (shown: Shown) => Row | null,
): LiveView {
  const { name } = view;
  const show = (kind: Shown["kind"], document: Stored): Row | null => {
    const today = cityDate(deps.clock.now());
    return rowOf({ kind, document, today } as unknown as Shown);
  };
  return serveView({
    view,
    collections: Object.keys(KINDS),
    join: (actor, { hallId }) => join(deps, actor, permission, name, hallId),
    async snapshot(room) {
      const hallId = room.slice(name.length + 1);
      const day = cityDate(deps.clock.now());
      const [profile, services, counters, queue] = await Promise.all([
        deps.store.get(hallProfiles, hallId),
        servicesOf(deps.store, hallId),
        countersOf(deps.store, hallId, day),
        ticketsIn(deps.store, hallId, day, states),
      ]);
      return [
        profile && show("profile", profile),
        ...services.map((one) => show("service", one)),
        ...counters.map((one) => show("counter", one)),
        ...queue.map((one) => show("ticket", one)),
      ].filter((row) => row !== null);
    },
    async changed(collection, document): Promise<readonly Change[]> {
      const kind = KINDS[collection as keyof typeof KINDS];
      const { hallId } = document as QueueTicket | Counter | HallService | HallProfile;
      const { id, rev } = document;
      return [{ room: `${name}/${hallId}`, id, rev, row: show(kind, document) }];
    },
  });
}

async function join(
  deps: Deps,
  actor: Actor,
  permission: Permission,
  name: string,
  hallId: string,
): Promise<Room | Refusal> {
  if (!permits(actor, permission)) return refuse("forbidden");
  const hall = await hallFor(deps, { actor }, hallId);
  return hall.ok ? { ok: true, room: `${name}/${hallId}` } : hall;
}

function hallRow({ kind, document, today }: Shown): HallRow | null {
  const { id, rev } = document;
  if (kind === "counter") {
    return { id, rev, kind, counter: plainRow(counterOn(today, document)) };
  }
  if (kind === "service") return { id, rev, kind, service: plainRow(document) };
  if (kind === "profile") return { id, rev, kind, profile: plainRow(document) };
  // What is finished has its own list; the screen shows what still needs somebody.
  const gone = document.day !== today || document.state === "finished";
  return gone ? null : { id, rev, kind, ticket: plainRow(document) };
}

function boardRow({ kind, document, today }: Shown): BoardRow | null {
  const { id, rev } = document;
  switch (kind) {
    case "counter":
      if (document.active === false) return null;
      return { id, rev, kind, number: document.number, state: counterOn(today, document).state };
    case "service": {
      const { series, nameZh, nameEn } = document;
      return document.active ? { id, rev, kind, series, nameZh, nameEn } : null;
    }
    case "profile":
      return null;
    case "ticket": {
      const { state, label, serviceId, waitingSince, language } = document;
      const { counterNumber, calledAt, callSeq } = document;
      if (state !== "waiting" && state !== "called" && state !== "serving") return null;
      if (document.day !== today) return null;
      const call = { counterNumber, calledAt, callSeq, language };
      return { id, rev, kind, label, serviceId, state, waitingSince, ...call };
    }
  }
}
