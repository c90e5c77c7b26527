import { ok, refuse, type Result } from "../kernel/result.ts";
import { CASE_STATES, type CaseState } from "./model.ts";

/** Why the state alone forbids an action. */
export const STATE_REFUSALS = [
  "not-assigned",
  "not-accepted",
  "not-resolved",
  "already-accepted",
  "already-on-site",
  "already-resolved",
  "already-called-back",
  "already-reopened",
  "case-closed",
  "not-merged",
] as const;
export type StateRefusal = (typeof STATE_REFUSALS)[number];

type Cell = CaseState | StateRefusal | "stays";
type Row = readonly [Cell, Cell, Cell, Cell, Cell, Cell, Cell, Cell];

const STAYS = "stays";
const UNTAKEN = "not-accepted";
const TAKEN = "already-accepted";
const UNDONE = "not-resolved";
const DONE = "already-resolved";
const SHUT = "case-closed";
const LONE = "not-merged";

/**
 * The state machine, whole: for each action what becomes of each state, in the order of
 * `CASE_STATES`: new, assigned, accepted, on-site, resolved, called-back, closed, reopened. A cell
 * is the next state, `stays`, or the refusal. `return` (退单) and `unassign` hand the case back to a
 * dispatcher, the clock running on. `extend` stands for asking for, granting and revoking an
 * extension, `visit` for agreeing and cancelling one, `describe` for household, category, urgency,
 * overseer and what becomes of an application, `note` for notes and pictures. `settle` is 办结 by
 * what was done for all whom it concerns (incident.ts), and `unsettle` takes that back. `unmerge`
 * leaves the closed state for the one before the merge, which the case itself knows (merge.ts).
 */
// oxfmt-ignore
export const CASE_TABLE = {
  assign: ["assigned", "assigned", "assigned", "assigned", DONE, DONE, SHUT, "assigned"],
  unassign: ["not-assigned", "new", "new", "new", DONE, DONE, SHUT, "new"],
  accept: ["not-assigned", "accepted", TAKEN, TAKEN, DONE, DONE, SHUT, "accepted"],
  arrive: ["not-assigned", UNTAKEN, "on-site", "already-on-site", DONE, DONE, SHUT, UNTAKEN],
  resolve: ["not-assigned", UNTAKEN, "resolved", "resolved", DONE, DONE, SHUT, UNTAKEN],
  answer: ["resolved", "resolved", TAKEN, "already-on-site", DONE, DONE, SHUT, "resolved"],
  return: [STAYS, "new", "new", "new", DONE, DONE, SHUT, "new"],
  "call-back": [UNDONE, UNDONE, UNDONE, UNDONE, "called-back", "already-called-back", SHUT, UNDONE],
  "miss-call-back": [UNDONE, UNDONE, UNDONE, UNDONE, STAYS, "already-called-back", SHUT, UNDONE],
  close: [UNDONE, UNDONE, UNDONE, UNDONE, "closed", "closed", SHUT, UNDONE],
  withdraw: ["closed", "closed", "closed", "closed", DONE, DONE, SHUT, "closed"],
  reopen: [UNDONE, UNDONE, UNDONE, UNDONE, "reopened", "reopened", "reopened", "already-reopened"],
  urge: [STAYS, STAYS, STAYS, STAYS, DONE, DONE, SHUT, STAYS],
  contact: [STAYS, STAYS, STAYS, STAYS, DONE, DONE, SHUT, STAYS],
  extend: [STAYS, STAYS, STAYS, STAYS, DONE, DONE, SHUT, STAYS],
  visit: [STAYS, STAYS, STAYS, STAYS, DONE, DONE, SHUT, STAYS],
  describe: [STAYS, STAYS, STAYS, STAYS, STAYS, STAYS, SHUT, STAYS],
  note: [STAYS, STAYS, STAYS, STAYS, STAYS, STAYS, STAYS, STAYS],
  "report-again": [STAYS, STAYS, STAYS, STAYS, "reopened", "reopened", SHUT, STAYS],
  "detach-report": [STAYS, STAYS, STAYS, STAYS, STAYS, STAYS, STAYS, STAYS],
  merge: ["closed", "closed", "closed", "closed", "closed", "closed", SHUT, "closed"],
  "take-in": [STAYS, STAYS, STAYS, STAYS, STAYS, STAYS, SHUT, STAYS],
  "give-back": [STAYS, STAYS, STAYS, STAYS, STAYS, STAYS, STAYS, STAYS],
  "join-incident": [STAYS, STAYS, STAYS, STAYS, DONE, DONE, SHUT, STAYS],
  "leave-incident": [STAYS, STAYS, STAYS, STAYS, STAYS, STAYS, SHUT, STAYS],
  settle: ["resolved", "resolved", "resolved", "resolved", DONE, DONE, SHUT, "resolved"],
  unsettle: [UNDONE, UNDONE, UNDONE, UNDONE, "reopened", "already-called-back", SHUT, UNDONE],
  unmerge: [LONE, LONE, LONE, LONE, LONE, LONE, STAYS, LONE],
} as const satisfies Record<string, Row>;

export type CaseAction = keyof typeof CASE_TABLE;
export const CASE_ACTIONS = Object.keys(CASE_TABLE) as CaseAction[];

/** Those of the state's refusals that stand in the row of `A`. */
export type StateRefusalOf<A extends CaseAction> = Extract<
  (typeof CASE_TABLE)[A][number],
  StateRefusal
>;

const refusals: readonly string[] = STATE_REFUSALS;

function isRefusal<A extends CaseAction>(cell: Cell): cell is StateRefusalOf<A> {
  return refusals.includes(cell);
}

/** For the endpoints that declare them. */
export function stateRefusals<A extends CaseAction>(action: A): StateRefusalOf<A>[] {
  const row: readonly Cell[] = CASE_TABLE[action];
  return [...new Set(row.filter((cell) => isRefusal<A>(cell)))];
}

/** The state after `action`, or why it may not be. Refusal: the cell of `CASE_TABLE`. */
export function transition<A extends CaseAction>(
  state: CaseState,
  action: A,
): Result<CaseState, StateRefusalOf<A>> {
  const cell: Cell = CASE_TABLE[action][CASE_STATES.indexOf(state)]!;
  if (isRefusal<A>(cell)) return refuse(cell);
  return ok(cell === "stays" ? state : (cell as CaseState));
}
