import type { Instant } from "../kernel/time.ts";

/** A commit that was the log's newest then, and that the index has not reached since. */
export interface LagMark {
  readonly position: number;
  readonly at: Instant;
}

/** 检索滞后 beyond this is an alarm: milliseconds. */
export const LAG_MAX_MS = 60_000;

/** What is waited for next; `reached` is null while there is no index. */
export function nextMark(
  mark: LagMark,
  seen: { readonly reached: number | null; readonly head: number; readonly at: Instant },
): LagMark {
  const { reached, head, at } = seen;
  return reached !== null && reached >= mark.position ? { position: head, at } : mark;
}
