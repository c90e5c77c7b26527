import { afterAll, beforeAll, expect, test } from "vitest";
import { PILOT } from "@warmline/shared/catalogue/metered-testing.ts";
import type { Page } from "playwright-core";
import { changeCatalogue } from "@warmline/server/domains/catalogue/change-command.ts";
import { holdingCatalogue } from "@warmline/server/domains/catalogue/index.ts";
import { meteredRow } from "@warmline/server/domains/metering/testing.ts";
import { changeSpaces } from "@warmline/server/domains/ledger/space-commands.ts";
import { runCommand } from "@warmline/server/platform/commands/run-command.ts";
import type { Deps } from "@warmline/server/platform/deps.ts";
import type { Debt } from "@warmline/shared/ledger/debt.ts";
import { answer, press } from "./console-hands.ts";
import { noBreaches } from "./keyboard-hands.ts";
import { debtors, type Resident } from "./people.ts";
import { en, openStage, shoot, zh, type Stage } from "./stage.ts";

// 抄表与计量结算: a meter is installed, read, estimated and replaced on the household's page; the season
// is settled by it, approved by another, and reversed.

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
  const changes = [meteredRow(PILOT, "2000-01-01")];
  const { version: base } = await holdingCatalogue(deps.store);
  const input = { base, changes, reason: "试点" };
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

const SEASON = "2025-2026";

/** Fee by fee, what of the season is charged. */
async function chargedFees() {
  const path = `/api/households/by-number/${resident.household.number}/account`;
  const { debt } = await stage.city.ask("finance", path);
  const sums = (debt as Pick<Debt, "sums">).sums.filter(({ season }) => season === SEASON);
  return sums.filter(({ fee }) => fee !== "late-fee").map(({ fee }) => fee);
}

test("the season is settled by both meters: shown, asked for, approved by another", async () => {
  const read = zh("console.meter.read");
  const meter = page.getByRole("region", {
    name: zh("console.meter.title", { number: "7000002" }),
  });
  await press(meter, read);
  await answer(page, read, async (dialog) => {
    await dialog.getByLabel(DAY).fill("2026-04-05");
    await dialog.getByLabel(FIGURE).fill("500");
  });
  await tableOf("7000002").getByText("2026-04-05").waitFor();
  expect(await chargedFees()).toEqual(["heat"]);
  await press(page, zh("console.settlement"));
  const dialog = page.getByRole("dialog", { name: zh("console.settlement") });
  await dialog.getByLabel(zh("console.settlement.season")).selectOption(SEASON);
  await dialog.getByLabel(zh("console.reason")).fill("季末结算");
  await press(dialog, zh("console.request.preview"));
  await dialog.getByText(zh("ledger.fee.metered")).first().waitFor();
  await noBreaches(page);
  await shoot(page, "settlement-ask");
  await press(dialog, zh("console.request.ask"));
  await dialog.waitFor({ state: "hidden" });
  const second = await stage.enter("finance2", "/console/requests");
  await second
    .getByRole("link", { name: new RegExp(zh("console.command.ledger.settle-metered")) })
    .first()
    .click();
  await press(second, zh("console.request.approve"));
  await answer(second, zh("console.request.approve"));
  const settled = page.getByRole("region", { name: zh("console.settlements") });
  await settled.getByText(zh("ledger.fee.metered")).waitFor();
  expect(await chargedFees()).toEqual(["basic", "metered"]);
  await shoot(page, "settlement");
});

test("a reading that was wrong is corrected, and the season settled anew in one step", async () => {
  const figures = { number: "7000002", day: "2026-04-05" };
  await press(page, zh("console.reading.correct.of", figures));
  await answer(page, zh("console.reading.correct"), async (form) => {
    await form.getByLabel(FIGURE).fill("450");
    await form.getByLabel(REASON).fill("抄错位");
  });
  await press(page, zh("console.settlement"));
  const dialog = page.getByRole("dialog", { name: zh("console.settlement") });
  await dialog.getByLabel(zh("console.settlement.season")).selectOption(SEASON);
  await dialog.getByLabel(zh("console.reason")).fill("读数更正");
  await press(dialog, zh("console.request.preview"));
  await dialog.getByText(zh("ledger.kind.reversal")).first().waitFor();
  await noBreaches(page);
  await shoot(page, "settlement-again");
  await press(dialog, zh("console.cancel"));
  await dialog.waitFor({ state: "hidden" });
  expect(await chargedFees()).toEqual(["basic", "metered"]);
});

test("its entry says why, and its reversal brings back what was charged in advance", async () => {
  await page.getByRole("tab", { name: zh("console.account") }).click();
  const row = page.getByRole("row").filter({ hasText: zh("ledger.kind.settlement") });
  await row.getByText(zh("ledger.fee.basic")).first().waitFor();
  await press(row, zh("console.reverse"));
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(zh("console.reason")).fill("表不准");
  await dialog.locator("[type=submit]").click();
  await dialog.waitFor({ state: "hidden" });
  await expect.poll(chargedFees).toEqual(["heat"]);
});
