import type { Actor } from "@warmline/shared/access/actor.ts";
import { permits } from "@warmline/shared/access/permission.ts";
import { refuse } from "@warmline/shared/kernel/result.ts";
import type { RequestRow } from "@warmline/shared/requests/api.ts";
import { requestsView } from "@warmline/shared/requests/live.ts";
import { delegations, type Delegation } from "@warmline/shared/requests/delegation.ts";
import { requests, type ApprovalRequest } from "@warmline/shared/requests/model.ts";
import { requestPermissions } from "@warmline/shared/requests/permissions.ts";
import type { Deps } from "../../platform/deps.ts";
import { serveView, type Change, type LiveView } from "../../platform/realtime/view.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import type { Registry } from "./registry.ts";
import { isSeen, requestRow, seeingOf } from "./rows.ts";

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
  const seeingAs = (actor: Actor) => seeingOf(store, { actor, registry, now: clock.now() });

  async function waitingFor(actor: Actor): Promise<RequestRow[]> {
    const seeing = await seeingAs(actor);
    const query = { index: "byState", where: { state: "pending" }, from: seeing.now };
    const waiting = await findAll({ store }, requests, query);
    return waiting.filter((one) => isSeen(one, seeing)).map((one) => requestRow(one, seeing));
  }

  /** Whoever may decide more from now on is shown it at once. */
  async function delegated(
    { toId }: Delegation,
    watches: (room: string) => boolean,
  ): Promise<Change[]> {
    const theirs = [...people].filter(([room, { id }]) => id === toId && watches(room));
    const changes = theirs.map(async ([room, actor]) =>
      (await waitingFor(actor)).map((row) => ({ room, id: row.id, rev: row.rev, row })),
    );
    return (await Promise.all(changes)).flat();
  }

  const view: LiveView<object, RequestRow> = {
    view: requestsView,
    collections: [requests.name, delegations.name],
    async join(actor) {
      if (!permits(actor, requestPermissions.read)) return refuse("forbidden");
      const room = roomOf(actor);
      people.set(room, actor);
      return { ok: true, room };
    },
    async snapshot(room) {
      const actor = people.get(room);
      return actor === undefined ? [] : waitingFor(actor);
    },
    async changed(collection, document, watches) {
      if (collection === delegations.name) return delegated(document as Delegation, watches);
      const request = document as ApprovalRequest;
      const { id, rev } = request;
      const watching = [...people].filter(([room]) => watches(room));
      const changes = watching.map(async ([room, actor]): Promise<Change[]> => {
        const seeing = await seeingAs(actor);
        if (!isSeen(request, seeing)) return [];
        const row = requestRow(request, seeing);
        return [{ room, id, rev, row: row.state === "pending" ? row : null }];
      });
      return (await Promise.all(changes)).flat();
    },
  };
  return [serveView(view)];
}

function roomOf(actor: Actor): string {
  if (actor.kind !== "staff") return `requests/${actor.kind}/${actor.id}`;
  const { id, roles, scope } = actor;
  return `requests/${id}/${[...roles, ...Object.values(scope)].join(",")}`;
}
