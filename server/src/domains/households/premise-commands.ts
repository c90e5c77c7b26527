import type { Actor } from "@warmline/shared/access/actor.ts";
import { agreed, signerOf, supplyOf } from "@warmline/shared/households/contract-versions.ts";
import {
  households,
  type HeatingSpace,
  type Household,
} from "@warmline/shared/households/model.ts";
import {
  premises,
  spacesOn,
  spacesOnFile,
  withSpaces,
  type Premise,
  type SpaceBasis,
} from "@warmline/shared/households/premise.ts";
import {
  checkSpaces,
  sameSpaces,
  spaceChange,
  usesOf,
} from "@warmline/shared/households/spaces.ts";
import type { Catalogue } from "@warmline/shared/catalogue/catalogue.ts";
import { checkUses, type OfferCode } from "@warmline/shared/catalogue/offer.ts";
import { assert } from "@warmline/shared/kernel/assert.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { CityDate } from "@warmline/shared/kernel/time.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { replace } from "@warmline/shared/store/write.ts";
import type { Decision, Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import type { Deps } from "../../platform/deps.ts";
import { holdingCatalogue } from "../catalogue/index.ts";
import { readAgreed, revise, type Agreed } from "./contracts-in-force.ts";
import { getHousehold } from "./get-household.ts";
import { changed, recorded, type Revision, type SeenHousehold } from "./household-change.ts";

export interface SpacesChange extends SeenHousehold {
  readonly from: CityDate;
  readonly spaces: readonly HeatingSpace[];
  readonly basis: SpaceBasis;
  /** The number of the document that shows it. */
  readonly evidence: string;
  readonly reason: string;
  /** The request by which it was approved. */
  readonly requestId?: string | undefined;
}

export interface ChangingSpaces extends Agreed {
  readonly current: Household;
  readonly premise: Premise;
  readonly catalogue: Catalogue;
}

/** Refusal: `not-found`. */
export async function loadSpacesChange(
  reads: Reads,
  { id }: Pick<SpacesChange, "id">,
): Promise<Result<ChangingSpaces, "not-found">> {
  const current = await reads.get(households, id);
  if (current === null) return refuse("not-found");
  const catalogue = await holdingCatalogue(reads);
  const premise = await readPremise(reads, id);
  return ok({ current, premise, catalogue, ...(await readAgreed(reads, id)) });
}

export type SpacesCode = "area-wrong" | OfferCode | "spaces-same";

/**
 * What is heated from a day on. Contracts in force of seasons that end no earlier get a version of
 * their own; what was charged is the ledger's to answer, in the same commit.
 * Refusals, in this order: `area-wrong`, `not-in-catalogue`, `not-offered` (both of what no version
 * of the premise had), `spaces-same` (they hold on that day already).
 */
export function decideSpacesChange(
  { current, premise, catalogue, ...signed }: ChangingSpaces,
  { from, spaces, basis, evidence, reason, requestId }: SpacesChange,
  moment: Moment,
): Result<Decision<Revision>, SpacesCode> {
  const areas = checkSpaces(spaces);
  if (!areas.ok) return areas;
  const onFile = premise.versions.flatMap((version) => usesOf(version.spaces));
  const offered = checkUses(catalogue, from, usesOf(spaces), onFile);
  if (!offered.ok) return offered;
  if (sameSpaces(spacesOn(premise, from).spaces, spaces)) return refuse("spaces-same", { from });
  const why = recorded(moment, { reason, evidence, requestId });
  const next = withSpaces(premise, { from, spaces, basis, ...why });
  const versions = revise(signed, from, (contract, season) => {
    const now = agreed(contract);
    const { spaces: after } = spacesOn(next, season.to);
    if (sameSpaces(now.spaces, after)) return null;
    return {
      kind: spaceChange(now.spaces, after),
      ...signerOf(now),
      ...supplyOf(now),
      spaces: after,
      ...why,
    };
  });
  const done = changed(current, { ...current, spaces: spacesOnFile(next).spaces }, reason);
  return ok({
    ...done,
    writes: [...versions, replace(premises, premise, next), ...done.writes],
    subjects: [...done.subjects, ...versions.map(({ id }) => `contracts/${id}`)],
  });
}

/** Every household has one, from the commit that registers it on. */
export async function readPremise(reads: Pick<Store, "get">, householdId: string) {
  const premise = await reads.get(premises, householdId);
  assert(premise, `household ${householdId} has its premise`);
  return premise;
}

/** The premise of a household. Refusals, in this order: `not-found`, `out-of-scope`. */
export async function getPremise(deps: Pick<Deps, "store">, actor: Actor, householdId: string) {
  const household = await getHousehold(deps, actor, householdId);
  if (!household.ok) return household;
  return ok(await readPremise(deps.store, householdId));
}
