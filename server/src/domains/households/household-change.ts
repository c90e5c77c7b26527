import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { households, type Household } from "@warmline/shared/households/model.ts";
import { lineOf } from "@warmline/shared/households/phone.ts";
import { useKeysOf } from "@warmline/shared/households/spaces.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { command, type Decision, type Moment } from "../../platform/commands/command.ts";

export interface SeenHousehold {
  readonly id: string;
  /** The revision that the person saw. */
  readonly rev: number;
  readonly reason?: string | undefined;
}

/**
 * A correction that rests on the household alone: load, scope and seen revision are the same for
 * all of them. Refusals, in this order: `not-found`, the rule's own.
 */
export function changeHousehold<I extends SeenHousehold, C extends string>(
  name: string,
  rule: (current: Household, input: I, moment: Moment) => Result<Household, C>,
) {
  return command({
    name,
    async load(reads, { id }: I): Promise<Result<{ current: Household }, C | "not-found">> {
      const current = await reads.get(households, id);
      return current === null ? refuse("not-found") : ok({ current });
    },
    scope: ({ current }) => current.place,
    seen: seenHousehold,
    decide({ current }, input, moment) {
      const next = rule(current, input, moment);
      return next.ok ? ok(changed(current, next.value, input.reason)) : next;
    },
  });
}

export function seenHousehold(
  { current }: { readonly current: Household },
  { rev }: { readonly rev: number },
) {
  return { seen: rev, now: current.rev, subject: `households/${current.id}` };
}

/**
 * What a command answers, and so what its audit record keeps: the endpoint reads the rest, as names
 * and telephones have no place in a trail that nobody may change.
 */
export interface Revision {
  readonly id: string;
  readonly rev: number;
}

/** By whom and when a version was recorded, and whatever else is known of why. */
export function recorded<W extends Readonly<Record<string, string | undefined>>>(
  { at, actor }: Pick<Moment, "at" | "actor">,
  why: W,
) {
  const known = Object.entries(why).filter(([, value]) => value !== undefined);
  const given = Object.fromEntries(known) as { readonly [K in keyof W]?: string };
  return { ...given, at, byName: actor.name };
}

/** The household's next revision as it is written. */
export function changed(
  current: Household,
  changedTo: Household,
  reason: string | undefined,
): Decision<Revision> {
  const next = withDerived(changedTo);
  return {
    value: { id: current.id, rev: current.rev + 1 },
    writes: [replace(households, current, next)],
    subjects: [`households/${current.id}`],
    reason,
  };
}

/** The household with everything that follows from its name, people, address and spaces. */
export function withDerived(household: Household): Household {
  const phones = [...new Set(household.people.flatMap((person) => person.phones.map(lineOf)))];
  const uses = useKeysOf(household.spaces);
  return { ...household, phones, uses };
}
