import {
  contracts,
  isActive,
  withVersion,
  type Contract,
  type ContractVersion,
} from "@warmline/shared/households/contract-versions.ts";
import { seasons, type Season } from "@warmline/shared/households/model.ts";
import type { CityDate } from "@warmline/shared/kernel/time.ts";
import { replace, type Write } from "@warmline/shared/store/write.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { findAll } from "../../platform/stores/find-pages.ts";

/** All contracts of a household, and the seasons that they are of. */
export interface Agreed {
  readonly contracts: readonly Contract[];
  readonly seasons: readonly Season[];
}

export async function readAgreed(reads: Reads, householdId: string): Promise<Agreed> {
  const where = { householdId };
  const signed = await findAll({ store: reads }, contracts, { index: "byHousehold", where });
  const names = signed.map(({ season }) => season);
  return { contracts: signed, seasons: await reads.getMany(seasons, names) };
}

type Change = Omit<ContractVersion, "version" | "from">;

/** A further version of each contract in force of a season that ends no earlier than `from`. */
export function revise(
  { contracts: signed, seasons: named }: Agreed,
  from: CityDate,
  change: (contract: Contract, season: Season) => Change | null,
): Write[] {
  return signed.flatMap((contract) => {
    const season = named.find(({ id }) => id === contract.season);
    if (season === undefined || season.to < from || !isActive(contract)) return [];
    const changed = change(contract, season);
    if (changed === null) return [];
    const since = from > season.from ? from : season.from;
    const next = withVersion(contract, contract, { ...changed, from: since });
    return [replace(contracts, contract, next)];
  });
}
