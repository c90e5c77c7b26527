import { declareIncident } from "@warmline/shared/incidents/api.ts";
import { NEW } from "@warmline/shared/client/drafts.svelte.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import { call } from "../call.ts";
import { fromCityField, toCityField } from "../cases/city-field.ts";
import { drafts } from "../drafts.ts";
import { typed, type IncidentFields } from "./commands.ts";

export function beginDeclaration(now: Instant) {
  const fields: IncidentFields & { suspected: boolean } = {
    description: "",
    kind: "outage",
    cause: "",
    started: toCityField(now),
    expected: "",
    areas: [],
    suspected: false,
  };
  return drafts.begin(declareIncident.name, NEW, fields);
}

export function sendDeclaration(fields: IncidentFields & { readonly suspected: boolean }) {
  const { description, kind, cause, started, expected, areas, suspected } = fields;
  return call(declareIncident, {
    body: {
      kind,
      nodeIds: areas.map(({ nodeId }) => nodeId),
      description: description.trim(),
      ...typed("cause", cause),
      startedAt: fromCityField(started),
      ...(expected === "" ? {} : { returnAt: fromCityField(expected) }),
      suspected,
    },
  });
}
