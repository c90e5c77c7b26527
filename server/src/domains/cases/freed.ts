import { cases, type Case } from "@warmline/shared/cases/model.ts";
import { setFree } from "@warmline/shared/cases/set-free.ts";
import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import { replace } from "@warmline/shared/store/write.ts";
import type { Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import type { Outcome } from "./on-case.ts";

/** The cases merged into one that may close. */
export function mergedCases(
  reads: Pick<Reads, "getMany">,
  { mergedIds = [] }: Case,
): Promise<Case[]> {
  return reads.getMany(cases, mergedIds);
}

/**
 * With those of the merged cases that come back, as nobody has answered their reporters.
 * Refusals: those of the closing itself.
 */
export function withFreed<C extends string>(
  closing: Result<Case, C>,
  merged: readonly Case[],
  moment: Moment,
): Outcome<C> {
  // A withdrawal that is only asked for closes nothing yet.
  if (!closing.ok || closing.value.open) return closing;
  const { closed, freed } = setFree(closing.value, merged, moment);
  return { ...ok(closed), also: freed.map(({ before, after }) => replace(cases, before, after)) };
}
