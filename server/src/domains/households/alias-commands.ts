import {
  aliases,
  aliasId,
  aliasNumber,
  ALIAS_SCHEMES,
  sameAlias,
  type Alias,
  type AliasClaim,
} from "@warmline/shared/households/alias.ts";
import { assert } from "@warmline/shared/kernel/assert.ts";
import { households, type Household } from "@warmline/shared/households/model.ts";
import { mapOk, ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { put, replace } from "@warmline/shared/store/write.ts";
import { command, type Decision } from "../../platform/commands/command.ts";
import { changed, seenHousehold, type Revision, type SeenHousehold } from "./household-change.ts";

const ALIASES_MAX = 20;

type NamedAlias = SeenHousehold & Alias;

interface Claiming {
  readonly current: Household;
  readonly alias: Result<Alias, "alias-wrong">;
  readonly claim: AliasClaim | null;
}

/**
 * 登记别号; removing is the inverse. Whose a taken one is, the search tells whoever may see it.
 * Refusals, in this order: `not-found`, `alias-wrong`, `alias-taken`, `aliases-full`.
 */
export const addAlias = command({
  name: "households.add-alias",
  async load(reads, { id, scheme, number }: NamedAlias): Promise<Result<Claiming, AddCode>> {
    const current = await reads.get(households, id);
    if (current === null) return refuse("not-found");
    const alias = mapOk(aliasNumber(number), (kept): Alias => ({ scheme, number: kept }));
    const claim = alias.ok ? await reads.get(aliases, aliasId(alias.value)) : null;
    return ok({ current, alias, claim });
  },
  scope: ({ current }) => current.place,
  seen: seenHousehold,
  decide({ current, alias: named, claim }, { reason }) {
    if (!named.ok) return named;
    if (claim?.householdId) return refuse("alias-taken");
    return aliasesMoved(current, { taken: { alias: named.value, claim } }, reason);
  },
});
type AddCode = "not-found" | "alias-wrong" | "alias-taken" | "aliases-full";

interface ClaimedAlias<C extends AliasClaim | null> {
  readonly alias: Alias;
  readonly claim: C;
}

/**
 * One number given up, another taken, or both, in one revision of the household; whose they are the
 * caller has looked at. Refusal: `aliases-full`.
 */
export function aliasesMoved(
  current: Household,
  {
    given,
    taken,
  }: {
    readonly given?: ClaimedAlias<AliasClaim> | undefined;
    readonly taken?: ClaimedAlias<AliasClaim | null> | undefined;
  },
  reason: string | undefined,
): Result<Decision<Revision>, "aliases-full"> {
  const { aliases: known = [] } = current;
  const left = known.filter((one) => given === undefined || !sameAlias(one, given.alias));
  const next = [...left, ...(taken === undefined ? [] : [taken.alias])];
  if (next.length > ALIASES_MAX) return refuse("aliases-full", { limit: ALIASES_MAX });
  const done = changed(current, { ...current, aliases: next }, reason);
  const claims = [
    ...(given === undefined
      ? []
      : [replace(aliases, given.claim, { id: given.claim.id, householdId: null })]),
    ...(taken === undefined
      ? []
      : [put(aliases, taken.claim, { id: aliasId(taken.alias), householdId: current.id })]),
  ];
  return ok({ ...done, writes: [...claims, ...done.writes] });
}

interface Releasing {
  readonly current: Household;
  readonly claim: AliasClaim | null;
}

/** 注销别号, which another may then take. Refusals, in this order: `not-found`, `alias-unknown`. */
export const removeAlias = command({
  name: "households.remove-alias",
  async load(reads, { id, scheme, number }: NamedAlias): Promise<Result<Releasing, RemoveCode>> {
    const current = await reads.get(households, id);
    if (current === null) return refuse("not-found");
    return ok({ current, claim: await reads.get(aliases, aliasId({ scheme, number })) });
  },
  scope: ({ current }) => current.place,
  seen: seenHousehold,
  decide({ current, claim }, { scheme, number, reason }) {
    if (claim?.householdId !== current.id) return refuse("alias-unknown");
    const moved = aliasesMoved(current, { given: { alias: { scheme, number }, claim } }, reason);
    assert(moved.ok, "what is given up always fits");
    return moved;
  },
});
type RemoveCode = "not-found" | "alias-unknown";

/**
 * The household that a number names beside its own; null where none does, or where it names several
 * in different schemes.
 */
export async function householdByAlias(
  store: Pick<Store, "get" | "getMany">,
  text: string,
): Promise<Household | null> {
  const number = aliasNumber(text);
  if (!number.ok) return null;
  const ids = ALIAS_SCHEMES.map((scheme) => aliasId({ scheme, number: number.value }));
  const claims = await store.getMany(aliases, ids);
  const [id, ...others] = new Set(claims.flatMap(({ householdId }) => householdId ?? []));
  return id === undefined || others.length > 0 ? null : store.get(households, id);
}
