import type { Permission } from "@warmline/shared/access/permission.ts";
import { listCases } from "@warmline/shared/cases/lists-api.ts";
import { incidentCommands } from "@warmline/shared/incidents/commands-api.ts";
import type { IncidentKind } from "@warmline/shared/incidents/kinds.ts";
import type { IncidentAction } from "@warmline/shared/incidents/machine.ts";
import { expectedReturn, type Incident } from "@warmline/shared/incidents/model.ts";
import type { ChangedIncident } from "@warmline/shared/incidents/rows.ts";
import { call, type Answer } from "../call.ts";
import { fromCityField, toCityField } from "../cases/city-field.ts";
import { refusalText, type PlainMessageKey } from "../messages.svelte.ts";

/** A part of the network as it was picked. */
export interface PickedArea {
  readonly nodeId: string;
  readonly name: string;
}

/** What is said of an incident, when it is declared and later. */
export interface IncidentFields {
  description: string;
  kind: IncidentKind;
  cause: string;
  /** As a field for date and time has it; empty: not known. */
  started: string;
  expected: string;
  areas: readonly PickedArea[];
}

/** What the forms of its commands fill, all of them together. */
interface CommandFields extends IncidentFields {
  /** Of the case that joins. */
  number: string;
}

export type Asked = "words" | "words-needed" | "facts" | "areas" | "return" | "case";

export interface IncidentCommand {
  /** Of its endpoint. */
  readonly name: string;
  readonly action: IncidentAction;
  readonly label: PlainMessageKey;
  readonly permit: Permission;
  readonly asked: Asked;
  readonly danger?: true;
  send(incident: Incident, fields: CommandFields, rev: number): Promise<Answer<ChangedIncident>>;
}

export function fieldsOf(incident: Incident): CommandFields {
  const expected = expectedReturn(incident);
  return {
    description: "",
    kind: incident.kind,
    cause: incident.cause ?? "",
    started: toCityField(incident.startedAt),
    expected: expected === null ? "" : toCityField(expected),
    areas: incident.areas.map(({ nodeId, name }) => ({ nodeId, name })),
    number: "",
  };
}

/** Left out where nothing was typed. */
export function typed<K extends string>(key: K, text: string): { readonly [Key in K]?: string } {
  return (text.trim() === "" ? {} : { [key]: text.trim() }) as { readonly [Key in K]?: string };
}

type Steps =
  | "confirm"
  | "doubt"
  | "beginRepair"
  | "suspendRepair"
  | "restore"
  | "close"
  | "cancel"
  | "reopen";

function step(
  key: Steps,
  action: IncidentAction,
  asked: "words" | "words-needed",
  danger?: true,
): IncidentCommand {
  const endpoint = incidentCommands[key];
  return {
    name: endpoint.name,
    action,
    label: `incidents.action.${action}` as PlainMessageKey,
    permit: endpoint.permit as Permission,
    asked,
    ...(danger === undefined ? {} : { danger }),
    send: ({ id }, { description }, rev) =>
      // One that asks for no words takes some, and the form of one that needs them has some.
      call(endpoint as typeof incidentCommands.confirm, {
        params: { id },
        body: { ...typed("description", description), rev },
      }),
  };
}

/** By its number: of those that are open, as others join none. */
async function joinByNumber(incidentId: string, number: string): Promise<Answer<ChangedIncident>> {
  const found = await call(listCases, { query: { state: "open", number } });
  if (!found.ok) return found;
  const [one] = found.value.cases;
  if (one === undefined) {
    const code = "case-not-found";
    return { ok: false, status: 404, code, message: refusalText(code) };
  }
  return call(incidentCommands.join, { params: { id: incidentId }, body: { caseId: one.id } });
}

/** In the order in which they are offered: the usual next step first. */
export const COMMANDS: readonly IncidentCommand[] = [
  step("confirm", "confirm", "words"),
  step("beginRepair", "begin-repair", "words"),
  step("restore", "restore", "words-needed"),
  step("close", "close", "words"),
  {
    name: incidentCommands.expectReturn.name,
    action: "describe",
    label: "incidents.action.expect-return",
    permit: incidentCommands.expectReturn.permit as Permission,
    asked: "return",
    send: ({ id }, { expected, description }, rev) =>
      call(incidentCommands.expectReturn, {
        params: { id },
        body: {
          returnAt: expected === "" ? null : fromCityField(expected),
          ...typed("description", description),
          rev,
        },
      }),
  },
  {
    name: incidentCommands.join.name,
    action: "join",
    label: "console.incident.join",
    permit: incidentCommands.join.permit as Permission,
    asked: "case",
    send: ({ id }, { number }) => joinByNumber(id, number.trim()),
  },
  {
    name: incidentCommands.note.name,
    action: "note",
    label: "incidents.action.note",
    permit: incidentCommands.note.permit as Permission,
    asked: "words-needed",
    send: ({ id }, { description }) =>
      call(incidentCommands.note, { params: { id }, body: { description: description.trim() } }),
  },
  {
    name: incidentCommands.setAreas.name,
    action: "describe",
    label: "incidents.action.set-areas",
    permit: incidentCommands.setAreas.permit as Permission,
    asked: "areas",
    send: ({ id }, { areas }, rev) =>
      call(incidentCommands.setAreas, {
        params: { id },
        body: { nodeIds: areas.map(({ nodeId }) => nodeId), rev },
      }),
  },
  {
    name: incidentCommands.describe.name,
    action: "describe",
    label: "incidents.action.describe",
    permit: incidentCommands.describe.permit as Permission,
    asked: "facts",
    send: ({ id }, { kind, cause, started }, rev) =>
      call(incidentCommands.describe, {
        params: { id },
        body: { kind, ...typed("cause", cause), startedAt: fromCityField(started), rev },
      }),
  },
  step("doubt", "doubt", "words-needed"),
  step("suspendRepair", "suspend-repair", "words-needed"),
  step("reopen", "reopen", "words-needed"),
  step("cancel", "cancel", "words-needed", true),
];
