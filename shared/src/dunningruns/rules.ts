import type { LadderStep, StepKind } from "../catalogue/dunning-rule.ts";
import type { Ladder } from "../dunning/ladder.ts";
import { sameContent } from "../kernel/canonical.ts";
import { ok, refuse, type Result } from "../kernel/result.ts";
import { addDays, type CityDate } from "../kernel/time.ts";
import { isWorking, type DunningRun } from "./model.ts";

/** A preview is sent by for so many days: what it says is of the day on which it was made. */
export const PREVIEW_DAYS = 7;

type Standing = Pick<DunningRun, "state" | "paused">;

/**
 * The words of a step that is taken by writing: it says something, and needs no signature or
 * picture. Refusal: `step-not-by-message`.
 */
export function wordsByMessage(
  { steps }: Pick<Ladder, "steps">,
  step: StepKind,
): Result<NonNullable<LadderStep["words"]>, "step-not-by-message"> {
  const { words, evidence } = steps.find(({ kind }) => kind === step) ?? {};
  const written = words !== undefined && evidence?.length === 0 && step !== "valve-order";
  return written ? ok(words) : refuse("step-not-by-message");
}

/** Refusals, in this order: `messages-not-previewed`, `messages-to-nobody`. */
export function maySend({
  state,
  preview,
}: Standing & {
  readonly preview?: { readonly messages: number } | undefined;
}): Result<null, "messages-not-previewed" | "messages-to-nobody"> {
  if (state !== "previewed") return refuse("messages-not-previewed");
  return preview?.messages === 0 ? refuse("messages-to-nobody") : ok(null);
}

/** Refusal: `messages-not-under-way` (it waits already, or nothing is under way). */
export function mayPause({ state, paused }: Standing): Result<null, "messages-not-under-way"> {
  return isWorking(state) && paused === undefined ? ok(null) : refuse("messages-not-under-way");
}

/** Refusal: `messages-not-paused`. */
export function mayResume({ state, paused }: Standing): Result<null, "messages-not-paused"> {
  return isWorking(state) && paused !== undefined ? ok(null) : refuse("messages-not-paused");
}

/** Only what has sent nothing. Refusal: `messages-not-previewed`. */
export function mayDrop({ state }: Standing): Result<null, "messages-not-previewed"> {
  return state === "previewing" || state === "previewed"
    ? ok(null)
    : refuse("messages-not-previewed");
}

/** For good, whether it waits or not. Refusal: `messages-not-sending`. */
export function mayStop({ state }: Standing): Result<null, "messages-not-sending"> {
  return state === "sending" ? ok(null) : refuse("messages-not-sending");
}

/** Whether what was looked at may be sent today, and by the ladder of today. */
export function isOutdated(
  { day, words, step }: Pick<DunningRun, "day" | "words" | "step">,
  ladder: Pick<Ladder, "steps">,
  today: CityDate,
): boolean {
  const now = wordsByMessage(ladder, step);
  return today > addDays(day, PREVIEW_DAYS) || !now.ok || !sameContent(now.value, words);
}
