import { ok, refuse, type Result } from "../kernel/result.ts";
import type { CarryForward } from "./model.ts";

type Standing = Pick<CarryForward, "state" | "paused">;

export function isReckoning({ state, paused }: Standing): boolean {
  return state === "reckoning" && paused === undefined;
}

/** Refusal: `carry-not-working` (it waits already, or is through). */
export function mayPause(carry: Standing): Result<null, "carry-not-working"> {
  return isReckoning(carry) ? ok(null) : refuse("carry-not-working");
}

/** Refusal: `carry-not-paused`. */
export function mayResume({ state, paused }: Standing): Result<null, "carry-not-paused"> {
  const waits = state === "reckoning" && paused !== undefined;
  return waits ? ok(null) : refuse("carry-not-paused");
}

/** Only what nobody has sealed. Refusal: `carry-sealed`. */
export function mayDrop({ state }: Standing): Result<null, "carry-sealed"> {
  return state === "reckoning" || state === "reckoned" ? ok(null) : refuse("carry-sealed");
}

/** Refusal: `carry-not-reckoned` (not through yet, sealed already, or given up). */
export function maySeal({ state }: Standing): Result<null, "carry-not-reckoned"> {
  return state === "reckoned" ? ok(null) : refuse("carry-not-reckoned");
}

/** Refusal: `carry-not-sealed`. */
export function mayWithdraw({ state }: Standing): Result<null, "carry-not-sealed"> {
  return state === "sealed" ? ok(null) : refuse("carry-not-sealed");
}
