import { PILOT } from "@warmline/shared/catalogue/metered-testing.ts";
import { changeCatalogue } from "@warmline/server/domains/catalogue/change-command.ts";
import { holdingCatalogue } from "@warmline/server/domains/catalogue/index.ts";
import { meteredRow } from "@warmline/server/domains/metering/testing.ts";
import { runCommand } from "@warmline/server/platform/commands/run-command.ts";
import type { TestServer } from "@warmline/server/testing.ts";
import type { Contract } from "@warmline/shared/households/contract-versions.ts";
import { contracts } from "@warmline/shared/households/contract-versions.ts";
import { seasons } from "@warmline/shared/households/model.ts";
import { heatMilli } from "@warmline/shared/kernel/heat.ts";
import { meterReadings, meters } from "@warmline/shared/metering/model.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";

/** The season of this contract can be settled: it is in two parts, and its meter was read. */
export async function meteredSeason({ deps }: TestServer, contract: Contract): Promise<string> {
  const { store, clock } = deps;
  const { householdId } = contract;
  const actor = { kind: "system", id: "p", name: "p" } as const;
  const caller = { actor, origin: "test", language: "zh", key: "metered-rule" } as const;
  const changes = [meteredRow(PILOT, "2000-01-01")];
  const { version: base } = await holdingCatalogue(store);
  await runCommand(deps, caller, changeCatalogue, { base, changes, reason: "试点" });
  const { from, to } = (await store.get(seasons, contract.season))!;
  const versions = contract.versions.map((one) => ({
    ...one,
    spaces: one.spaces.map((space) => ({ ...space, settlement: "two-part" as const })),
  }));
  const meterId = "a-meter";
  const of = { householdId, number: "7000001", heatUnit: "kwh", installedOn: from } as const;
  const by = { source: "read", at: clock.now(), byName: "抄表员" } as const;
  const reading = (day: string, kwh: number) =>
    insert(meterReadings, {
      id: `${meterId}/${day}`,
      householdId,
      meterId,
      day,
      figureMilli: heatMilli(kwh * 1_000),
      ...by,
    });
  const read = [reading(from, 100), reading(to, 8_300)];
  const made = [replace(contracts, contract, { ...contract, versions }), ...read];
  await store.commit([insert(meters, { id: meterId, ...of }), ...made]);
  return meterId;
}
