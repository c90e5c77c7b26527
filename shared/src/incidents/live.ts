import { z } from "zod";
import { id as idField } from "../api/fields.ts";
import { liveView } from "../api/live.ts";
import type { Instant } from "../kernel/time.ts";
import { expectedReturn, type Incident } from "./model.ts";

export interface IncidentRow extends Pick<
  Incident,
  "id" | "rev" | "number" | "kind" | "state" | "areas" | "description" | "startedAt"
> {
  /** Null while it cannot be said; of one that is over, what was last said. */
  readonly returnAt: Instant | null;
  /** When heat came back; null while it has not. */
  readonly restoredAt: Instant | null;
}

/** What lists, forms and kiosks show of an incident. */
export function incidentRow(incident: Incident): IncidentRow {
  const { id, rev, number, kind, state, areas, description, startedAt } = incident;
  const { restoredAt = null } = incident;
  const returnAt = expectedReturn(incident);
  return { id, rev, number, kind, state, areas, description, startedAt, returnAt, restoredAt };
}

/** Open incidents that the actor may see. */
export const incidentsView = liveView<IncidentRow>()("incidents", z.strictObject({}));
/** One incident, whole. */
export const incidentView = liveView<Incident>()("incident", z.strictObject({ id: idField }));
