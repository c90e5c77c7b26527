import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { changeCatalogue } from "@warmline/server/domains/catalogue/change-command.ts";
import { pay } from "@warmline/server/domains/ledger/payment-commands.ts";
import { runCommand } from "@warmline/server/platform/commands/run-command.ts";
import type { Deps } from "@warmline/server/platform/deps.ts";
import { formatYuan } from "@warmline/shared/kernel/money.ts";
import { price10k } from "@warmline/shared/kernel/price.ts";
import { answer, press } from "./console-hands.ts";
import { noBreaches } from "./keyboard-hands.ts";
import { debtors, type Resident } from "./people.ts";
import { listenToPrint, printed } from "./printed.ts";
import { en, openStage, shoot, zh, type Stage } from "./stage.ts";

// 电子发票: asked for on the receipt, refused by the tax provider, mended, issued, and taken back.

const PROGRAM = { kind: "system", id: "clerk", name: "王芳" } as const;
const TAX_NUMBER = "91350100M000100Y43";

let stage: Stage;
let cashier: Page;
let finance: Page;
let resident: Resident;
let receipt: string;

beforeAll(async () => {
  stage = await openStage({
    before: async (deps) => {
      [resident] = (await debtors(deps, 1)) as [Resident];
      receipt = await paidWithVat(deps);
    },
  });
  cashier = await stage.enter("cashier-xicheng1", `/console/receipts/${receipt}`);
});
afterAll(() => stage?.close());

/** All that is owed, at 9 %; answers the receipt. */
async function paidWithVat(deps: Deps): Promise<string> {
  const caller = { actor: PROGRAM, origin: "test", language: "zh" } as const;
  const rule = { kind: "vat", rates: [{ share10k: price10k(90_000) }] } as const;
  const row = { code: "vat", zh: "增值税", en: "VAT", from: "2019-04-01", rule };
  const input = { base: 1, changes: [{ list: "rules", row }], reason: "财税" } as const;
  const changed = await runCommand(deps, { ...caller, key: "vat" }, changeCatalogue, input);
  if (!changed.ok) throw new Error(changed.code);
  const { owedFen: amountFen, household } = resident;
  const parts = [{ accountId: household.id, amountFen }];
  const tenders = [{ method: "card", amountFen }] as const;
  const taken = await runCommand(deps, { ...caller, key: "paid" }, pay, { parts, tenders });
  if (!taken.ok) throw new Error(taken.code);
  return taken.value.paymentId;
}

test("the cashier asks for it on the receipt, with net and tax shown before", async () => {
  const box = cashier.getByRole("region", { name: zh("console.invoices") });
  await press(box, zh("console.invoice.ask"));
  await answer(cashier, zh("console.invoice.ask"), async (dialog) => {
    await dialog
      .getByRole("cell", { name: formatYuan(resident.owedFen) })
      .first()
      .waitFor();
    await dialog.getByLabel(zh("field.title"), { exact: true }).fill("个人");
    await dialog.getByLabel(zh("field.taxNumber")).fill(TAX_NUMBER);
    await noBreaches(cashier);
    await shoot(cashier, "invoice-ask");
  });
  await box.getByRole("link", { name: /^FP-/ }).waitFor();
  expect(await box.getByRole("button", { name: zh("console.invoice.ask") }).count()).toBe(0);
});

/** The one invoice in the list of a state, once it is in it. */
async function listed(page: Page, state: string) {
  const path = `/api/invoices?state=${state}`;
  await expect
    .poll(async () => (await stage.city.ask("finance", path)).rows.length)
    .toBeGreaterThan(0);
  await page.goto(`${stage.city.url}/console/invoices`);
  const row = page.getByRole("row").filter({ hasText: "FP-" });
  await row.first().waitFor();
  await page.getByLabel(zh("console.invoice.state"), { exact: true }).selectOption(state);
  const one = row.filter({ hasText: zh(`invoices.state.${state}` as "invoices.state.issued") });
  await one.waitFor();
  return one;
}

test("what the provider refused stands in the list with its reason, and is mended", async () => {
  finance = await stage.enter("finance", "/console/invoices");
  const row = await listed(finance, "refused");
  expect(await row.innerText()).toContain("个人抬头不能填写纳税人识别号");
  await noBreaches(finance);
  await shoot(finance, "invoices");
  await press(row, zh("console.invoice.mend"));
  await answer(finance, zh("console.invoice.mend"), async (dialog) => {
    await dialog.getByLabel(zh("field.title"), { exact: true }).fill("幸福超市");
    await dialog.getByLabel(zh("field.taxNumber")).fill(TAX_NUMBER);
  });
  expect(await (await listed(finance, "issued")).innerText()).toContain("幸福超市");
});

test("its page shows the tax number to finance alone, and prints on A4", async () => {
  const row = finance.getByRole("row").filter({ hasText: "FP-" }).first();
  await row.getByRole("link").click();
  await finance.getByText(/^9135\*+0Y43/).waitFor();
  await press(finance, zh("console.invoice.show-tax-number"));
  await finance.getByText(TAX_NUMBER).first().waitFor();
  await noBreaches(finance);
  await shoot(finance, "invoice");
  const asked = await listenToPrint(finance);
  await press(finance, zh("console.print"));
  await asked();
  const [page, ...more] = await printed(finance);
  expect(more).toEqual([]);
  expect(page?.text).toContain("幸福超市");
  expect(page?.text).toContain(TAX_NUMBER);
});

test("finance takes it back; a red one follows, and another may be asked for", async () => {
  await press(finance, zh("console.invoice.red"));
  await answer(finance, zh("console.invoice.red"), async (dialog) => {
    await dialog.getByLabel(zh("console.reason")).fill("抬头有误");
  });
  await finance.getByText(formatYuan(resident.owedFen)).first().waitFor();
  await cashier.goto(`${stage.city.url}/console/receipts/${receipt}`);
  const box = cashier.getByRole("region", { name: zh("console.invoices") });
  await box.getByText(zh("invoices.kind.red"), { exact: true }).waitFor();
  await cashier.getByRole("button", { name: "English" }).click();
  const english = cashier.getByRole("region", { name: en("console.invoices") });
  await english.getByRole("button", { name: en("console.invoice.ask") }).waitFor();
  expect(await english.getByRole("link", { name: /^FP-/ }).count()).toBe(2);
});
