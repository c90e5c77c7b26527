import { ok, refuse, type Result } from "../kernel/result.ts";
import type { Instant } from "../kernel/time.ts";
import type { Body } from "../store/collection.ts";
import { enter, inHand, wait, type Desk } from "./turn.ts";
import type { Counter, Turn } from "./types.ts";

export interface Destination {
  readonly serviceId: string;
  /** Only this counter may then call it. */
  readonly counter?: Pick<Counter, "id">;
}

/**
 * 转移: called | serving → waiting for another service or counter. The person has waited already,
 * so the place in the line is kept (`waitingSince`).
 */
export function transferTurn(
  turn: Turn,
  to: Destination,
  at: Instant,
): Result<Body<Turn>, "turn-not-in-hand" | "transfer-to-itself"> {
  if (!inHand(turn) || turn.counterId === undefined) return refuse("turn-not-in-hand");
  const same = to.counter ? to.counter.id === turn.counterId : to.serviceId === turn.serviceId;
  if (same) return refuse("transfer-to-itself");
  const transfer = {
    at,
    fromCounterId: turn.counterId,
    fromServiceId: turn.serviceId,
    fromState: turn.state,
    toServiceId: to.serviceId,
    ...(to.counter ? { toCounterId: to.counter.id } : {}),
  };
  return ok({
    ...wait(turn, to.serviceId, at),
    ...(to.counter ? { reservedCounterId: to.counter.id } : {}),
    transfers: [...turn.transfers, transfer],
  });
}

/**
 * The inverse: as long as nobody has called it, the counter that sent a turn away takes it back
 * in hand, in the state and for the service that it had.
 */
export function takeBackTurn(
  turn: Turn,
  desk: Desk,
): Result<Body<Turn>, "turn-not-waiting" | "not-transferred-from-here"> {
  if (turn.state !== "waiting") return refuse("turn-not-waiting");
  const last = turn.transfers.at(-1);
  const sent = last !== undefined && turn.periods.at(-1)?.from === last.at;
  if (!sent || last.fromCounterId !== desk.counter.id) return refuse("not-transferred-from-here");
  const { reservedCounterId: _, ...rest } = turn;
  const serviceId = last.fromServiceId;
  return ok({
    ...rest,
    ...enter({ ...turn, serviceId }, last.fromState, desk),
    serviceId,
    calledAt: desk.at,
    transfers: turn.transfers.slice(0, -1),
  });
}
