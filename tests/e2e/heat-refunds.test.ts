import { afterAll, beforeAll, expect, test } from "vitest";
import type { Locator, Page } from "playwright-core";
import { seasons } from "@warmline/shared/households/model.ts";
import { addDays, cityDate, startOfDay, type CityDate } from "@warmline/shared/kernel/time.ts";
import { accounts } from "@warmline/shared/ledger/account.ts";
import { answer, pane, press } from "./console-hands.ts";
import { noBreaches } from "./keyboard-hands.ts";
import { debtors, type Resident } from "./people.ts";
import { en, openStage, shoot, zh, type Stage } from "./stage.ts";

// 停热退费、室温不达标退费: by the incident and by what was measured, each day once.

let stage: Stage;
let cashier: Page;
let resident: Resident;
let season: string;
/** Two days before the end of what the season has had so far. */
let first: CityDate;
let number: string;
let incidentId: string;

beforeAll(async () => {
  stage = await openStage({
    before: async (deps) => {
      [resident] = (await debtors(deps, 1)) as [Resident];
      const account = await deps.store.get(accounts, resident.household.id);
      season = account!.items.at(-1)!.season;
      const { to } = (await deps.store.get(seasons, season))!;
      const today = cityDate(deps.clock.now());
      first = addDays(to < today ? to : today, -2);
    },
  });
  const { buildingId } = resident.household.place;
  const facts = { kind: "outage", nodeIds: [buildingId], description: "主管道抢修" };
  const startedAt = startOfDay(first);
  const { id } = await stage.city.ask("dispatcher", "/api/incidents", { ...facts, startedAt });
  incidentId = id;
  const restored = { description: "已恢复供热" };
  await stage.city.ask("dispatcher", `/api/incidents/${id}/restore`, restored);
  number = (await stage.city.ask("dispatcher", `/api/incidents/${id}`)).number;
  cashier = await stage.enter("cashier-xicheng1", `/console/households/${resident.household.id}`);
});
afterAll(() => stage?.close());

async function owed(): Promise<number> {
  const path = `/api/households/by-number/${resident.household.number}/account`;
  return (await stage.city.ask("finance", path)).debt.owedFen;
}

async function dialogFor(relief: string): Promise<Locator> {
  await press(cashier, zh("console.relief"));
  const dialog = cashier.getByRole("dialog", { name: zh("console.relief") });
  await dialog.getByLabel(zh("console.relief.season")).selectOption(season);
  await dialog.getByLabel(zh("console.relief.of")).selectOption({ label: relief });
  await dialog.getByLabel(zh("console.relief.evidence")).fill("测温单 12");
  await dialog.getByLabel(zh("console.reason")).fill("抢修期间停热");
  return dialog;
}

test("the cashier chooses the incident, and sees which days and what of what", async () => {
  const dialog = await dialogFor("停热退费");
  const choice = dialog.getByLabel(zh("console.relief.incident"));
  await choice.locator("option", { hasText: number }).waitFor({ state: "attached" });
  await choice.selectOption(number);
  await noBreaches(cashier);
  await press(dialog, zh("console.request.preview"));
  await dialog.getByText(number).last().waitFor();
  await dialog.getByText(new RegExp(`${first} 至 .* 每天退 100.00%`)).waitFor();
  expect(await dialog.getByText(`-¥`).count()).toBe(1);
  await noBreaches(cashier);
  await shoot(cashier, "heat-refund-ask");
  await press(dialog, zh("console.request.ask"));
  await dialog.waitFor({ state: "hidden" });
});

test("the hall approves it; less is owed, and the entry says why in both languages", async () => {
  const before = await owed();
  const manager = await stage.enter("manager-xicheng", "/console/requests");
  await manager
    .getByRole("link", { name: new RegExp(zh("console.command.ledger.relieve")) })
    .first()
    .click();
  const detail = manager.getByRole("region", { name: new RegExp(resident.household.number) });
  await detail.getByText(number).first().waitFor();
  await press(manager, zh("console.request.approve"));
  await answer(manager, zh("console.request.approve"));
  await detail.getByText(zh("requests.state.executed"), { exact: true }).waitFor();
  expect(await owed()).toBeLessThan(before);
  const row = cashier.getByRole("row").filter({ hasText: zh("ledger.kind.relief") });
  await row.getByText(`停热退费（${number}）`).waitFor();
  await shoot(cashier, "heat-refund");
  await press(cashier, "English");
  await cashier
    .getByRole("row")
    .filter({ hasText: en("ledger.kind.relief") })
    .getByText(`${first} to`)
    .waitFor();
  await press(cashier, "中文");
});

test("a cold room on a day that is refunded is refused, and what was typed stays", async () => {
  const dialog = await dialogFor("室温不达标退费");
  await dialog.getByLabel(zh("console.relief.from")).fill(first);
  await dialog.getByLabel(zh("console.relief.to")).fill(first);
  const degrees = dialog.getByLabel(zh("console.case.temperature"));
  await degrees.fill("18.0");
  await noBreaches(cashier);
  await press(dialog, zh("console.request.preview"));
  await dialog.getByText(zh("refusal.warm-enough", { degrees: "18.0" })).waitFor();
  await degrees.fill("15.5");
  await press(dialog, zh("console.request.preview"));
  await dialog.getByText(zh("refusal.days-refunded")).waitFor();
  expect(await degrees.inputValue()).toBe("15.5");
  await shoot(cashier, "heat-refund-cold");
});

test("finance refunds all whom it reached, once another one approves", async () => {
  const finance = await stage.enter("finance", `/console/incidents/${incidentId}`);
  const refunds = finance.getByRole("region", { name: zh("console.outage-refund") });
  const owedBefore = await owed();
  await press(refunds, zh("console.outage-refund.begin"));
  const begin = finance.getByRole("dialog");
  await noBreaches(finance);
  await begin.locator("[type=submit]").click();
  await refunds.getByText(zh("outagerefunds.state.previewed")).waitFor();
  // Who was refunded at the counter is left out.
  await refunds.getByText(zh("refusal.days-refunded")).waitFor();
  await noBreaches(finance);
  await shoot(finance, "outage-refund");
  await press(refunds, zh("console.outage-refund.refund"));
  const ask = finance.getByRole("dialog");
  await ask.getByLabel(zh("console.reason")).fill("主管道抢修停热");
  await press(ask, zh("console.request.preview"));
  await press(ask, zh("console.request.ask"));
  await ask.waitFor({ state: "hidden" });
  await refunds.getByText(zh("console.outage-refund.waiting")).waitFor();

  const second = await stage.enter("finance2", "/console/requests");
  await pane(second, zh("console.requests.list")).getByText(number).first().click();
  await press(second, zh("console.request.approve"));
  await answer(second, zh("console.request.approve"));
  await refunds.getByText(zh("outagerefunds.state.done")).waitFor();
  await refunds.getByText(zh("console.outage-refund.posted")).waitFor();
  expect(await owed()).toBe(owedBefore);
  await shoot(finance, "outage-refund-done");
});

test("and takes it back as a whole", async () => {
  const finance = await stage.enter("finance", `/console/incidents/${incidentId}`);
  const refunds = finance.getByRole("region", { name: zh("console.outage-refund") });
  await press(refunds, zh("console.outage-refund.undo"));
  const ask = finance.getByRole("dialog");
  await ask.getByLabel(zh("console.reason")).fill("停热时间有误");
  await press(ask, zh("console.request.preview"));
  await press(ask, zh("console.request.ask"));
  await ask.waitFor({ state: "hidden" });
  const second = await stage.enter("finance2", "/console/requests");
  await pane(second, zh("console.requests.list")).getByText(number).first().click();
  await press(second, zh("console.request.approve"));
  await answer(second, zh("console.request.approve"));
  await refunds.getByText(zh("outagerefunds.state.undone")).waitFor();
  await press(finance, "English");
  const posted = await finance.getByText("0 households, ¥0.00").count();
  await finance.getByText(en("outagerefunds.state.undone")).waitFor();
  expect(posted).toBe(1);
  await noBreaches(finance);
});
