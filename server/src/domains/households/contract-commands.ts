import type { Catalogue } from "@warmline/shared/catalogue/catalogue.ts";
import { checkUses, type OfferCode } from "@warmline/shared/catalogue/offer.ts";
import {
  agreed,
  contractId,
  contracts,
  signerOf,
  isActive,
  supplyOf,
  withVersion,
  type Contract,
} from "@warmline/shared/households/contract-versions.ts";
import {
  households,
  seasons,
  type Household,
  type Season,
} from "@warmline/shared/households/model.ts";
import { spacesOn, type Premise } from "@warmline/shared/households/premise.ts";
import { usesOf } from "@warmline/shared/households/spaces.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { cityDate, type CityDate } from "@warmline/shared/kernel/time.ts";
import { put, replace } from "@warmline/shared/store/write.ts";
import { command } from "../../platform/commands/command.ts";
import { holdingCatalogue } from "../catalogue/index.ts";
import { recorded, seenHousehold, type SeenHousehold } from "./household-change.ts";
import { readPremise } from "./premise-commands.ts";

interface SignContract extends SeenHousehold {
  readonly season: string;
  readonly holder: string;
  readonly signedOn: CityDate;
}

interface Signing {
  readonly current: Household;
  readonly premise: Premise;
  readonly season: Season | null;
  /** Of this season. */
  readonly before: Contract | null;
  readonly catalogue: Catalogue;
}

/**
 * 签订合同: agrees on the holder for one season; its spaces are those on file for the season, which
 * are changed by `premises.change-spaces` alone. What was signed before stays as a version. The
 * season is held against the commit: one that is being corrected is either read anew or in use.
 * Refusals, in this order: `not-found`, `season-unknown`, `contract-active`,
 * `not-in-catalogue`, `not-offered` (of a class on the season's first day).
 */
export const signContract = command({
  name: "contracts.sign",
  async load(reads, { id, season }: SignContract): Promise<Result<Signing, SignCode>> {
    const current = await reads.get(households, id);
    if (current === null) return refuse("not-found");
    return ok({
      current,
      premise: await readPremise(reads, id),
      season: await reads.get(seasons, season),
      before: await reads.get(contracts, contractId(id, season)),
      catalogue: await holdingCatalogue(reads),
    });
  },
  scope: ({ current }) => current.place,
  seen: seenHousehold,
  decide(
    { current, premise, season, before, catalogue },
    { id: householdId, holder, signedOn, reason },
    moment,
  ) {
    if (season === null) return refuse("season-unknown");
    if (before !== null && isActive(before))
      return refuse("contract-active", { season: season.id });
    const { spaces } = spacesOn(premise, season.to);
    const offered = checkUses(catalogue, season.from, usesOf(spaces));
    if (!offered.ok) return offered;
    // Whoever else signs is not the household's customer.
    const { customerId } = holder === current.name ? current : {};
    const by = { holder, ...(customerId && { customerId }) };
    const next = withVersion(
      before,
      { householdId, season: season.id },
      { kind: "signed", from: signedOn, ...by, spaces, ...recorded(moment, { reason }) },
    );
    const write = put(contracts, before, next);
    return ok({
      value: { id: next.id, rev: write.readRev + 1 },
      writes: [write],
      subjects: [`households/${householdId}`, `contracts/${next.id}`],
      reason,
    });
  },
});
type SignCode = "not-found" | "season-unknown" | "contract-active" | OfferCode;

interface EndContract {
  /** The household's. */
  readonly id: string;
  readonly season: string;
  /** The contract's revision that the person saw. */
  readonly rev: number;
  readonly reason: string;
}

interface Ending {
  readonly household: Household;
  readonly contract: Contract;
}

/**
 * 终止合同 of a season; signing anew is the inverse. What was charged on it is the journal's to answer:
 * until then the household is shown as charged otherwise than agreed. Refusals, in this order:
 * `not-found`, `contract-ended`.
 */
export const endContract = command({
  name: "contracts.end",
  async load(reads, { id, season }: EndContract): Promise<Result<Ending, EndCode>> {
    const household = await reads.get(households, id);
    const contract = await reads.get(contracts, contractId(id, season));
    if (household === null || contract === null) return refuse("not-found");
    return ok({ household, contract });
  },
  scope: ({ household }) => household.place,
  seen: ({ contract }, { rev }) => ({
    seen: rev,
    now: contract.rev,
    subject: `contracts/${contract.id}`,
  }),
  decide({ household, contract }, { reason }, moment) {
    if (!isActive(contract)) return refuse("contract-ended");
    const before = agreed(contract);
    const from = cityDate(moment.at);
    const version = {
      kind: "ended",
      from,
      ...signerOf(before),
      ...supplyOf(before),
      ...recorded(moment, { reason }),
    } as const;
    return ok({
      value: { id: contract.id, rev: contract.rev + 1 },
      writes: [replace(contracts, contract, withVersion(contract, contract, version))],
      subjects: [`households/${household.id}`, `contracts/${contract.id}`],
      reason,
    });
  },
});
type EndCode = "not-found" | "contract-ended";
