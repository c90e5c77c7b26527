import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { formatYuan } from "@warmline/shared/kernel/money.ts";
import { breaches } from "./breaches.ts";
import { button, enterOn, noBreaches, submit, type } from "./keyboard-hands.ts";
import { debtors, type Resident } from "./people.ts";
import { en, openStage, zh, type Stage } from "./stage.ts";

/** The example of GB 11643-1999: nobody's. */
const NUMBER = "11010519491231002X";
const MASKED = "1101**********002X";
const WIDTHS = [
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
];

let stage: Stage;
let finance: Page;
let cashier: Page;
let residents: Resident[];

beforeAll(async () => {
  stage = await openStage({
    before: async (deps) => {
      residents = await debtors(deps, 2);
    },
  });
  cashier = await stage.enter("cashier-xicheng1", "/console/households");
});
afterAll(() => stage?.close());

async function openHousehold(page: Page, place: 0 | 1) {
  await page.goto(`${stage.city.url}/console/households/${residents[place]!.household.id}`);
  await page.getByRole("tab", { name: zh("console.household.home") }).click();
}

test("a holder is registered as a customer, with a document and an invoice title", async () => {
  await openHousehold(cashier, 0);
  const { household, owedFen } = residents[0]!;
  const dialog = cashier.getByRole("dialog");
  await enterOn(cashier, button(cashier, zh("console.customer.register")));
  expect(await dialog.getByLabel(zh("households.customer.field.name")).inputValue()).toBe(
    household.name,
  );
  await dialog.getByLabel(zh("households.customer.field.identity")).selectOption("resident-id");
  await type(cashier, dialog, zh("console.customer.identity.number"), `${NUMBER.slice(0, -1)}1`);
  await type(cashier, dialog, zh("households.customer.field.invoice"), household.name);
  expect(await breaches(cashier)).toEqual([]);
  await enterOn(cashier, dialog.locator("[type=submit]"));
  await dialog.getByRole("alert").waitFor();
  await type(cashier, dialog, zh("console.customer.identity.number"), NUMBER);
  await submit(cashier, dialog);
  await enterOn(cashier, cashier.getByRole("link", { name: zh("console.customer.open") }));
  await cashier.getByRole("heading", { name: household.name, level: 1 }).waitFor();
  await cashier.getByText(MASKED).first().waitFor();
  const holding = cashier.getByRole("link").filter({ hasText: household.number });
  await holding.getByText(formatYuan(owedFen)).waitFor();
  expect(await button(cashier, zh("console.customer.numbers")).count()).toBe(0);
  expect(await cashier.content()).not.toContain(NUMBER);
  await noBreaches(cashier);
});

test("who has the number already is told, and chosen for a second household", async () => {
  await openHousehold(cashier, 1);
  const { household } = residents[1]!;
  const dialog = cashier.getByRole("dialog");
  await enterOn(cashier, button(cashier, zh("console.customer.register")));
  await dialog.getByLabel(zh("households.customer.field.identity")).selectOption("resident-id");
  await type(cashier, dialog, zh("console.customer.identity.number"), NUMBER);
  await enterOn(cashier, dialog.locator("[type=submit]"));
  await dialog.getByRole("alert").filter({ hasText: residents[0]!.household.name }).waitFor();
  await cashier.keyboard.press("Escape");
  await enterOn(cashier, button(cashier, zh("console.customer.link")));
  await type(cashier, dialog, zh("console.customer.find"), residents[0]!.household.name);
  await dialog.getByText(MASKED).waitFor();
  await dialog.getByRole("radio").first().press("Space");
  expect(await breaches(cashier)).toEqual([]);
  await submit(cashier, dialog);
  await enterOn(cashier, cashier.getByRole("link", { name: zh("console.customer.open") }));
  await cashier.getByRole("link").filter({ hasText: household.number }).waitFor();
  await cashier.getByRole("link").filter({ hasText: residents[0]!.household.number }).waitFor();
});

test("finance finds the customer by the end of the number and sees it whole", async () => {
  finance = await stage.enter("finance", "/console/households");
  await finance.getByRole("link", { name: zh("console.customers"), exact: true }).click();
  await finance.getByLabel(zh("console.customer.by-number")).check();
  await finance.getByLabel(zh("console.customer.find.number")).fill("1002X");
  await finance.getByRole("link").filter({ hasText: MASKED }).click();
  await finance.getByText(MASKED).nth(1).waitFor();
  await enterOn(finance, button(finance, zh("console.customer.numbers")));
  await finance.getByText(NUMBER).first().waitFor();
  expect(await breaches(finance)).toEqual([]);
});

test("what is known is changed, its number staying, and changed back", async () => {
  const { name } = residents[0]!.household;
  const dialog = finance.getByRole("dialog");
  await enterOn(finance, button(finance, zh("console.customer.change")));
  await dialog.getByText(zh("console.customer.kept", { masked: MASKED })).waitFor();
  await type(finance, dialog, zh("households.customer.field.name"), "欧阳更名");
  await type(finance, dialog, zh("households.customer.field.mailingAddress"), "西城区和平路1号");
  await type(finance, dialog, zh("console.reason"), "更名");
  await submit(finance, dialog);
  await finance.getByRole("heading", { name: "欧阳更名", level: 1 }).waitFor();
  await finance.getByText(MASKED).nth(1).waitFor();
  await enterOn(finance, button(finance, zh("console.customer.back.title", { version: 1 })));
  await type(finance, dialog, zh("console.reason"), "更名撤销");
  await submit(finance, dialog);
  await finance.getByRole("heading", { name, level: 1 }).waitFor();
  await finance.getByText("更名撤销").waitFor();
  expect(await breaches(finance)).toEqual([]);
});

test("the page is as wide as its window, also in English", async () => {
  await finance.evaluate(`localStorage.setItem("warmline.language", "en")`);
  await finance.reload();
  await finance.getByRole("heading", { name: en("console.customer.journal") }).waitFor();
  for (const viewport of WIDTHS) {
    await finance.setViewportSize(viewport);
    const beyond = "document.documentElement.scrollWidth - innerWidth";
    expect(await finance.evaluate(beyond), `at ${viewport.width}`).toBe(0);
    expect(await breaches(finance)).toEqual([]);
  }
});

test("a household is unlinked again: only the name is known", async () => {
  await openHousehold(cashier, 1);
  const dialog = cashier.getByRole("dialog");
  await enterOn(cashier, button(cashier, zh("console.customer.unlink")));
  await type(cashier, dialog, zh("console.reason"), "选错");
  await submit(cashier, dialog);
  await cashier.getByText(zh("console.customer.none")).waitFor();
  expect(await breaches(cashier)).toEqual([]);
});

test("a household is transferred to a customer who is known", async () => {
  const dialog = cashier.getByRole("dialog");
  const { name } = residents[0]!.household;
  await enterOn(cashier, button(cashier, zh("console.transfer")));
  await dialog.getByLabel(zh("console.transfer.customer")).selectOption("new");
  await dialog.getByLabel(zh("households.customer.field.identity")).waitFor();
  expect(await breaches(cashier)).toEqual([]);
  await dialog.getByLabel(zh("console.transfer.customer")).selectOption("known");
  await type(cashier, dialog, zh("console.customer.find"), name);
  await dialog.getByRole("radio").first().press("Space");
  expect(await dialog.getByLabel(zh("console.transfer.to"), { exact: true }).inputValue()).toBe(
    name,
  );
  await dialog.getByLabel(zh("console.transfer.balances")).selectOption("follow");
  await type(cashier, dialog, zh("console.transfer.evidence"), "不动产权〔2026〕9号");
  await type(cashier, dialog, zh("console.reason"), "买卖");
  expect(await breaches(cashier)).toEqual([]);
  await submit(cashier, dialog);
  await cashier.getByRole("heading", { name, level: 1 }).waitFor();
  await cashier.getByRole("link", { name: zh("console.customer.open") }).waitFor();
});

test("a customer turns out to be another, and then not after all", async () => {
  const { household } = residents[0]!;
  await cashier.goto(`${stage.city.url}/console/customers`);
  const dialog = cashier.getByRole("dialog");
  await enterOn(cashier, button(cashier, zh("console.customer.register")));
  await type(cashier, dialog, zh("households.customer.field.name"), "重复登记");
  await submit(cashier, dialog);
  await enterOn(cashier, button(cashier, zh("console.customer.merge")));
  await type(cashier, dialog, zh("console.customer.find"), household.name);
  await dialog.getByText(MASKED).waitFor();
  await dialog.getByRole("radio").first().press("Space");
  await type(cashier, dialog, zh("console.reason"), "同一人");
  expect(await breaches(cashier)).toEqual([]);
  await submit(cashier, dialog);
  await cashier.getByText(zh("console.customer.merged")).waitFor();
  await noBreaches(cashier);
  await enterOn(cashier, button(cashier, zh("console.customer.unmerge")));
  await type(cashier, dialog, zh("console.reason"), "不是同一人");
  await submit(cashier, dialog);
  await button(cashier, zh("console.customer.merge")).waitFor();
});
