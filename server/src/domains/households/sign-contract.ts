import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { CityDate } from "@warmline/shared/kernel/time.ts";
import {
  contracts,
  seasons,
  type Contract,
  type HeatingSpace,
  type Household,
} from "@warmline/shared/households/model.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import { changeHousehold, type HouseholdRefusal, type SeenHousehold } from "./household-change.ts";
import { checkSpaces } from "./spaces.ts";

export interface SignContract extends SeenHousehold {
  readonly season: string;
  readonly holder: string;
  readonly spaces: readonly HeatingSpace[];
  readonly signedOn: CityDate;
}

type SignRefusal = HouseholdRefusal | "season-unknown" | "area-wrong" | "contract-active";

/**
 * Agrees on holder and heated spaces for one season. Other spaces than before are agreed by ending
 * the contract and signing anew, never by changing it. The spaces of the newest contract are the
 * household's. Own refusals, in this order: `season-unknown`, `area-wrong`, `contract-active`.
 */
export async function signContract(
  deps: Deps,
  caller: Caller,
  input: SignContract,
): Promise<Result<Contract, SignRefusal>> {
  const contractId = `${input.id}/${input.season}`;
  let signed: Contract | undefined;
  const changed = await changeHousehold<"season-unknown" | "area-wrong" | "contract-active">(
    deps,
    caller,
    "contracts.sign",
    input,
    async (current) => {
      if ((await deps.store.get(seasons, input.season)) === null) return refuse("season-unknown");
      const areas = checkSpaces(input.spaces);
      if (!areas.ok) return areas;
      const before = await deps.store.get(contracts, contractId);
      if (before?.state === "active") return refuse("contract-active", { season: input.season });
      const { season, holder, spaces, signedOn } = input;
      const body = { id: contractId, householdId: input.id, season, holder, spaces, signedOn };
      const next = { ...body, state: "active" as const };
      signed = { ...next, rev: (before?.rev ?? 0) + 1 };
      const write = before === null ? insert(contracts, next) : replace(contracts, before, next);
      const newest = await isNewest(deps, current, season);
      return ok({ next: newest ? { ...current, spaces } : current, also: [write] });
    },
  );
  if (!changed.ok) return changed;
  return signed === undefined ? refuse("changed-meanwhile") : ok(signed);
}

async function isNewest({ store }: Deps, { id }: Household, season: string): Promise<boolean> {
  const [newest] = await store.find(contracts, {
    index: "byHousehold",
    where: { householdId: id },
    order: "descending",
    limit: 1,
  });
  return newest === undefined || newest.season <= season;
}
