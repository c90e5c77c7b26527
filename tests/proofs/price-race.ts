import { signContract } from "@warmline/server/domains/households/contract-commands.ts";
import { correctSeason } from "@warmline/server/domains/households/season-commands.ts";
import { charge } from "@warmline/server/domains/ledger/charge-commands.ts";
import { runCommand } from "@warmline/server/platform/commands/run-command.ts";
import { catalogues, CITY } from "@warmline/shared/catalogue/catalogue.ts";
import { SEED_CATALOGUE } from "@warmline/shared/catalogue/catalogue-seed.ts";
import { contracts } from "@warmline/shared/households/contract-versions.ts";
import { newPremise, premises } from "@warmline/shared/households/premise.ts";
import {
  households,
  seasons,
  tariffs,
  type HeatingSpace,
} from "@warmline/shared/households/model.ts";
import { areaMilli } from "@warmline/shared/kernel/area.ts";
import { assert } from "@warmline/shared/kernel/assert.ts";
import { price10k } from "@warmline/shared/kernel/price.ts";
import { accountStream, entries } from "@warmline/shared/ledger/entry.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { actingAs, collections, depsAt } from "./domain-races.ts";
import type { RaceKind } from "./race-kind.ts";

/** People ask for it; what is at stake here is the commit. */
const PROGRAM = { kind: "system", id: "program", name: "program" } as const;

/** Of so many batches in a row at most one is of this kind: no season is met twice. */
const BATCHES = 8;
const ABREAST = 25;
const [FIRST_YEAR, LAST_YEAR] = [2_100, 9_998];
/** The price that holds on the season's first day, as it was and as it is corrected to. */
const PRICES = { "11-01": price10k(258_500), "11-15": price10k(300_000) } as const;
/** Prices of a round hold in its own years; the classes keep the prices of one class few. */
const CLASSES = 100;
const priceClassOf = (round: string) => `class-${seasonOf(round).year % CLASSES}`;
const CATALOGUE = {
  ...SEED_CATALOGUE,
  id: CITY,
  priceClasses: Array.from({ length: CLASSES }, (_, place) => {
    return { code: `class-${place}`, zh: `类别${place}`, en: `Class ${place}` };
  }),
};
const finance = actingAs("finance", ["finance"]);

function seasonOf(round: string) {
  const [batch = 0, place = 0] = round.slice(1).split("-").map(Number);
  const year = FIRST_YEAR + Math.trunc(batch / BATCHES) * ABREAST + place;
  assert(year < LAST_YEAR, "there are not seasons enough for so many rounds");
  return { id: `${year}-${year + 1}`, year, to: `${year + 1}-03-31` };
}

function spaceOf(round: string): HeatingSpace {
  return {
    id: "s1",
    label: "住宅",
    buildingAreaMilli: areaMilli(100_000),
    innerAreaMilli: areaMilli(88_000),
    usableAreaMilli: areaMilli(80_000),
    billingAreaMilli: areaMilli(100_000),
    storeyHeightMm: 2_800,
    priceClass: priceClassOf(round),
    settlement: "area",
  };
}

/**
 * A season's first day is corrected, and with it the price, while a contract for it is signed and
 * charged. Once a contract is signed the season stands, so that a charge has the price of the
 * season as it is in the end.
 */
export const priceRace: RaceKind = {
  name: "a price corrected beside a contract",
  collections,
  async prepare(round, store) {
    const { id, year, to } = seasonOf(round);
    const priceClass = priceClassOf(round);
    const place = { branchId: "b", stationId: "s", buildingId: "u", unitId: "n" };
    const address = { district: "西城", community: "里", building: "1", unit: "1", room: round };
    const known = { id: round, number: round, name: "王小明", people: [], phones: [] };
    const [from, later] = [`${year}-11-01`, `${year}-11-15`];
    const approvedBy = "冀价〔2026〕1号";
    const component = "heat";
    const first = { from, to: later, price10k: PRICES["11-01"] };
    const second = { from: later, to, price10k: PRICES["11-15"] };
    // By whichever round comes first; the others find it there.
    await store.commit([insert(catalogues, CATALOGUE)]);
    return [
      insert(seasons, { id, from, to, days: 151 }),
      insert(households, { ...known, address, place, spaces: [spaceOf(round)] }),
      insert(premises, newPremise(round, { spaces: [spaceOf(round)], basis: "registration" })),
      insert(tariffs, { id: `${round}/1`, component, priceClass, approvedBy, ...first }),
      insert(tariffs, { id: `${round}/2`, component, priceClass, approvedBy, ...second }),
    ];
  },
  racers: [
    async (ground, round) => {
      const { id, year, to } = seasonOf(round);
      const input = { id, rev: 1, from: `${year}-11-15`, to, reason: "更正" };
      return (
        await runCommand(depsAt(ground), { ...finance, actor: PROGRAM }, correctSeason, input)
      ).ok;
    },
    async (ground, round) => {
      const season = seasonOf(round).id;
      const terms = { season, holder: "王小明", signedOn: "2026-10-01" };
      const deps = depsAt(ground);
      const signed = await runCommand(deps, finance, signContract, { id: round, rev: 1, ...terms });
      if (!signed.ok) return false;
      return (await runCommand(deps, finance, charge, { id: round, season })).ok;
    },
  ],
  async check(store, round, took) {
    const season = (await store.get(seasons, seasonOf(round).id))!;
    const contract = await store.get(contracts, `${round}/${season.id}`);
    const where = { streamId: accountStream(round) };
    const [entry] = await store.find(entries, { index: "seq", where, limit: 2 });
    const step = entry?.detail.kind === "charge" ? entry.detail.items[0]?.steps[0] : undefined;
    const charged = step?.rule === "area@1" ? step.price10k : undefined;
    const holding = PRICES[season.from.slice(5) as keyof typeof PRICES];
    const holds = took[1] === true && contract !== null && charged === holding;
    return holds ? null : { from: season.from, charged, took };
  },
};
