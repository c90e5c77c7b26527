import { assert } from "../kernel/assert.ts";
import { ok, refuse, type Result } from "../kernel/result.ts";
import { addDays, startOfDay, type Instant } from "../kernel/time.ts";
import type { Body } from "../store/collection.ts";
import type { Counter, HallService, Turn, TurnPeriod, TurnState } from "./types.ts";

/** Who acts on a turn at which counter, and when. */
export interface Desk {
  readonly counter: Pick<Counter, "id" | "number">;
  readonly staff: { readonly id: string; readonly name: string };
  readonly at: Instant;
}

export type TurnCode = "turn-not-waiting" | "turn-not-called" | "turn-not-in-hand";

const SEQUENCE_MAX = 999;

/** `A032`; null when the day's series is used up. */
export function labelOf(series: string, sequence: number): string | null {
  return sequence > SEQUENCE_MAX ? null : `${series}${String(sequence).padStart(3, "0")}`;
}

/** waiting → called. */
export function callTurn(
  turn: Turn,
  desk: Desk,
  callSeq: number,
  choice: NonNullable<Turn["choice"]>,
): Result<Body<Turn>, TurnCode> {
  if (turn.state !== "waiting") return refuse("turn-not-waiting");
  const { reservedCounterId: _, ...rest } = turn;
  return ok({
    ...rest,
    ...enter(turn, "called", desk),
    calledAt: desk.at,
    calls: turn.calls + 1,
    callSeq,
    choice,
  });
}

/** 重呼: called once more, at the same counter. */
export function recallTurn(turn: Turn, at: Instant, callSeq: number): Result<Body<Turn>, TurnCode> {
  if (turn.state !== "called") return refuse("turn-not-called");
  return ok({ ...turn, calledAt: at, calls: turn.calls + 1, callSeq });
}

/** called → serving: the person has come. */
export function serveTurn(turn: Turn, desk: Desk): Result<Body<Turn>, TurnCode> {
  if (turn.state !== "called") return refuse("turn-not-called");
  return ok({ ...turn, ...enter(turn, "serving", desk) });
}

/**
 * called | serving → finished. When nobody pressed "serve", the person is taken to have come at
 * once, so the time since the call counts as service.
 */
export function finishTurn(turn: Turn, desk: Desk): Result<Body<Turn>, TurnCode> {
  if (!inHand(turn)) return refuse("turn-not-in-hand");
  const periods = turn.state === "called" ? asServing(turn.periods) : turn.periods;
  return ok({ ...turn, ...enter({ ...turn, periods }, "finished", desk) });
}

/** finished → serving, at the same counter: the inverse of finish. */
export function unfinishTurn(turn: Turn, desk: Desk): Result<Body<Turn>, TurnCode> {
  if (turn.state !== "finished") return refuse("turn-not-in-hand");
  return ok({ ...turn, ...enter(turn, "serving", desk) });
}

/** 过号: called → no-show. */
export function missTurn(turn: Turn, desk: Desk): Result<Body<Turn>, TurnCode> {
  if (turn.state !== "called") return refuse("turn-not-called");
  return ok({ ...turn, ...enter(turn, "no-show", desk) });
}

/**
 * 过号重排: no-show → waiting, the inverse of the no-show. At the end of the line, or with the old
 * place kept when the no-show was the counter's mistake.
 */
export function reinsertTurn(
  turn: Turn,
  at: Instant,
  place: "end" | "kept",
): Result<Body<Turn>, "turn-not-missed"> {
  if (turn.state !== "no-show") return refuse("turn-not-missed");
  const waitingSince = place === "end" ? at : turn.waitingSince;
  return ok({ ...wait(turn, turn.serviceId, at), waitingSince });
}

/** What is left over from an earlier day ends without counting for any time. */
export function abandonTurn(turn: Turn): Body<Turn> {
  assert(inHand(turn), `${turn.id} is in hand`);
  const end = startOfDay(addDays(turn.day, 1));
  const state: TurnState = turn.state === "called" ? "no-show" : "finished";
  const periods = turn.periods.map((period) =>
    period.to === undefined
      ? { ...period, to: Math.max(end, period.from), abandoned: true as const }
      : period,
  );
  return { ...turn, state, periods };
}

export function inHand(turn: Pick<Turn, "state">): turn is Turn & { state: "called" | "serving" } {
  return turn.state === "called" || turn.state === "serving";
}

/** Back in the queue: for a service, from `at` on, without counter. */
export function wait(
  turn: Turn,
  serviceId: HallService["id"],
  at: Instant,
): Omit<Body<Turn>, "rev"> {
  const { counterId: _, counterNumber: __, calledAt: ___, reservedCounterId: ____, ...rest } = turn;
  const periods: TurnPeriod[] = [
    ...ended(turn.periods, at),
    { state: "waiting", serviceId, from: at },
  ];
  return { ...rest, serviceId, state: "waiting", periods };
}

/** The change of state at a desk, with the period that it ends and the one that it begins. */
export function enter(
  turn: Pick<Turn, "periods" | "serviceId">,
  state: TurnState,
  desk: Desk,
): Pick<Turn, "state" | "periods" | "counterId" | "counterNumber"> {
  const { counter, staff, at } = desk;
  const period: TurnPeriod = {
    state,
    serviceId: turn.serviceId,
    from: at,
    counterId: counter.id,
    staffId: staff.id,
    staffName: staff.name,
  };
  return {
    state,
    periods: [...ended(turn.periods, at), period],
    counterId: counter.id,
    counterNumber: counter.number,
  };
}

function ended(periods: readonly TurnPeriod[], at: Instant): TurnPeriod[] {
  return periods.map((period) => (period.to === undefined ? { ...period, to: at } : period));
}

function asServing(periods: readonly TurnPeriod[]): TurnPeriod[] {
  return periods.map((period) =>
    period.to === undefined ? { ...period, state: "serving" } : period,
  );
}
