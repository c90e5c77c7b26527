import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { button, enterOn, go, noBreaches, tabTo, type } from "./keyboard-hands.ts";
import { pane } from "./console-hands.ts";
import { en, openStage, shoot, zh, type Stage } from "./stage.ts";

// What can be charged for: proposed, shown, approved by another, and then chosen from.

let stage: Stage;
let finance: Page;

beforeAll(async () => {
  stage = await openStage();
  finance = await stage.enter("finance", "/console/prices");
});
afterAll(() => stage?.close());

test("a price class is proposed by keyboard alone, and first shown", async () => {
  await go(finance, "f", zh("console.catalogue"));
  await finance.getByRole("cell", { name: "公建", exact: true }).first().waitFor();
  await noBreaches(finance);
  await shoot(finance, "catalogue");
  const list = zh("catalogue.list.priceClasses");
  await enterOn(finance, button(finance, zh("console.catalogue.add.title", { list })));
  const dialog = finance.getByRole("dialog");
  await type(finance, dialog, zh("console.catalogue.code"), "greenhouse");
  await type(finance, dialog, zh("console.catalogue.zh"), "温室");
  await type(finance, dialog, zh("console.catalogue.en"), "Greenhouse");
  await type(finance, dialog, zh("console.reason"), "发改价〔2026〕9号");
  await enterOn(finance, button(dialog, zh("console.request.preview")));
  await dialog.getByRole("cell", { name: "温室" }).waitFor();
  await noBreaches(finance);
  await enterOn(finance, button(dialog, zh("console.request.ask")));
  await dialog.waitFor({ state: "hidden" });
  expect(await finance.getByText(zh("console.request.ask.done")).count()).toBe(1);
});

test("another one of finance approves it; it can be priced from then on", async () => {
  const second = await stage.enter("finance2", "/console/requests");
  await pane(second, zh("console.requests.list")).getByText("温室").first().click();
  await second.getByRole("cell", { name: "温室、Greenhouse、greenhouse" }).waitFor();
  await button(second, zh("console.request.approve")).first().click();
  const dialog = second.getByRole("dialog");
  await dialog.locator("[type=submit]").click();
  await dialog.waitFor({ state: "hidden" });

  await second.goto(`${stage.city.url}/console/catalogue`);
  await second.getByText(zh("console.catalogue.holds", { version: 2 })).waitFor();
  await second.getByRole("cell", { name: "温室" }).first().waitFor();

  await second.goto(`${stage.city.url}/console/prices`);
  await button(second, zh("console.prices.set")).click();
  const choice = second.getByRole("dialog").getByLabel(zh("console.space.class"));
  expect(await choice.locator("option").allInnerTexts()).toContain("温室");
});

test("a charging rule is shown in figures, then approved, and stands in its list", async () => {
  await finance.goto(`${stage.city.url}/console/catalogue`);
  const list = zh("catalogue.list.rules");
  await button(finance, zh("console.catalogue.add.title", { list })).click();
  const dialog = finance.getByRole("dialog");
  await type(finance, dialog, zh("console.catalogue.code"), "over-height");
  await type(finance, dialog, zh("console.catalogue.zh"), "超高加收");
  await type(finance, dialog, zh("console.catalogue.en"), "High storeys");
  await type(finance, dialog, zh("console.catalogue.share-step"), "5");
  await type(finance, dialog, zh("console.catalogue.most"), "50");
  await dialog.getByLabel(zh("console.catalogue.rule.first")).fill("2026-10-01");
  await type(finance, dialog, zh("console.reason"), "发改价〔2026〕9号");
  await noBreaches(finance);
  await shoot(finance, "charging-rule");
  await button(dialog, zh("console.request.preview")).click();
  await dialog.getByText("> 3.00 m: +5 % / 0.30 m, ≤ 50 %").waitFor();
  await button(dialog, zh("console.request.ask")).click();
  await dialog.waitFor({ state: "hidden" });

  const second = await stage.enter("finance2", "/console/requests");
  await pane(second, zh("console.requests.list")).getByText("超高加收").first().click();
  await button(second, zh("console.request.approve")).first().click();
  await second.getByRole("dialog").locator("[type=submit]").click();
  await second.getByRole("dialog").waitFor({ state: "hidden" });
  await second.goto(`${stage.city.url}/console/catalogue`);
  const row = second.getByRole("row").filter({ hasText: "over-height" });
  expect(await row.innerText()).toContain("> 3.00 m: +5 % / 0.30 m, ≤ 50 %");
  await row.scrollIntoViewIfNeeded();
  await shoot(second, "charging-rules");
});

test("rates of VAT are filled in class by class, shown in words and by their days", async () => {
  await finance.goto(`${stage.city.url}/console/catalogue`);
  const list = zh("catalogue.list.rules");
  await button(finance, zh("console.catalogue.add.title", { list })).click();
  const dialog = finance.getByRole("dialog");
  await type(finance, dialog, zh("console.catalogue.code"), "vat");
  await type(finance, dialog, zh("console.catalogue.zh"), "增值税");
  await type(finance, dialog, zh("console.catalogue.en"), "VAT");
  await dialog.getByLabel(zh("console.catalogue.rule"), { exact: true }).selectOption("vat");
  await button(dialog, zh("console.catalogue.vat.add")).click();
  const rates = dialog.getByLabel(zh("console.catalogue.vat.rate"));
  const classes = dialog.getByLabel(zh("console.catalogue.vat.class"));
  await classes.first().selectOption("residential");
  await rates.first().fill("0");
  await rates.last().fill("9");
  await dialog.getByLabel(zh("console.catalogue.vat.first")).fill("2019-04-01");
  await type(finance, dialog, zh("console.reason"), "财税〔2019〕39号");
  await noBreaches(finance);
  await button(dialog, zh("console.request.preview")).click();
  await dialog.getByText(`居民、${zh("catalogue.vat.exempt")}、9 %`).waitFor();
  await shoot(finance, "vat-rates");
  await button(dialog, zh("console.request.ask")).click();
  await dialog.waitFor({ state: "hidden" });
  expect(await finance.getByText(zh("console.request.ask.done")).count()).toBe(1);
});

test("in English, with how much uses each; who may only read is offered no change", async () => {
  const auditor = await stage.enter("auditor", "/console/catalogue");
  await auditor.getByText(zh("console.catalogue.holds", { version: 3 })).waitFor();
  expect(await button(auditor, zh("console.catalogue.add")).count()).toBe(0);
  await tabTo(auditor, auditor.getByRole("button", { name: "English" }));
  await auditor.keyboard.press("Enter");
  const dwelling = auditor.getByRole("row").filter({ hasText: "dwelling" });
  await dwelling.getByText(en("console.catalogue.offered.now")).waitFor();
  expect(await dwelling.innerText()).toMatch(/\d+ households/);
  await noBreaches(auditor);
});

test("a ladder of dunning begins as the program's own and is changed step by step", async () => {
  await finance.goto(`${stage.city.url}/console/catalogue`);
  const list = zh("catalogue.list.rules");
  await button(finance, zh("console.catalogue.add.title", { list })).click();
  const dialog = finance.getByRole("dialog");
  await type(finance, dialog, zh("console.catalogue.code"), "ladder");
  await type(finance, dialog, zh("console.catalogue.zh"), "催缴阶梯");
  await type(finance, dialog, zh("console.catalogue.en"), "Ladder");
  await dialog.getByLabel(zh("console.catalogue.rule"), { exact: true }).selectOption("dunning");
  await dialog.getByRole("checkbox", { name: zh("dunning.step.visit"), exact: true }).uncheck();
  const name = zh("dunning.step.notice");
  await dialog
    .getByLabel(zh("console.catalogue.dunning.days", { name }), { exact: true })
    .fill("40");
  await dialog.getByLabel(zh("console.catalogue.vat.first")).fill("2027-01-01");
  await type(finance, dialog, zh("console.reason"), "供热〔2026〕3号");
  await noBreaches(finance);
  await button(dialog, zh("console.request.preview")).click();
  await dialog.getByText("≥ ¥100.00, 40 d, + 7 d").waitFor();
  expect(await dialog.getByText(`${zh("dunning.step.visit")}、≥`).count()).toBe(0);
  await shoot(finance, "dunning-ladder");
});
