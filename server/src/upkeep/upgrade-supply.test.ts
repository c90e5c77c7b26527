import { expect, test } from "vitest";
import { agreed, contracts, isActive } from "@warmline/shared/households/contract-versions.ts";
import { households, seasons, tariffs, type Household } from "@warmline/shared/households/model.ts";
import { premises, spacesOn, spacesOnFile } from "@warmline/shared/households/premise.ts";
import { upgradesWith } from "@warmline/shared/upgrades.ts";
import { systemClock } from "../engines.ts";
import { collections } from "../modules.ts";
import { sha256 } from "../domains/ledger/index.ts";
import { verifyJournal } from "../domains/ledger/verify.ts";
import { upgradeStore } from "../platform/stores/upgrade.ts";
import { oldSqlite } from "./fixture.ts";

test("what is agreed and on file is what was, for every household and season", async () => {
  const old = await oldSqlite();
  const former = await old.former();
  const site = (await old.site())!;
  await upgradeStore({ site, upgrades: upgradesWith(sha256), collections, clock: systemClock });
  await site.finish();
  await site.close();
  const store = await old.open();
  for (const [id, was] of former.get("contracts")!) {
    const contract = (await store.get(contracts, id))!;
    const { holder, spaces } = agreed(contract);
    const [signed] = contract.versions;
    expect({ holder, spaces, signedOn: signed!.from, active: isActive(contract) }).toEqual({
      holder: was["holder"],
      spaces: was["spaces"],
      signedOn: was["signedOn"],
      active: was["state"] === "active",
    });
    const premise = (await store.get(premises, contract.householdId))!;
    const season = (await store.get(seasons, contract.season))!;
    expect(spacesOn(premise, season.to).spaces, id).toEqual(was["spaces"]);
  }
  for (const [id, was] of former.get("households")!) {
    const premise = (await store.get(premises, id))!;
    expect(spacesOnFile(premise).spaces, id).toEqual(was["spaces"]);
    const uses = was["spaces"] as Household["spaces"];
    const household = (await store.get(households, id))!;
    expect(household.uses).toEqual([
      ...new Set(uses.map(({ priceClass }) => `priceClasses/${priceClass}`)),
    ]);
  }
  for (const [id, was] of former.get("tariffs")!) {
    expect(await store.get(tariffs, id)).toMatchObject({ ...was, component: "heat" });
  }
  expect((await verifyJournal(store)).mismatches.count).toBe(0);
  await store.close();
  await old.remove();
});
