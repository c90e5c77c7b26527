import { STEP_KINDS } from "../catalogue/dunning-rule.ts";
import { VALVE_TASKS, type ValveTask } from "./model.ts";

/** What is listed as to be done: a step of the ladder, or something at the valve. */
export const WORK_KINDS = [...STEP_KINDS, ...VALVE_TASKS] as const;
export type WorkKind = (typeof WORK_KINDS)[number];

export function isAtValve(kind: WorkKind): kind is ValveTask {
  return VALVE_TASKS.some((task) => task === kind);
}
