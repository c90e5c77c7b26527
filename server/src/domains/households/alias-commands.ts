import {
  aliases,
  aliasId,
  aliasNumber,
  ALIAS_SCHEMES,
  sameAlias,
  type Alias,
  type AliasClaim,
} from "@warmline/shared/households/alias.ts";
import { households, type Household } from "@warmline/shared/households/model.ts";
import { mapOk, ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { put, replace } from "@warmline/shared/store/write.ts";
import { command } from "../../platform/commands/command.ts";
import { changed, seenHousehold, type SeenHousehold } from "./household-change.ts";

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
    const alias = named.value;
    if (claim?.householdId) return refuse("alias-taken");
    const { aliases: known = [] } = current;
    if (known.length >= ALIASES_MAX) return refuse("aliases-full", { limit: ALIASES_MAX });
    const next = { id: aliasId(alias), householdId: current.id };
    const taken = put(aliases, claim, next);
    const done = changed(current, { ...current, aliases: [...known, alias] }, reason);
    return ok({ ...done, writes: [taken, ...done.writes] });
  },
});
type AddCode = "not-found" | "alias-wrong" | "alias-taken" | "aliases-full";

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
    const kept = current.aliases?.filter((one) => !sameAlias(one, { scheme, number })) ?? [];
    const done = changed(current, { ...current, aliases: kept }, reason);
    const given = replace(aliases, claim, { id: claim.id, householdId: null });
    return ok({ ...done, writes: [given, ...done.writes] });
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
