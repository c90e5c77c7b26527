import { ok, refuse, type Result } from "../kernel/result.ts";
import { INCIDENT_STATES, type IncidentState } from "./model.ts";

type Cell = IncidentState | "stays" | "former" | null;
type Row = readonly [Cell, Cell, Cell, Cell, Cell, Cell];

const STAYS = "stays";
const FORMER = "former";
const NO = null;

/**
 * The state machine, whole: for each action what becomes of each state, in the order of
 * `INCIDENT_STATES`: suspected, confirmed, repairing, restored, closed, cancelled. A cell is the
 * next state, `stays`, `former` (the state before it was restored or cancelled), or nothing: then
 * it is refused with the state's name. `describe` stands for kind, cause, time, areas and expected
 * return, `join` and `leave` for what they mean to a case.
 */
// oxfmt-ignore
export const INCIDENT_TABLE = {
  confirm: ["confirmed", NO, NO, NO, NO, NO],
  doubt: [NO, "suspected", NO, NO, NO, NO],
  "begin-repair": [NO, "repairing", NO, NO, NO, NO],
  "suspend-repair": [NO, NO, "confirmed", NO, NO, NO],
  restore: [NO, "restored", "restored", NO, NO, NO],
  close: [NO, NO, NO, "closed", NO, NO],
  cancel: ["cancelled", "cancelled", "cancelled", NO, NO, NO],
  reopen: [NO, NO, NO, FORMER, "restored", FORMER],
  describe: [STAYS, STAYS, STAYS, NO, NO, NO],
  note: [STAYS, STAYS, STAYS, STAYS, STAYS, STAYS],
  join: [STAYS, STAYS, STAYS, NO, NO, NO],
  leave: [STAYS, STAYS, STAYS, STAYS, NO, STAYS],
} as const satisfies Record<string, Row>;

export type IncidentAction = keyof typeof INCIDENT_TABLE;
export const INCIDENT_ACTIONS = Object.keys(INCIDENT_TABLE) as IncidentAction[];

type Table = typeof INCIDENT_TABLE;
type States = typeof INCIDENT_STATES;
/** Of a row, the states that hold nothing. */
type NothingIn<R> = {
  [At in keyof R & keyof States & `${number}`]: R[At] extends null ? States[At] : never;
}[keyof R & keyof States & `${number}`];

/** Why the state alone forbids `A`: each refusal names the state that does. */
export type IncidentStateRefusal<A extends IncidentAction = IncidentAction> = A extends A
  ? `incident-${NothingIn<Table[A]>}`
  : never;

/** For the endpoints that declare them. */
export function incidentStateRefusals<A extends IncidentAction>(
  action: A,
): IncidentStateRefusal<A>[] {
  const row: readonly Cell[] = INCIDENT_TABLE[action];
  const states = INCIDENT_STATES.filter((_, at) => row[at] === null);
  return states.map((state) => `incident-${state}` as IncidentStateRefusal<A>);
}

interface Standing {
  readonly state: IncidentState;
  readonly formerState?: IncidentState;
}

/** The state after `action`. Refusal: the name of the state in which it is nothing. */
export function moved<A extends IncidentAction>(
  { state, formerState = "repairing" }: Standing,
  action: A,
): Result<IncidentState, IncidentStateRefusal<A>> {
  const cell: Cell = INCIDENT_TABLE[action][INCIDENT_STATES.indexOf(state)]!;
  if (cell === null) return refuse(`incident-${state}` as IncidentStateRefusal<A>);
  if (cell === "stays") return ok(state);
  return ok(cell === "former" ? formerState : cell);
}
