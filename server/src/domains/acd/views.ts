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
import { mayHave, overflowOf } from "@warmline/shared/acd/overflow.ts";
import { acdPermissions } from "@warmline/shared/acd/permissions.ts";
import { orgNodes } from "@warmline/shared/households/model.ts";
import { refuse } from "@warmline/shared/kernel/result.ts";
import type { Stored } from "@warmline/shared/store/collection.ts";
import type { Deps } from "../../platform/deps.ts";
import { serveView, type Change, type LiveView } from "../../platform/realtime/view.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import { agentRowOf, closedQueueRowOf, queuedCallRowOf, type Onlooker } from "./rows.ts";

/** Those who serve the whole city, by what they are shown. */
const CITY = ["agents", "monitors"] as const satisfies Onlooker[];
const BRANCH = "acd/branch/";

/**
 * The hotline is one for the whole city: all who serve it see the same, but for who listens. Who
 * serves one branch sees the calls that they may have.
 */
export function acdViews({ store }: Pick<Deps, "store">): LiveView[] {
  /** The room of each branch that somebody looks from. */
  async function branchRooms(watches: (room: string) => boolean): Promise<string[]> {
    const where = { kind: "branch" } as const;
    const branches = await findAll({ store }, orgNodes, { index: "byKind", where });
    return branches.map(({ id }) => `${BRANCH}${id}`).filter(watches);
  }

  const view: LiveView<object, AcdRow> = {
    view: acdView,
    collections: [agents.name, queuedCalls.name, queueClosings.name],
    join: async (actor: Actor) =>
      permits(actor, acdPermissions.read) ? { ok: true, room: roomOf(actor) } : refuse("forbidden"),
    async snapshot(room: string) {
      const [people, calls, queues] = await Promise.all([
        findAll({ store }, agents, { index: "byState", where: { state: SIGNED_ON } }),
        findAll({ store }, queuedCalls, { index: "byState", where: { state: NOT_OVER } }),
        store.getMany(queueClosings, SKILLS),
      ]);
      const shown = calls.filter((one) => mayHave(whoLooks(room), one));
      const changes = shown.map((one) => callChange(one, onlooker(room)));
      return [...people.map(agentChange), ...changes, ...queues.flatMap(closedRow)];
    },
    async changed(collection, document: Stored, watches): Promise<Change[]> {
      const rooms = [...CITY, ...(await branchRooms(watches))];
      if (collection === queueClosings.name) {
        const { id, rev } = document;
        const [row = null] = closedRow(document as QueueClosing);
        return rooms.map((room) => ({ room, id: `closed-queue/${id}`, rev, row }));
      }
      const isAgent = collection === agents.name;
      const { state } = document as Agent | QueuedCall;
      const gone = state === "offline" || state === "ended";
      const told = rooms.filter(
        (room) => isAgent || mayHave(whoLooks(room), document as QueuedCall),
      );
      return told.map((room) => {
        const row = isAgent
          ? agentChange(document as Agent)
          : callChange(document as QueuedCall, onlooker(room));
        return { room, id: row.id, rev: row.rev, row: gone ? null : row };
      });
    },
  };
  return [serveView(view)];
}

function roomOf(actor: Actor): string {
  const overflow = actor.kind === "staff" ? overflowOf(actor) : undefined;
  if (overflow?.branchId !== undefined) return `${BRANCH}${overflow.branchId}`;
  return overflow === undefined && permits(actor, acdPermissions.monitor) ? "monitors" : "agents";
}

function onlooker(room: string): Onlooker {
  return room === "monitors" ? "monitors" : "agents";
}

/** As an agent who would be in that room. */
function whoLooks(room: string): Pick<Agent, "overflow"> {
  return room.startsWith(BRANCH) ? { overflow: { branchId: room.slice(BRANCH.length) } } : {};
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
