import { ok, refuse, type Result } from "../kernel/result.ts";
import type { Instant } from "../kernel/time.ts";
import type { Body } from "../store/collection.ts";
import { branchesOf } from "./areas.ts";
import { change, eventOf, type Changed, type Moment } from "./change.ts";
import type { IncidentEventKind } from "./event.ts";
import type { IncidentKind } from "./kinds.ts";
import type { IncidentAction } from "./machine.ts";
import type { Area, Incident } from "./model.ts";

/** Notes and changes that one incident takes. */
export const HISTORY_MAX = 500;

interface Facts {
  readonly kind: IncidentKind;
  readonly cause?: string | undefined;
  readonly startedAt: Instant;
}

export interface Declaration extends Facts {
  readonly id: string;
  readonly number: string;
  readonly areas: readonly Area[];
  readonly description: string;
  readonly returnAt?: Instant | undefined;
  /** Nobody has seen it yet: no case joins by itself. */
  readonly suspected: boolean;
}

/**
 * 登记事件. Refusals, in this order: `starts-later` (what has not begun is no incident yet),
 * `return-before-start`.
 */
export function declare(
  declaration: Declaration,
  moment: Moment,
): Result<Body<Incident>, "starts-later" | "return-before-start"> {
  const { id, number, kind, areas, description, cause, startedAt, returnAt, suspected } =
    declaration;
  if (startedAt > moment.at) return refuse("starts-later");
  if (returnAt !== undefined && returnAt <= startedAt) return refuse("return-before-start");
  const state = suspected ? "suspected" : "confirmed";
  const expectation = { at: moment.at, actorName: moment.actor.name };
  return ok({
    id,
    number,
    kind,
    state,
    open: true,
    areas,
    branchIds: branchesOf(areas),
    everBranchIds: branchesOf(areas),
    description,
    ...(cause === undefined ? {} : { cause }),
    startedAt,
    expected: returnAt === undefined ? [] : [{ ...expectation, returnAt }],
    step: 1,
    history: [eventOf(moment, { kind: "declared", data: { state, startedAt, returnAt } })],
  });
}

/** A step of its state, each with the step that undoes it. */
export const STEPS = {
  confirm: "confirmed",
  doubt: "doubted",
  "begin-repair": "repair-begun",
  "suspend-repair": "repair-suspended",
  restore: "restored",
  cancel: "cancelled",
  reopen: "reopened",
} as const satisfies Partial<Record<IncidentAction, IncidentEventKind>>;
export type Step = keyof typeof STEPS;

/** Refusals: those of the state machine. */
export function take<S extends Step>(
  incident: Incident,
  moment: Moment,
  step: S,
  description: string | undefined,
): Changed<S> {
  return change(incident, moment, step, { kind: STEPS[step], description });
}

/**
 * 结束: everybody who joined was answered; whose trouble turned out to be another leaves it first.
 * Refusals, in this order: those of the state machine, `cases-open`.
 */
export function close(
  incident: Incident,
  moment: Moment,
  description: string | undefined,
  hasOpenCases: boolean,
): Changed<"close", "cases-open"> {
  const closed = change(incident, moment, "close", { kind: "closed", description });
  return closed.ok && hasOpenCases ? refuse("cases-open") : closed;
}

/**
 * 更正: kind, cause or when it began; saying what stood there before undoes it. Refusals, in this
 * order: those of the state machine, `incident-already-so`, `starts-later`.
 */
export function describe(
  incident: Incident,
  moment: Moment,
  { kind, cause, startedAt }: Facts,
): Changed<"describe", "incident-already-so" | "starts-later"> {
  const data = {
    kind,
    cause,
    startedAt,
    fromKind: incident.kind,
    fromCause: incident.cause,
    fromStartedAt: incident.startedAt,
  };
  const patch = { kind, cause, startedAt, step: incident.step + 1 };
  const next = change(incident, moment, "describe", { kind: "described", data }, patch);
  if (!next.ok) return next;
  const same =
    kind === incident.kind && cause === incident.cause && startedAt === incident.startedAt;
  if (same) return refuse("incident-already-so");
  return startedAt > moment.at ? refuse("starts-later") : next;
}

/**
 * 改影响范围, wider or narrower; who joined stays. Refusals, in this order: those of the state machine,
 * `incident-already-so`.
 */
export function setAreas(
  incident: Incident,
  moment: Moment,
  areas: readonly Area[],
): Changed<"describe", "incident-already-so"> {
  const branchIds = branchesOf(areas);
  const data = { to: namesOf(areas), from: namesOf(incident.areas) };
  const patch = {
    areas,
    branchIds,
    everBranchIds: [...new Set([...incident.everBranchIds, ...branchIds])],
    step: incident.step + 1,
  };
  const next = change(incident, moment, "describe", { kind: "areas-changed", data }, patch);
  if (!next.ok) return next;
  const before = new Set(incident.areas.map(({ nodeId }) => nodeId));
  const same = before.size === areas.length && areas.every(({ nodeId }) => before.has(nodeId));
  return same ? refuse("incident-already-so") : next;
}

function namesOf(areas: readonly Area[]): string {
  return areas.map(({ name }) => name).join("、");
}

/**
 * 预计恢复: one more version; a former one said again, or none, undoes it. Refusals, in this order:
 * those of the state machine, `incident-full`, `return-before-start`.
 */
export function expectReturn(
  incident: Incident,
  moment: Moment,
  returnAt: Instant | null,
  description: string | undefined,
): Changed<"describe", "incident-full" | "return-before-start"> {
  const said = { at: moment.at, actorName: moment.actor.name, returnAt };
  const version = description === undefined ? said : { ...said, description };
  const happened = {
    kind: "return-expected",
    description,
    data: { returnAt: returnAt ?? undefined },
  } as const;
  const patch = { expected: [...incident.expected, version] };
  const next = change(incident, moment, "describe", happened, patch);
  if (!next.ok) return next;
  if (isFull(incident)) return refuse("incident-full", { limit: HISTORY_MAX });
  const early = returnAt !== null && returnAt <= incident.startedAt;
  return early ? refuse("return-before-start") : next;
}

/** 备注; another note takes it back. Refusals: those of the state machine, `incident-full`. */
export function note(
  incident: Incident,
  moment: Moment,
  description: string,
): Changed<"note", "incident-full"> {
  const noted = change(incident, moment, "note", { kind: "noted", description });
  if (!noted.ok) return noted;
  return isFull(incident) ? refuse("incident-full", { limit: HISTORY_MAX }) : noted;
}

function isFull({ history }: Incident): boolean {
  return history.length >= HISTORY_MAX;
}
