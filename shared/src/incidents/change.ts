import type { Actor } from "../access/actor.ts";
import { ok, type Result } from "../kernel/result.ts";
import type { Instant } from "../kernel/time.ts";
import type { IncidentEvent, IncidentEventKind } from "./event.ts";
import { moved, type IncidentAction, type IncidentStateRefusal } from "./machine.ts";
import type { Incident, IncidentState } from "./model.ts";

/** Who decides and when. */
export interface Moment {
  readonly at: Instant;
  readonly actor: Pick<Actor, "kind" | "id" | "name">;
}

/** The incident as it will be, or why not: `Code` beside what forbids the action `A` itself. */
export type Changed<A extends IncidentAction, Code extends string = never> = Result<
  Incident,
  Code | IncidentStateRefusal<A>
>;

interface Happened {
  readonly kind: IncidentEventKind;
  readonly description?: string | undefined;
  readonly data?: Readonly<Record<string, string | number | undefined>>;
}

/** One line of history by `moment`'s actor; what is undefined is left out. */
export function eventOf({ at, actor }: Moment, happened: Happened): IncidentEvent {
  const { kind, description, data = {} } = happened;
  const given = Object.entries(data).filter(([, value]) => value !== undefined);
  return {
    at,
    kind,
    actorKind: actor.kind,
    actorId: actor.id,
    actorName: actor.name,
    ...(description === undefined ? {} : { description }),
    ...(given.length === 0 ? {} : { data: Object.fromEntries(given) as Record<string, string> }),
  };
}

/**
 * Moves the incident through the state machine, changes `patch` with it and writes down what
 * happened. Refusals: those of the state machine.
 */
export function change<A extends IncidentAction>(
  incident: Incident,
  moment: Moment,
  action: A,
  happened: Happened,
  patch: Partial<Incident> = {},
): Changed<A> {
  const next = moved(incident, action);
  if (!next.ok) return next;
  const state = next.value;
  return ok({
    ...incident,
    ...patch,
    ...(state === incident.state ? {} : standing(incident, state, moment)),
    history: [...incident.history, eventOf(moment, happened)],
  });
}

/** What a new state brings with it. Each of them may concern the cases that joined. */
function standing(
  { state: before, step }: Incident,
  state: IncidentState,
  { at }: Moment,
): Partial<Incident> {
  const open = state !== "closed" && state !== "cancelled";
  const common = { state, open, step: step + 1 };
  switch (state) {
    case "restored":
      // Reopened from `closed` it has been restored before.
      return before === "closed" ? common : { ...common, restoredAt: at, formerState: before };
    case "closed":
      return common;
    case "cancelled":
      return { ...common, formerState: before };
    case "suspected":
    case "confirmed":
    case "repairing":
      return { ...common, restoredAt: undefined, formerState: undefined };
  }
}
