import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { fen, formatYuan } from "@warmline/shared/kernel/money.ts";
import { answer, press } from "./console-hands.ts";
import { noBreaches } from "./keyboard-hands.ts";
import { debtors, type Resident } from "./people.ts";
import { en, openStage, shoot, zh, type Stage } from "./stage.ts";

// Less is owed: asked for at the counter, approved by the hall, seen everywhere, and reversed.

const RELIEF = fen(3_000);

let stage: Stage;
let cashier: Page;
let resident: Resident;

beforeAll(async () => {
  stage = await openStage({
    before: async (deps) => {
      [resident] = (await debtors(deps, 1)) as [Resident];
    },
  });
  cashier = await stage.enter("cashier-xicheng1", `/console/households/${resident.household.id}`);
});
afterAll(() => stage?.close());

async function owed(): Promise<unknown> {
  const path = `/api/households/by-number/${resident.household.number}/account`;
  return (await stage.city.ask("finance", path)).debt.owedFen;
}

test("the cashier asks for it, and sees first what would then be owed", async () => {
  await press(cashier, zh("console.relief"));
  const dialog = cashier.getByRole("dialog", { name: zh("console.relief") });
  await dialog.getByLabel(zh("console.relief.of")).selectOption({ label: "其他减免" });
  await dialog.getByText(zh("catalogue.bearer.company")).waitFor();
  await dialog.getByLabel(zh("console.relief.amount")).fill("30.00");
  await dialog.getByLabel(zh("console.relief.evidence")).fill("申请 0712");
  await dialog.getByLabel(zh("console.reason")).fill("抢修期间不热");
  await noBreaches(cashier);
  await press(dialog, zh("console.request.preview"));
  await dialog
    .getByText(formatYuan(fen(resident.owedFen - RELIEF)))
    .first()
    .waitFor();
  await dialog.getByText(zh("console.request.may.ledger.approve-relief")).waitFor();
  await noBreaches(cashier);
  await shoot(cashier, "relief-ask");
  await press(dialog, zh("console.request.ask"));
  await dialog.waitFor({ state: "hidden" });
  expect(await owed()).toBe(resident.owedFen);
});

test("the hall approves it, and the household's page says so, in English, too", async () => {
  const manager = await stage.enter("manager-xicheng", "/console/requests");
  await manager
    .getByRole("link", { name: new RegExp(zh("console.command.ledger.relieve")) })
    .first()
    .click();
  const detail = manager.getByRole("region", { name: new RegExp(resident.household.number) });
  await detail.getByText("其他减免").first().waitFor();
  await press(manager, zh("console.request.approve"));
  await answer(manager, zh("console.request.approve"));
  await detail.getByText(zh("requests.state.executed"), { exact: true }).waitFor();
  expect(await owed()).toBe(resident.owedFen - RELIEF);
  const row = cashier.getByRole("row").filter({ hasText: zh("ledger.kind.relief") });
  await row.getByText("其他减免").waitFor();
  await shoot(cashier, "relief");
  await press(cashier, "English");
  await cashier
    .getByRole("row")
    .filter({ hasText: en("ledger.kind.relief") })
    .last()
    .waitFor();
  await press(cashier, "中文");
});

test("it was wrong: finance reverses it, and all is owed again", async () => {
  const finance = await stage.enter("finance", `/console/households/${resident.household.id}`);
  const row = finance.getByRole("row").filter({ hasText: zh("ledger.kind.relief") });
  await press(row, zh("console.reverse"));
  const dialog = finance.getByRole("dialog");
  await dialog.getByLabel(zh("console.reason")).fill("收入证明不实");
  await dialog.locator("[type=submit]").click();
  await dialog.waitFor({ state: "hidden" });
  expect(await owed()).toBe(resident.owedFen);
});
