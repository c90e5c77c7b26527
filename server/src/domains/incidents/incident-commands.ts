import { cases } from "@warmline/shared/cases/model.ts";
import {
  incidentCommands,
  type IncidentCommandInput,
} from "@warmline/shared/incidents/commands-api.ts";
import * as rules from "@warmline/shared/incidents/rules.ts";
import { ok } from "@warmline/shared/kernel/result.ts";
import type { Deps } from "../../platform/deps.ts";
import { handle, type Route } from "../../platform/http/serve.ts";
import { findAreas } from "./areas.ts";
import { onIncident, type IncidentInput } from "./on-incident.ts";

/**
 * Named whole, as commands are looked for by their names. Refusals after those of every incident:
 * the state in which it is nothing.
 */
function stepOf<S extends rules.Step>(name: `incidents.${S}`, step: S) {
  return onIncident({
    name,
    rule: (incident, moment, { description }: IncidentInput) =>
      rules.take(incident, moment, step, description),
  });
}

export const confirm = stepOf("incidents.confirm", "confirm");
export const doubt = stepOf("incidents.doubt", "doubt");
export const beginRepair = stepOf("incidents.begin-repair", "begin-repair");
export const suspendRepair = stepOf("incidents.suspend-repair", "suspend-repair");
/** 恢复供热: what joined is brought along by a job (bring-along-job.ts). */
export const restore = stepOf("incidents.restore", "restore");
export const cancel = stepOf("incidents.cancel", "cancel");
/** One step back. */
export const reopen = stepOf("incidents.reopen", "reopen");

/**
 * 结束. Refusals after those of every incident, in this order: the state in which it is nothing,
 * `cases-open`.
 */
export const close = onIncident({
  name: "incidents.close",
  async load(reads, { id: incidentId }) {
    const where = { incidentId, open: true };
    const [open] = await reads.find(cases, { index: "byIncident", where, limit: 1 });
    return ok(open !== undefined);
  },
  rule: (incident, moment, { description }: IncidentInput, hasOpenCases) =>
    rules.close(incident, moment, description, hasOpenCases),
});

/** 更正. Refusals after those of every incident: those of `describe`. */
export const describe = onIncident({
  name: "incidents.describe",
  rule: (incident, moment, input: IncidentCommandInput<"describe">) =>
    rules.describe(incident, moment, input),
});

/**
 * 改影响范围. Refusals after those of every incident, in this order: `area-unknown`, `out-of-scope` of
 * what is named, then those of `setAreas`.
 */
export const setAreas = onIncident({
  name: "incidents.set-areas",
  load: (reads, _, { nodeIds }: IncidentCommandInput<"setAreas">, moment) =>
    findAreas(reads, nodeIds, moment),
  rule: (incident, moment, _, areas) => rules.setAreas(incident, moment, areas),
});

/** 预计恢复. Refusals after those of every incident: those of `expectReturn`. */
export const expectReturn = onIncident({
  name: "incidents.expect-return",
  rule: (incident, moment, { returnAt, description }: IncidentCommandInput<"expectReturn">) =>
    rules.expectReturn(incident, moment, returnAt, description),
});

/** 备注. Refusals after those of every incident: those of `note`. */
export const note = onIncident({
  name: "incidents.note",
  rule: (incident, moment, { description }: IncidentCommandInput<"note">) =>
    rules.note(incident, moment, description),
});

export function incidentCommandRoutes(deps: Deps): Route[] {
  return [
    handle(deps, incidentCommands.confirm, confirm),
    handle(deps, incidentCommands.doubt, doubt),
    handle(deps, incidentCommands.beginRepair, beginRepair),
    handle(deps, incidentCommands.suspendRepair, suspendRepair),
    handle(deps, incidentCommands.restore, restore),
    handle(deps, incidentCommands.cancel, cancel),
    handle(deps, incidentCommands.reopen, reopen),
    handle(deps, incidentCommands.close, close),
    handle(deps, incidentCommands.describe, describe),
    handle(deps, incidentCommands.setAreas, setAreas),
    handle(deps, incidentCommands.expectReturn, expectReturn),
    handle(deps, incidentCommands.note, note),
  ];
}
