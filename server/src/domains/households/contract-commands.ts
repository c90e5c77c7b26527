import {
  contracts,
  households,
  seasons,
  type Contract,
  type HeatingSpace,
  type Household,
  type Season,
} from "@warmline/shared/households/model.ts";
import { checkSpaces } from "@warmline/shared/households/spaces.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { cityDate, type CityDate } from "@warmline/shared/kernel/time.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import { command } from "../../platform/commands/command.ts";
import { changed, seenHousehold, type SeenHousehold } from "./household-change.ts";

interface SignContract extends SeenHousehold {
  readonly season: string;
  readonly holder: string;
  readonly spaces: readonly HeatingSpace[];
  readonly signedOn: CityDate;
}

interface Signing {
  readonly current: Household;
  readonly season: Season | null;
  /** Of this season. */
  readonly before: Contract | null;
  /** The newest season that there is a contract for. */
  readonly newest: string | undefined;
}

/**
 * 签订合同: agrees on holder and heated spaces for one season. Other spaces than before are agreed by
 * ending the contract and signing anew, never by changing it. The spaces of the newest contract are
 * the household's. The season is held against the commit: one that is being corrected is either
 * read anew or in use. Refusals, in this order: `not-found`, `season-unknown`, `area-wrong`,
 * `contract-active`.
 */
export const signContract = command({
  name: "contracts.sign",
  async load(reads, { id, season }: SignContract): Promise<Result<Signing, SignCode>> {
    const current = await reads.get(households, id);
    if (current === null) return refuse("not-found");
    const [newest] = await reads.find(contracts, {
      index: "byHousehold",
      where: { householdId: id },
      order: "descending",
      limit: 1,
    });
    return ok({
      current,
      season: await reads.get(seasons, season),
      before: await reads.get(contracts, contractId(id, season)),
      newest: newest?.season,
    });
  },
  scope: ({ current }) => current.place,
  seen: seenHousehold,
  decide({ current, season, before, newest = "" }, input) {
    if (season === null) return refuse("season-unknown");
    const { id: householdId, holder, spaces, signedOn, reason } = input;
    const areas = checkSpaces(spaces);
    if (!areas.ok) return areas;
    if (before?.state === "active") return refuse("contract-active", { season: season.id });
    const id = contractId(householdId, season.id);
    const terms = { holder, spaces, signedOn };
    const next: Body<Contract> = { id, householdId, season: season.id, ...terms, state: "active" };
    const household = newest <= season.id ? { ...current, spaces } : current;
    const { writes, subjects } = changed(current, household, reason);
    const write = before === null ? insert(contracts, next) : replace(contracts, before, next);
    return ok({
      value: { id, rev: write.readRev + 1 },
      writes: [...writes, write],
      subjects: [...subjects, `contracts/${id}`],
      reason,
    });
  },
});
type SignCode = "not-found" | "season-unknown" | "area-wrong" | "contract-active";

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
 * 终止合同 of a season; signing anew is the inverse. What was charged on it is the journal's to answer.
 * Refusals, in this order: `not-found`, `contract-ended`.
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
  decide({ household, contract }, { reason }, { at }) {
    if (contract.state === "ended") return refuse("contract-ended");
    const next: Contract = { ...contract, state: "ended", endedOn: cityDate(at) };
    return ok({
      value: { id: contract.id, rev: contract.rev + 1 },
      writes: [replace(contracts, contract, next)],
      subjects: [`households/${household.id}`, `contracts/${contract.id}`],
      reason,
    });
  },
});
type EndCode = "not-found" | "contract-ended";

function contractId(householdId: string, season: string): string {
  return `${householdId}/${season}`;
}
