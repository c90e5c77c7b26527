import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { fen, formatYuan, subtractFen, ZERO_FEN } from "@warmline/shared/kernel/money.ts";
import { addDays, cityDate, instantOf } from "@warmline/shared/kernel/time.ts";
import { breaches } from "./breaches.ts";
import { button, enterOn, noBreaches, submit, type } from "./keyboard-hands.ts";
import { debtors, type Resident } from "./people.ts";
import { openStage, zh, type Stage } from "./stage.ts";

let stage: Stage;
let finance: Page;
let resident: Resident;

beforeAll(async () => {
  stage = await openStage({
    before: async (deps) => {
      [resident] = (await debtors(deps, 1)) as [Resident];
    },
  });
  finance = await stage.enter("finance", "/console/households");
});
afterAll(() => stage?.close());

test("what is owed stays with the former holder, who pays it, or it is taken back", async () => {
  const { household, owedFen } = resident;
  await finance.goto(`${stage.city.url}/console/households/${household.id}`);
  await finance.getByRole("heading", { name: household.name, level: 1 }).waitFor();
  await finance.getByRole("tab", { name: zh("console.household.home") }).click();
  const dialog = finance.getByRole("dialog");
  await enterOn(finance, button(finance, zh("console.transfer")));
  await type(finance, dialog, zh("console.transfer.to"), "欧阳新");
  await type(finance, dialog, zh("console.transfer.evidence"), "不动产权〔2026〕8号");
  await type(finance, dialog, zh("console.reason"), "买卖");
  await dialog.getByLabel(zh("console.transfer.balances")).selectOption("stay");
  const former = zh("console.former.title", { name: household.name });
  await dialog.getByRole("row").filter({ hasText: former }).waitFor();
  expect(await breaches(finance)).toEqual([]);
  await submit(finance, dialog);
  await finance.getByRole("heading", { name: "欧阳新", level: 1 }).waitFor();
  const own = finance.getByRole("region", { name: zh("console.former") });
  await own.getByText(zh("console.former.owes", { amount: formatYuan(owedFen) })).waitFor();
  await noBreaches(finance);

  // By bank, so that no till is needed; it counts from the day on which the bank had it.
  await enterOn(finance, own.getByRole("button"));
  await dialog.getByRole("button", { name: zh("console.pay") }).click();
  const paying = finance.getByRole("dialog", { name: former }).last();
  await paying.getByLabel(zh("console.pay.amount")).fill("1");
  await paying.getByText(zh("ledger.method.bank"), { exact: true }).click();
  const yesterday = addDays(cityDate(instantOf(Date.now())), -1);
  await paying.getByLabel(zh("console.pay.value-date-optional")).fill(yesterday);
  await paying.locator("[type=submit]").click();
  const receipt = finance.getByRole("dialog", { name: zh("console.receipt.title") });
  await receipt.getByText(household.name).first().waitFor();
  await receipt.getByText(yesterday).waitFor();
  expect(await breaches(finance)).toEqual([]);
  await finance.keyboard.press("Escape");
  const left = zh("console.former.owes", { amount: formatYuan(subtractFen(owedFen, fen(100))) });
  await own.getByText(left).waitFor();

  // Something of it is paid: it cannot be taken back until that is reversed.
  const statement = finance.getByRole("dialog", { name: former });
  await statement.getByRole("button", { name: zh("console.return"), exact: true }).click();
  const back = finance.getByRole("dialog", { name: zh("console.return.title") });
  await back.getByLabel(zh("console.reason")).fill("约定有误");
  await back.locator("[type=submit]").click();
  await back.getByText(zh("refusal.balance-used")).waitFor();
  await back.getByRole("button", { name: zh("console.cancel") }).click();
  await statement.getByRole("button", { name: zh("console.void"), exact: true }).click();
  const voiding = finance.getByRole("dialog").last();
  await voiding.getByLabel(zh("console.reason")).fill("收错");
  await voiding.locator("[type=submit]").click();
  await own.getByText(zh("console.former.owes", { amount: formatYuan(owedFen) })).waitFor();
  await statement.getByRole("button", { name: zh("console.return"), exact: true }).click();
  await back.getByLabel(zh("console.reason")).fill("约定有误");
  await back.locator("[type=submit]").click();
  await own.getByText(zh("console.former.owes", { amount: formatYuan(ZERO_FEN) })).waitFor();
});
