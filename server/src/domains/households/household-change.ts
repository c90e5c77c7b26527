import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { termsOf } from "@warmline/shared/households/terms.ts";
import { households, type Household } from "@warmline/shared/households/model.ts";
import { replace, type Write } from "@warmline/shared/store/write.ts";
import { within } from "@warmline/shared/access/scope.ts";
import { commitAudited } from "../../platform/audit/commit-audited.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { attempt, lost } from "../../platform/commands/old-attempt.ts";
import type { Deps } from "../../platform/deps.ts";

export type HouseholdRefusal = "not-found" | "out-of-scope" | "changed-meanwhile";

export interface SeenHousehold {
  readonly id: string;
  /** The revision that the person saw. */
  readonly rev: number;
  readonly reason?: string | undefined;
}

/** What a rule makes of a household: the next one, with further writes of the same fact. */
export interface HouseholdChange {
  readonly next: Household;
  readonly also?: readonly Write[];
}

/**
 * What all corrections share: load, check scope and revision, apply the rule, find anew under the
 * new terms, commit. Refusals, in this order: `not-found`, `out-of-scope`, `changed-meanwhile`, the
 * rule's own.
 */
export async function changeHousehold<Code extends string>(
  deps: Deps,
  caller: Caller,
  command: string,
  seen: SeenHousehold,
  rule: (
    current: Household,
  ) => Promise<Result<HouseholdChange, Code>> | Result<HouseholdChange, Code>,
): Promise<Result<Household, HouseholdRefusal | Code>> {
  return attempt<Result<Household, HouseholdRefusal | Code>>(async () => {
    const current = await deps.store.get(households, seen.id);
    if (current === null) return refuse("not-found");
    if (!within(caller.actor, current.place)) return refuse("out-of-scope");
    if (current.rev !== seen.rev) return refuse("changed-meanwhile");
    const changed = await rule(current);
    if (!changed.ok) return changed;
    const next = withTerms(changed.value.next);
    const committed = await commitAudited(
      deps,
      caller,
      { command, subjects: [`households/${current.id}`], reason: seen.reason },
      [replace(households, current, next), ...(changed.value.also ?? [])],
    );
    return committed.ok ? ok({ ...next, rev: current.rev + 1 }) : lost;
  });
}

/** The household with everything that follows from its name, people and address. */
export function withTerms(household: Household): Household {
  const phones = [...new Set(household.people.flatMap((person) => person.phones))];
  return { ...household, phones, terms: termsOf({ ...household, phones }) };
}
