import type { CityDate } from "../kernel/time.ts";
import type { Body, Stored } from "../store/collection.ts";
import {
  changed,
  dropped,
  withoutField,
  type FormerDocument,
  type FormerStore,
  type Placed,
  type Upgrade,
} from "../store/upgrade.ts";
import { contractId, type ContractVersion } from "./contract-versions.ts";
import type { HeatingSpace, Season } from "./model.ts";
import { newPremise, spacesOnFile, withSpaces, type Premise } from "./premise.ts";
import { sameSpaces, useKeysOf } from "./spaces.ts";

const SEASONS_MAX = 1_000;

/**
 * 2: guards of the store took the place of `priceGuards`; what a registration came to stands in its
 * audit record. Contracts, which were replaced whole, keep versions; what they and the households
 * say of the heated spaces becomes the first versions of the premises. Households are counted by
 * what they use of the charging catalogue, and found by an index of its own in place of terms in
 * the document; prices were all of heat by area.
 */
export const householdsUpgrades: readonly Upgrade[] = [
  dropped(2, "priceGuards"),
  dropped(2, "registrations"),
  changed(2, "contracts", versioned),
  changed(2, "households", counted),
  changed(2, "tariffs", (body) => ({ ...body, component: "heat" })),
  { version: 2, from: "households", how: "add", into: ["premises"], make: premisesOf },
];

/** As the program before kept it. */
interface FormerContract extends Stored {
  readonly householdId: string;
  readonly season: string;
  readonly holder: string;
  readonly state: "active" | "ended";
  readonly spaces: readonly HeatingSpace[];
  readonly signedOn: CityDate;
  readonly endedOn?: CityDate;
}

interface FormerHousehold extends Stored {
  readonly spaces: readonly HeatingSpace[];
}

function counted(body: FormerDocument): FormerDocument {
  const kept = withoutField(body, "terms");
  return { ...kept, uses: useKeysOf((body as unknown as FormerHousehold).spaces) };
}

function versioned(body: FormerDocument): FormerDocument {
  const { householdId, season, holder, spaces, state, signedOn, endedOn, ...kept } =
    body as unknown as FormerContract;
  const terms = { holder, spaces };
  const signed = { version: 1, kind: "signed", from: signedOn, ...terms } as const;
  const from = endedOn ?? signedOn;
  const ended = { version: 2, kind: "ended", from, ...terms } as const;
  const by = { ...reasonOf(kept), ...stampOf(kept) };
  const versions: readonly ContractVersion[] =
    state === "active" ? [{ ...signed, ...by }] : [signed, { ...ended, ...by }];
  const version = versions.length;
  return { ...kept, id: contractId(householdId, season), householdId, season, version, versions };
}

/** Versions begin where a season's contract was about other spaces than the one before. */
async function premisesOf(
  chunk: readonly FormerDocument[],
  former: FormerStore,
): Promise<readonly Placed[]> {
  const ids = chunk.map(({ id }) => id);
  const signed = (await former.where(
    "contracts",
    "householdId",
    ids,
  )) as unknown as readonly FormerContract[];
  const seasons = (await former.page("seasons", "", SEASONS_MAX)) as unknown as readonly Season[];
  const firstDay = new Map(seasons.map(({ id, from }) => [id, from]));
  return (chunk as unknown as readonly FormerHousehold[]).map((household) => {
    const mine = signed
      .filter(({ householdId }) => householdId === household.id)
      .toSorted((one, other) => (one.season < other.season ? -1 : 1));
    const premise = { ...premiseOf(household, mine, firstDay), rev: 1 };
    return { collection: "premises", document: premise as unknown as FormerDocument };
  });
}

function premiseOf(
  household: FormerHousehold,
  signed: readonly FormerContract[],
  firstDay: ReadonlyMap<string, CityDate>,
): Body<Premise> {
  const [first = household, ...later] = signed;
  const taken = { basis: "taken-over" } as const;
  let premise = newPremise(household.id, { spaces: first.spaces, ...taken, ...stampOf(first) });
  for (const { season, spaces, signedOn, by } of later) {
    if (sameSpaces(spacesOnFile(premise).spaces, spaces)) continue;
    const from = firstDay.get(season) ?? signedOn;
    premise = withSpaces(premise, { from, spaces, ...taken, ...stampOf({ by }) });
  }
  return premise;
}

function stampOf({ by }: Pick<Stored, "by">) {
  const { at, actorName } = by ?? {};
  return at === undefined || actorName === undefined ? {} : { at, byName: actorName };
}

function reasonOf({ by }: Pick<Stored, "by">) {
  return by?.reason === undefined ? {} : { reason: by.reason };
}
