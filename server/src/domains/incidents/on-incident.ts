import { incidents, type Incident } from "@warmline/shared/incidents/model.ts";
import type { ChangedIncident } from "@warmline/shared/incidents/rows.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { command, type Command, type Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { belongingOf } from "./see-incident.ts";

export interface IncidentInput {
  readonly id: string;
  /** The revision that the person saw, where overwriting matters. */
  readonly rev?: number | undefined;
  readonly description?: string | undefined;
}

interface OnIncident<I extends IncidentInput, X, L extends string, R extends string> {
  /** `incidents.confirm`. */
  readonly name: string;
  /** Reads what the rule needs beside the incident; refuses what is not there. */
  readonly load?: (
    reads: Reads,
    incident: Incident,
    input: I,
    moment: Moment,
  ) => Promise<Result<X, L>>;
  readonly rule: (incident: Incident, moment: Moment, input: I, loaded: X) => Result<Incident, R>;
}

interface Loaded<X, L extends string> {
  readonly incident: Incident;
  readonly actor: Moment["actor"];
  readonly besides: Result<X, L>;
}

/**
 * Declares a command on one incident. Refusals, in this order: `not-found`, `out-of-scope`,
 * `changed-meanwhile`, those of `load`, those of the rule.
 */
export function onIncident<
  I extends IncidentInput,
  X = undefined,
  L extends string = never,
  R extends string = never,
>({
  name,
  load,
  rule,
}: OnIncident<I, X, L, R>): Command<I, Loaded<X, L>, ChangedIncident, "not-found" | L | R> {
  return command({
    name,
    mutex: ({ id }: I) => `incidents/${id}`,
    async load(reads, input, moment): Promise<Result<Loaded<X, L>, "not-found" | L | R>> {
      const incident = await reads.get(incidents, input.id);
      if (incident === null) return refuse("not-found");
      const besides = await (load?.(reads, incident, input, moment) ?? ok(undefined as X));
      return ok({ incident, actor: moment.actor, besides });
    },
    scope: ({ incident, actor }) => belongingOf(incident, actor),
    seen: ({ incident }, { rev }) => ({
      seen: rev,
      now: incident.rev,
      subject: `incidents/${incident.id}`,
    }),
    decide({ incident, besides }, input, moment) {
      if (!besides.ok) return besides;
      const next = rule(incident, moment, input, besides.value);
      if (!next.ok) return next;
      return ok({
        value: changedIncident({ ...next.value, rev: incident.rev + 1 }),
        writes: [replace(incidents, incident, next.value)],
        subjects: [`incidents/${incident.id}`],
        reason: input.description,
      });
    },
  });
}

export function changedIncident({ id, number, rev, state }: ChangedIncident): ChangedIncident {
  return { id, number, rev, state };
}
