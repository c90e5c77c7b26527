import { sameContent } from "../kernel/canonical.ts";
import { ok, refuse, type Result } from "../kernel/result.ts";
import { isWorking, type RunBasis, type SeasonRun } from "./model.ts";

type Standing = Pick<SeasonRun, "state" | "paused">;

/**
 * Refusals, in this order: `run-not-previewed` (charged, dropped or not yet looked at whole),
 * `run-charges-nobody`.
 */
export function mayCharge({
  state,
  preview,
}: Standing & {
  readonly preview?: { readonly households: number } | undefined;
}): Result<null, "run-not-previewed" | "run-charges-nobody"> {
  if (state !== "previewed") return refuse("run-not-previewed");
  return preview?.households === 0 ? refuse("run-charges-nobody") : ok(null);
}

/**
 * What was charged is undone whole, also of a run that was paused midway. Refusal:
 * `run-not-charged`.
 */
export function mayUndo({ state, paused }: Standing): Result<null, "run-not-charged"> {
  const stopped = state === "running" && paused !== undefined;
  return state === "done" || stopped ? ok(null) : refuse("run-not-charged");
}

/** Refusal: `run-not-working` (it waits already, or there is nothing under way). */
export function mayPause({ state, paused }: Standing): Result<null, "run-not-working"> {
  return isWorking(state) && paused === undefined ? ok(null) : refuse("run-not-working");
}

/** Refusal: `run-not-paused`. */
export function mayResume({ state, paused }: Standing): Result<null, "run-not-paused"> {
  return isWorking(state) && paused !== undefined ? ok(null) : refuse("run-not-paused");
}

/** Only what has posted nothing. Refusal: `run-not-previewed`. */
export function mayDrop({ state }: Standing): Result<null, "run-not-previewed"> {
  return state === "previewing" || state === "previewed" ? ok(null) : refuse("run-not-previewed");
}

/** Whether the season, its prices and rules are those that the preview was reckoned by. */
export function sameBasis(one: RunBasis, other: RunBasis): boolean {
  return basisText(one) === basisText(other) && sameContent(one.rules, other.rules);
}

function basisText({ seasonRev, prices }: RunBasis): string {
  return [seasonRev, ...prices.map(({ tariffId, tariffRev }) => `${tariffId}@${tariffRev}`)].join();
}
