import { z } from "zod";
import { id } from "../api/fields.ts";
import { liveView } from "../api/live.ts";
import type { Instant } from "../kernel/time.ts";
import { expectedReturn, type Incident } from "./model.ts";

export interface IncidentRow extends Pick<
  Incident,
  "id" | "rev" | "number" | "kind" | "state" | "areas" | "description" | "startedAt"
> {
  readonly returnAt: Instant | null;
}

/** What lists, forms and kiosks show of an incident. */
export function incidentRow(incident: Incident): IncidentRow {
  const { rev, number, kind, state, areas, description, startedAt } = incident;
  const returnAt = expectedReturn(incident);
  return { id: incident.id, rev, number, kind, state, areas, description, startedAt, returnAt };
}

/** Open incidents that the actor may see. */
export const incidentsView = liveView<IncidentRow>()("incidents", z.strictObject({}));
/** One incident, whole. */
export const incidentView = liveView<Incident>()("incident", z.strictObject({ id }));
