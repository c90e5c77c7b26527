import { ok, refuse, type Result } from "../kernel/result.ts";
import { clocksAfter } from "./clock.ts";
import type { CaseEvent, CaseEventKind, Moment } from "./event.ts";
import { transition, type CaseAction, type StateRefusalOf } from "./machine.ts";
import type { Case } from "./model.ts";

/** The case as it will be, or why not: `Code` beside what forbids the action `A` itself. */
export type Changed<A extends CaseAction, Code extends string = never> = Result<
  Case,
  Code | StateRefusalOf<A> | "case-merged"
>;

export interface Happened {
  readonly kind: CaseEventKind;
  readonly description?: string | undefined;
  readonly data?: Readonly<Record<string, string | number | undefined>>;
}

/** One line of history by `moment`'s actor; what is undefined is left out. */
export function eventOf(moment: Moment, { kind, description, data }: Happened): CaseEvent {
  const { at, actor } = moment;
  const given = Object.entries(data ?? {}).filter((pair) => pair[1] !== undefined);
  return {
    at,
    kind,
    actorKind: actor.kind,
    actorId: actor.id,
    actorName: actor.name,
    ...(description === undefined || description === "" ? {} : { description }),
    ...(given.length === 0 ? {} : { data: Object.fromEntries(given) as CaseEvent["data"] }),
  };
}

/**
 * Moves the case through the state machine, changes `patch` with it and writes down what happened.
 * A merged case stands still, so that undoing the merge finds it as it was. Refusals, in this
 * order: `case-merged`, then of the state machine.
 */
export function change<A extends CaseAction>(
  caseRecord: Case,
  moment: Moment,
  action: A,
  happened: Happened,
  patch: Partial<Case> = {},
): Changed<A> {
  if (caseRecord.mergedInto !== undefined && action !== "unmerge") {
    return refuse("case-merged", { number: caseRecord.mergedInto.number });
  }
  const moved = transition(caseRecord.state, action);
  if (!moved.ok) return moved;
  const state = moved.value;
  const { clocks = caseRecord.clocks } = patch;
  return ok({
    ...caseRecord,
    ...patch,
    clocks: clocksAfter(clocks, happened.kind, moment.at),
    ...(state === caseRecord.state
      ? {}
      : { state, open: state !== "closed", ...times(state, moment) }),
    history: [...caseRecord.history, eventOf(moment, happened)],
  });
}

/**
 * When it was done and shut, gone again when it comes back; then nothing that was asked waits. Who
 * has come, or need not come any more, is expected no longer.
 */
function times(state: Case["state"], { at }: Moment): Partial<Case> {
  switch (state) {
    case "resolved":
      return { resolvedAt: at, unreachedCount: 0, application: undefined, visit: undefined };
    case "closed":
      return { closedAt: at, application: undefined, visit: undefined };
    case "called-back":
      return {};
    case "new":
    case "assigned":
    case "accepted":
    case "reopened":
      return { resolvedAt: undefined, closedAt: undefined };
    case "on-site":
      return { resolvedAt: undefined, closedAt: undefined, visit: undefined };
  }
}
