import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { changeCatalogue } from "@warmline/server/domains/catalogue/change-command.ts";
import { meteredRow } from "@warmline/server/domains/metering/testing.ts";
import { changeSpaces } from "@warmline/server/domains/ledger/space-commands.ts";
import { runCommand } from "@warmline/server/platform/commands/run-command.ts";
import type { Deps } from "@warmline/server/platform/deps.ts";
import type { CatalogueChange } from "@warmline/shared/catalogue/catalogue-change.ts";
import { answer, press } from "./console-hands.ts";
import { noBreaches } from "./keyboard-hands.ts";
import { debtors, type Resident } from "./people.ts";
import { en, openStage, shoot, zh, type Stage } from "./stage.ts";

// 抄表: a meter is installed, read, estimated and replaced on the household's page.

let stage: Stage;
let page: Page;
let resident: Resident;

beforeAll(async () => {
  stage = await openStage({
    before: async (deps) => {
      [resident] = (await debtors(deps, 1)) as [Resident];
      await ruled(deps);
      await inTwoParts(deps);
    },
  });
});
afterAll(() => stage?.close());

function program(key: string) {
  const actor = { kind: "system", id: "stage", name: "stage" } as const;
  return { actor, origin: "test", language: "zh", key } as const;
}

/** For every season that the city has. */
async function ruled(deps: Deps): Promise<void> {
  const { list, row } = meteredRow();
  const changes = [{ list, row: { ...row, from: "2000-01-01" } }] as CatalogueChange[];
  const input = { base: 1, changes, reason: "试点" };
  const changed = await runCommand(deps, program("metered-rule"), changeCatalogue, input);
  if (!changed.ok) throw new Error(changed.code);
}

/** What the household heats is settled in two parts. */
async function inTwoParts(deps: Deps): Promise<void> {
  const { id, rev, spaces } = resident.household;
  const grounds = { basis: "survey", evidence: "测7号", reason: "热计量改造" } as const;
  const metered = spaces.map((one) => ({ ...one, settlement: "two-part" as const }));
  const input = { id, rev, from: "2025-11-01", spaces: metered, ...grounds };
  const changed = await runCommand(deps, program("two-parts"), changeSpaces, input);
  if (!changed.ok) throw new Error(`${changed.code} ${JSON.stringify(changed.detail)}`);
}

const DAY = zh("console.reading.day");
const FIGURE = zh("console.reading.figure", { unit: "kWh" });
const REASON = zh("console.reading.reason");
const tableOf = (number: string) =>
  page.getByRole("region", { name: zh("console.meter.readings", { number }) });

test("a meter is installed with its first figure, and the household is found by it", async () => {
  page = await stage.enter("finance", `/console/households/${resident.household.id}`);
  await page.getByRole("tab", { name: zh("console.meters") }).click();
  await page.getByText(zh("console.meters.none")).waitFor();
  await press(page, zh("console.meter.install"));
  await answer(page, zh("console.meter.install"), async (dialog) => {
    await dialog.getByLabel(DAY).fill("2025-10-15");
    await dialog.getByLabel(zh("console.meter.number")).fill("7000001");
    await dialog.getByLabel(zh("console.meter.first")).fill("100");
    await noBreaches(page);
  });
  await tableOf("7000001").getByText("2025-10-15").waitFor();
  const found = await stage.city.ask("finance", "/api/households/by-number/7000001");
  expect(found.household?.id ?? found.id).toBe(resident.household.id);
});

test("what is unlikely is asked about; a wrong figure stays beside its correction", async () => {
  const read = zh("console.meter.read");
  await press(page, read);
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(DAY).fill("2026-01-15");
  await dialog.getByLabel(FIGURE).fill("99");
  await press(dialog, read);
  await dialog.getByText("2025-10-15").waitFor();
  await dialog.getByLabel(FIGURE).fill("4,000.5");
  await press(dialog, read);
  await dialog.waitFor({ state: "hidden" });
  await tableOf("7000001").getByText("4000.5").waitFor();
  await press(page, zh("console.reading.correct.of", { number: "7000001", day: "2026-01-15" }));
  await answer(page, zh("console.reading.correct"), async (form) => {
    await form.getByLabel(FIGURE).fill("3400");
    await form.getByLabel(REASON).fill("抄错位");
  });
  await tableOf("7000001").getByText(zh("console.reading.was-corrected")).waitFor();
  expect(await tableOf("7000001").getByRole("row").count()).toBe(4);
});

test("an estimate is marked as one, in English, too; then the meter is replaced", async () => {
  const read = zh("console.meter.read");
  await press(page, read);
  await answer(page, read, async (dialog) => {
    await dialog.getByLabel(DAY).fill("2026-01-31");
    await dialog.getByLabel(zh("console.reading.estimated")).check();
  });
  await tableOf("7000001").getByText(zh("metering.source.estimated")).waitFor();
  await shoot(page, "metering");
  await press(page, "English");
  await page.getByText(en("metering.source.estimated"), { exact: true }).waitFor();
  await press(page, "中文");
  await press(page, zh("console.meter.replace"));
  await answer(page, zh("console.meter.replace"), async (dialog) => {
    await dialog.getByLabel(DAY).fill("2026-02-10");
    await dialog.getByLabel(zh("console.meter.last", { number: "7000001" })).fill("9000");
    await dialog.getByLabel(zh("console.meter.number")).fill("7000002");
    await dialog.getByLabel(zh("console.meter.first")).fill("0");
  });
  await tableOf("7000002").getByText("2026-02-10").waitFor();
  await noBreaches(page);
  const { meters } = await stage.city.ask(
    "finance",
    `/api/households/${resident.household.id}/meters`,
  );
  expect(meters.map((one: { number: string }) => one.number)).toEqual(["7000002", "7000001"]);
});
