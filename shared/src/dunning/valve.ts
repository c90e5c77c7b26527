import { refuse, type Refusal } from "../kernel/result.ts";
import type { CityDate } from "../kernel/time.ts";
import {
  HOLD_GROUNDS,
  type Of,
  type StepTaken,
  type ValveTask,
  type ValveTurn,
  type ValveTurned,
} from "./model.ts";

export interface ValveStanding {
  /** By us: since when it is shut. */
  readonly shutOn?: CityDate;
  readonly task?: ValveTask;
}

/** Of how dunning stands: the steps that count, and what holds it. */
interface Reached {
  readonly taken: readonly Of<StepTaken>[];
  readonly holds: readonly { readonly ground: string }[];
}

/**
 * 阀门 of an account. It is to be shut while an order to do so counts and nothing holds dunning; what
 * is shut is to be opened again once the order counts no more (paid, disputed, in a plan that is
 * kept, taken back) or a person holds dunning for a reason: then nobody is left without heat.
 */
export function valveStanding(
  turns: readonly Of<ValveTurned>[],
  { taken, holds }: Reached,
): ValveStanding {
  const ordered = taken.some(({ fact }) => fact.step === "valve-order");
  const last = turns.at(-1);
  if (last?.fact.turned !== "closed") {
    return ordered && holds.length === 0 ? { task: "close-valve" } : {};
  }
  const spared = holds.some(({ ground }) => HOLD_GROUNDS.some((one) => one === ground));
  const shut = { shutOn: last.on };
  return ordered && !spared ? shut : { ...shut, task: "reopen-valve" };
}

export interface RecordedTurn {
  readonly turned: ValveTurn;
  readonly on: CityDate;
  readonly photos: number;
}

export type TurnCode = "day-ahead" | "valve-not-ordered" | "valve-not-shut" | "evidence-needed";

/**
 * Whether it may be put on record that a valve was turned. What is shut may be opened at any time.
 * Refusals, in this order: `day-ahead`; `valve-not-ordered` (or something holds it) or
 * `valve-not-shut`; `evidence-needed` (a picture).
 */
export function refuseTurn(
  { valve }: { readonly valve: ValveStanding },
  { turned, on, photos }: RecordedTurn,
  today: CityDate,
): Refusal<TurnCode> | null {
  if (on > today) return refuse("day-ahead", { today });
  if (turned === "closed" && valve.task !== "close-valve") return refuse("valve-not-ordered");
  if (turned === "reopened" && valve.shutOn === undefined) return refuse("valve-not-shut");
  return photos > 0 ? null : refuse("evidence-needed");
}
