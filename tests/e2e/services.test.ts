import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { fen, formatYuan, addFen } from "@warmline/shared/kernel/money.ts";
import { answer, press } from "./console-hands.ts";
import { noBreaches } from "./keyboard-hands.ts";
import { debtors, type Resident } from "./people.ts";
import { en, openStage, shoot, zh, type Stage } from "./stage.ts";

// 服务收费: listed by finance, charged at the counter at the price that is shown, and taken back.

let stage: Stage;
let debtor: Resident;
beforeAll(async () => {
  stage = await openStage({
    before: async (deps) => {
      [debtor] = (await debtors(deps, 1)) as [Resident];
    },
  });
});
afterAll(() => stage?.close());

const path = () => `/console/households/${debtor.household.id}`;
const owed = async () => {
  const of = `/api/households/by-number/${debtor.household.number}/account`;
  return (await stage.city.ask("finance", of)).debt.owedFen;
};

async function propose(page: Page, price: string): Promise<void> {
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(zh("console.catalogue.code")).fill("lock");
  await dialog.getByLabel(zh("console.catalogue.zh")).fill("锁闭阀检修");
  await dialog.getByLabel(zh("console.catalogue.en")).fill("Valve repair");
  await dialog.getByLabel(zh("console.catalogue.service-price")).fill(price);
  await dialog.getByLabel(zh("console.reason")).fill("发改价〔2026〕9号");
  await press(dialog, zh("console.request.preview"));
  await press(dialog, zh("console.request.ask"));
  await dialog.waitFor({ state: "hidden" });
}

test("a service is listed with its price, by two of finance", async () => {
  const finance = await stage.enter("finance", "/console/catalogue");
  const list = zh("catalogue.list.services");
  await press(finance, zh("console.catalogue.add.title", { list }));
  await noBreaches(finance);
  await propose(finance, "85.50");
  const second = await stage.enter("finance2", "/console/requests");
  await second.getByText("锁闭阀检修").first().click();
  await press(second, zh("console.request.approve"));
  await answer(second, zh("console.request.approve"));
  await second.goto(`${stage.city.url}/console/catalogue`);
  const row = second.getByRole("row", { name: /lock/ });
  await row.getByText("¥85.50").waitFor();
  await row.scrollIntoViewIfNeeded();
  await shoot(second, "services");
  expect(await row.getByText(zh("ledger.fee.valve-opening")).count()).toBe(1);
});

test("the counter charges it twice over, and sees first what is then owed", async () => {
  const cashier = await stage.enter("cashier-xicheng1", path());
  await press(cashier, zh("console.service"));
  const dialog = cashier.getByRole("dialog", { name: zh("console.service") });
  await dialog.getByLabel(zh("console.service.what")).selectOption("lock");
  await dialog.getByLabel(zh("console.service.quantity")).fill("2");
  const then = addFen(debtor.owedFen, fen(17_100));
  await dialog.getByText(formatYuan(then)).waitFor();
  await noBreaches(cashier);
  await shoot(cashier, "service-fee");
  await dialog.locator("[type=submit]").click();
  await dialog.waitFor({ state: "hidden" });
  await expect.poll(owed).toBe(then);
  await cashier.getByText("锁闭阀检修 ¥85.50 × 2 = ¥171.00").first().waitFor();
});

test("the hall's manager takes it back, in English", async () => {
  const manager = await stage.enter("manager-xicheng", path());
  await press(manager, "English");
  const row = manager.getByRole("row").filter({ hasText: en("ledger.kind.serviceFee") });
  await press(row.first(), en("console.reverse"));
  const dialog = manager.getByRole("dialog");
  await dialog.getByLabel(en("console.reason")).fill("not done");
  await dialog.locator("[type=submit]").click();
  await dialog.waitFor({ state: "hidden" });
  expect(await owed()).toBe(debtor.owedFen);
});
