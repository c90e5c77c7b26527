import type { Actor } from "@warmline/shared/access/actor.ts";
import { permits } from "@warmline/shared/access/permission.ts";
import { branchOf } from "@warmline/shared/access/scope.ts";
import {
  incidentRow,
  incidentsView,
  incidentView,
  type IncidentRow,
} from "@warmline/shared/incidents/live.ts";
import { incidents, type Incident } from "@warmline/shared/incidents/model.ts";
import { incidentPermissions } from "@warmline/shared/incidents/permissions.ts";
import { refuse } from "@warmline/shared/kernel/result.ts";
import type { Deps } from "../../platform/deps.ts";
import { serveView, type LiveView } from "../../platform/realtime/view.ts";
import { openIncidents } from "./queries.ts";
import { maySeeIncident } from "./see-incident.ts";

export function incidentViews(deps: Deps): LiveView[] {
  return [serveView(serveIncidents(deps)), serveView(serveIncident(deps))];
}

/** One room for the city and the halls, and one for each branch, which sees its own alone. */
function roomOf(view: string, branchId: string | undefined): string {
  return branchId === undefined ? `${view}/city` : `${view}/branch/${branchId}`;
}

/** The city's room, and that of each branch which it affects or once did. */
function branchesFor({ everBranchIds }: Incident): (string | undefined)[] {
  return [undefined, ...everBranchIds];
}

function isOf(branchId: string | undefined, { branchIds }: Incident): boolean {
  return branchId === undefined || branchIds.includes(branchId);
}

function mayRead(actor: Actor): boolean {
  return actor.kind === "staff" && permits(actor, incidentPermissions.read);
}

function serveIncidents(deps: Pick<Deps, "store">): LiveView<object, IncidentRow> {
  return {
    view: incidentsView,
    collections: [incidents.name],
    async join(actor) {
      if (!mayRead(actor)) return refuse("forbidden");
      return { ok: true, room: roomOf("incidents", branchOf(actor)) };
    },
    async snapshot(room) {
      const branchId = room.split("/")[2];
      return (await openIncidents(deps)).filter((one) => isOf(branchId, one)).map(incidentRow);
    },
    async changed(_, document) {
      const incident = document as Incident;
      const { id, rev, open } = incident;
      return branchesFor(incident).map((branchId) => ({
        room: roomOf("incidents", branchId),
        id,
        rev,
        row: open && isOf(branchId, incident) ? incidentRow(incident) : null,
      }));
    },
  };
}

function serveIncident({ store }: Pick<Deps, "store">): LiveView<{ id: string }, Incident> {
  return {
    view: incidentView,
    collections: [incidents.name],
    async join(actor, { id }) {
      if (!mayRead(actor)) return refuse("forbidden");
      const incident = await store.get(incidents, id);
      if (incident === null) return refuse("not-found");
      if (!maySeeIncident(actor, incident)) return refuse("out-of-scope");
      return { ok: true, room: roomOf(`incident/${id}`, branchOf(actor)) };
    },
    async snapshot(room) {
      const [, id = "", , branchId] = room.split("/");
      const incident = await store.get(incidents, id);
      return incident !== null && isOf(branchId, incident) ? [incidentShown(incident)] : [];
    },
    async changed(_, document) {
      const incident = document as Incident;
      const { id, rev } = incident;
      return branchesFor(incident).map((branchId) => ({
        room: roomOf(`incident/${id}`, branchId),
        id,
        rev,
        row: isOf(branchId, incident) ? incidentShown(incident) : null,
      }));
    },
  };
}

/** As it is answered: who wrote this revision is in its history, from where in the audit. */
export function incidentShown({ by: _, ...rest }: Incident): Incident {
  return rest;
}
