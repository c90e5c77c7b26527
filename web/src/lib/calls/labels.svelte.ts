import type { CallRow } from "@warmline/shared/calls/rows.ts";
import type { Score } from "@warmline/shared/calls/score.ts";
import type { CallState } from "@warmline/shared/calls/states.ts";
import { formatInstant } from "@warmline/shared/kernel/time.ts";
import { t } from "../messages.svelte.ts";
import type { Tone } from "../ui/badge.svelte";

export const callTones: Record<CallState, Tone> = {
  queued: "info",
  initiated: "info",
  ringing: "accent",
  "in-progress": "good",
  completed: "quiet",
  busy: "warn",
  failed: "bad",
  "no-answer": "warn",
  canceled: "warn",
};

export const scoreTones: Record<Score, Tone> = { 1: "good", 2: "quiet", 3: "bad" };

export function callerName({ masked }: Pick<CallRow, "masked">): string {
  return masked ?? t("console.calls.withheld");
}

/** Which call a button is about, for whoever hears the buttons one after the other. */
export function ofCall(row: CallRow): { readonly caller: string; readonly time: string } {
  return { caller: callerName(row), time: formatInstant(row.startedAt) };
}
