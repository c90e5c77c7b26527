import type { Actor } from "@warmline/shared/access/actor.ts";
import { permits } from "@warmline/shared/access/permission.ts";
import { acdView, type AcdRow } from "@warmline/shared/acd/live.ts";
import { queueClosings, type QueueClosing } from "@warmline/shared/acd/closing.ts";
import {
  agents,
  queuedCalls,
  SKILLS,
  type Agent,
  type QueuedCall,
  SIGNED_ON,
  NOT_OVER,
} from "@warmline/shared/acd/model.ts";
import { acdPermissions } from "@warmline/shared/acd/permissions.ts";
import { refuse } from "@warmline/shared/kernel/result.ts";
import type { Stored } from "@warmline/shared/store/collection.ts";
import type { Deps } from "../../platform/deps.ts";
import { serveView, type Change, type LiveView } from "../../platform/realtime/view.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import { agentRowOf, closedQueueRowOf, queuedCallRowOf, type Onlooker } from "./rows.ts";

const ROOMS = ["agents", "monitors"] as const satisfies Onlooker[];

/** The hotline is one for the whole city: all who serve see the same, but for who listens. */
export function acdViews({ store }: Pick<Deps, "store">): LiveView[] {
  const view: LiveView<object, AcdRow> = {
    view: acdView,
    collections: [agents.name, queuedCalls.name, queueClosings.name],
    join: async (actor: Actor) =>
      permits(actor, acdPermissions.read)
        ? { ok: true, room: permits(actor, acdPermissions.monitor) ? "monitors" : "agents" }
        : refuse("forbidden"),
    async snapshot(room: string) {
      const [people, calls, queues] = await Promise.all([
        findAll({ store }, agents, { index: "byState", where: { state: SIGNED_ON } }),
        findAll({ store }, queuedCalls, { index: "byState", where: { state: NOT_OVER } }),
        store.getMany(queueClosings, SKILLS),
      ]);
      const changes = calls.map((one) => callChange(one, room as Onlooker));
      return [...people.map(agentChange), ...changes, ...queues.flatMap(closedRow)];
    },
    async changed(collection: string, document: Stored): Promise<Change[]> {
      if (collection === queueClosings.name) {
        const { id, rev } = document;
        const [row = null] = closedRow(document as QueueClosing);
        return ROOMS.map((room) => ({ room, id: `closed-queue/${id}`, rev, row }));
      }
      const isAgent = collection === agents.name;
      const { state } = document as Agent | QueuedCall;
      const gone = state === "offline" || state === "ended";
      return ROOMS.map((room) => {
        const row = isAgent
          ? agentChange(document as Agent)
          : callChange(document as QueuedCall, room);
        return { room, id: row.id, rev: row.rev, row: gone ? null : row };
      });
    },
  };
  return [serveView(view)];
}

function agentChange(agent: Agent): AcdRow {
  return { id: `agent/${agent.id}`, rev: agent.rev, kind: "agent", agent: agentRowOf(agent) };
}

function callChange(call: QueuedCall, to: Onlooker): AcdRow {
  return { id: `call/${call.id}`, rev: call.rev, kind: "call", call: queuedCallRowOf(call, to) };
}

/** None: it was opened again. */
function closedRow(queue: QueueClosing): AcdRow[] {
  const row = closedQueueRowOf(queue);
  if (row === null) return [];
  return [{ id: `closed-queue/${queue.id}`, rev: queue.rev, kind: "closed-queue", queue: row }];
}
