import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { fen, formatYuan } from "@warmline/shared/kernel/money.ts";
import { capitalAmount } from "@warmline/shared/ledger/capital-amount.ts";
import { answer, press } from "./console-hands.ts";
import { noBreaches } from "./keyboard-hands.ts";
import { debtors, type Resident } from "./people.ts";
import { printed } from "./printed.ts";
import { en, openStage, shoot, zh, type Stage } from "./stage.ts";

// 分期缴费: the cashier asks, the hall agrees, the agreement prints, a payment counts, it is cancelled.

let stage: Stage;
let cashier: Page;
let resident: Resident;

beforeAll(async () => {
  stage = await openStage({
    before: async (deps) => {
      [resident] = (await debtors(deps, 1)) as [Resident];
    },
  });
  cashier = await stage.enter("cashier-xicheng1", path());
});
afterAll(() => stage?.close());

const id = () => resident.household.id;
const path = () => `/console/households/${id()}`;
const card = (page: Page, name = zh("console.plan")) =>
  page.getByRole("region", { name, exact: true });
const debt = (page: Page) => page.getByRole("region", { name: zh("console.debt") }).first();

test("the cashier asks for it in parts that come to what is owed", async () => {
  await press(cashier, zh("console.plan.ask"));
  const dialog = cashier.getByRole("dialog", { name: zh("console.plan.ask") });
  for (const box of await dialog.getByRole("checkbox").all()) await box.check();
  await dialog.getByLabel(zh("console.plan.count")).selectOption("3");
  await dialog.getByLabel(zh("console.plan.amount", { place: 3 })).waitFor();
  await dialog.getByLabel(zh("console.reason")).fill("下岗");
  await noBreaches(cashier);
  await press(dialog, zh("console.request.preview"));
  await dialog.getByText(zh("console.request.may.ledger.approve-plan")).waitFor();
  await shoot(cashier, "plan-ask");
  await press(dialog, zh("console.request.ask"));
  await dialog.waitFor({ state: "hidden" });
  const { plans } = await stage.city.ask("finance", `/api/households/${id()}/plans`);
  expect(plans).toEqual([]);
});

test("the hall agrees, and the agreement prints for both to sign", async () => {
  const manager = await stage.enter("manager-xicheng", "/console/requests");
  await manager
    .getByRole("link", { name: new RegExp(zh("console.command.ledger.agree-plan")) })
    .first()
    .click();
  const detail = manager.getByRole("region", { name: new RegExp(resident.household.number) });
  await press(manager, zh("console.request.approve"));
  await answer(manager, zh("console.request.approve"));
  await detail.getByText(zh("requests.state.executed"), { exact: true }).waitFor();
  await cashier.reload();
  await card(cashier).getByText(zh("console.plan.state.kept")).waitFor();
  await debt(cashier).getByText(zh("console.debt.planned")).waitFor();
  await noBreaches(cashier);
  await press(card(cashier), zh("console.plan.print"));
  const [page, ...more] = await printed(cashier);
  expect(more).toEqual([]);
  expect(page?.mm).toEqual([210, 297]);
  for (const words of [
    zh("console.plan.sheet"),
    resident.household.name,
    resident.household.number,
    capitalAmount(resident.owedFen),
    zh("console.plan.sheet.holder"),
    zh("console.plan.sheet.utility"),
  ]) {
    expect(page?.text).toContain(words.normalize("NFKC").replaceAll(/\s/g, ""));
  }
  await shoot(cashier, "plan-agreement");
  await cashier.keyboard.press("Escape");
});

test("what is paid counts to it, in English, too; the hall cancels it", async () => {
  const parts = [{ accountId: id(), amountFen: 1_000 }];
  const tenders = [{ method: "card", amountFen: 1_000 }];
  await stage.city.ask("cashier-xicheng1", "/api/payments", { parts, tenders });
  const paid = { paid: formatYuan(fen(1_000)), total: formatYuan(resident.owedFen) };
  await card(cashier).getByText(zh("console.plan.paid-of", paid)).waitFor();
  await press(cashier, "English");
  await card(cashier, en("console.plan")).getByText(en("console.plan.state.kept")).waitFor();
  await noBreaches(cashier);
  await press(cashier, "中文");
  const manager = await stage.enter("manager-xicheng", path());
  await press(card(manager), zh("console.plan.cancel"));
  const dialog = manager.getByRole("dialog", { name: zh("console.plan.cancel") });
  await dialog.getByLabel(zh("console.reason")).fill("改为一次缴清");
  await dialog.locator("[type=submit]").click();
  await dialog.waitFor({ state: "hidden" });
  await card(manager).getByText(zh("console.plan.state.cancelled")).waitFor();
  await debt(manager).locator(".late").first().waitFor();
  expect(await debt(manager).getByText(zh("console.debt.planned")).count()).toBe(0);
  const { plans } = await stage.city.ask("finance", `/api/households/${id()}/plans`);
  expect(plans).toMatchObject([{ state: "cancelled", paidFen: 1_000 }]);
});

test("cancelled by mistake it goes on as it was agreed", async () => {
  const manager = await stage.enter("manager-xicheng", path());
  await press(card(manager), zh("console.plan.resume"));
  const dialog = manager.getByRole("dialog", { name: zh("console.plan.resume") });
  await dialog.getByLabel(zh("console.reason")).fill("点错了");
  await noBreaches(manager);
  await dialog.locator("[type=submit]").click();
  await dialog.waitFor({ state: "hidden" });
  await card(manager).getByText(zh("console.plan.state.kept")).waitFor();
  await debt(manager).getByText(zh("console.debt.planned")).waitFor();
  const { plans } = await stage.city.ask("finance", `/api/households/${id()}/plans`);
  expect(plans).toMatchObject([{ state: "kept", paidFen: 1_000 }]);
});
