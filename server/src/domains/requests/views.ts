import type { Actor } from "@warmline/shared/access/actor.ts";
import { permits } from "@warmline/shared/access/permission.ts";
import { refuse } from "@warmline/shared/kernel/result.ts";
import type { RequestRow } from "@warmline/shared/requests/api.ts";
import { requestsView } from "@warmline/shared/requests/live.ts";
import { requests, type ApprovalRequest } from "@warmline/shared/requests/model.ts";
import { requestPermissions } from "@warmline/shared/requests/permissions.ts";
import type { Deps } from "../../platform/deps.ts";
import { serveView, type LiveView } from "../../platform/realtime/view.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import type { Registry } from "./registry.ts";
import { isSeen, requestRow } from "./rows.ts";

/**
 * What waits and somebody may see. Each person has a room of their own, as each may decide other
 * steps; it is named with their rights, so that new ones make another room.
 */
export function requestViews(
  { store, clock }: Pick<Deps, "store" | "clock">,
  registry: Registry,
): LiveView[] {
  /** Who joined since the start, by room: as many as there are staff. */
  const people = new Map<string, Actor>();
  const view: LiveView<object, RequestRow> = {
    view: requestsView,
    collections: [requests.name],
    async join(actor) {
      if (!permits(actor, requestPermissions.read)) return refuse("forbidden");
      const room = roomOf(actor);
      people.set(room, actor);
      return { ok: true, room };
    },
    async snapshot(room) {
      const actor = people.get(room);
      if (actor === undefined) return [];
      const seeing = { actor, registry, now: clock.now() };
      const where = { state: "pending" };
      const query = { index: "byState", where, from: seeing.now };
      const waiting = await findAll({ store }, requests, query);
      return waiting.filter((one) => isSeen(one, seeing)).map((one) => requestRow(one, seeing));
    },
    async changed(_, document, watches) {
      const request = document as ApprovalRequest;
      return [...people].flatMap(([room, actor]) => {
        const seeing = { actor, registry, now: clock.now() };
        if (!watches(room) || !isSeen(request, seeing)) return [];
        const row = requestRow(request, seeing);
        const shown = row.state === "pending" ? row : null;
        return [{ room, id: request.id, rev: request.rev, row: shown }];
      });
    },
  };
  return [serveView(view)];
}

function roomOf(actor: Actor): string {
  if (actor.kind !== "staff") return `requests/${actor.kind}/${actor.id}`;
  const { id, roles, scope } = actor;
  return `requests/${id}/${[...roles, ...Object.values(scope)].join(",")}`;
}
