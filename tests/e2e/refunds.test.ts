import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { runCommand } from "@warmline/server/platform/commands/run-command.ts";
import { pay } from "@warmline/server/domains/ledger/payment-commands.ts";
import { addFen, fen, formatYuan } from "@warmline/shared/kernel/money.ts";
import { answer, press } from "./console-hands.ts";
import { noBreaches } from "./keyboard-hands.ts";
import { debtors, type Resident } from "./people.ts";
import { listenToPrint, printed } from "./printed.ts";
import { openStage, shoot, zh, type Stage } from "./stage.ts";

// Money on account goes back: asked for at the counter, approved by the hall, paid out, taken back.

const PREPAID_FEN = fen(10_000);
const REFUND = formatYuan(fen(6_000));

let stage: Stage;
let cashier: Page;
let resident: Resident;

beforeAll(async () => {
  stage = await openStage({
    before: async (deps) => {
      [resident] = (await debtors(deps, 1)) as [Resident];
      const amountFen = addFen(resident.owedFen, PREPAID_FEN);
      const parts = [{ accountId: resident.household.id, amountFen }];
      const tenders = [{ method: "card", amountFen }] as const;
      const clerk = { kind: "system", id: "clerk", name: "王芳" } as const;
      const caller = { actor: clerk, origin: "test", language: "zh", key: "prepaid" } as const;
      const taken = await runCommand(deps, caller, pay, { parts, tenders });
      if (!taken.ok) throw new Error(taken.code);
    },
  });
  cashier = await stage.enter("cashier-xicheng1", `/console/households/${resident.household.id}`);
});
afterAll(() => stage?.close());

async function onAccount(): Promise<unknown> {
  const path = `/api/households/by-number/${resident.household.number}/account`;
  return (await stage.city.ask("finance", path)).debt.onAccountFen;
}

test("the cashier asks for it, with what it would post and who approves", async () => {
  await press(cashier, zh("console.refund"));
  const dialog = cashier.getByRole("dialog", { name: zh("console.refund") });
  await dialog.getByLabel(zh("console.refund.of")).waitFor();
  await dialog.getByLabel(zh("console.refund.amount")).fill("100.01");
  await dialog.getByText(zh("refusal.not-on-account", { left: formatYuan(PREPAID_FEN) })).waitFor();
  await dialog.getByLabel(zh("console.refund.amount")).fill("60.00");
  await dialog.getByText(zh("ledger.kind.refund"), { exact: true }).first().waitFor();
  await dialog.getByText(zh("console.request.may.ledger.approve-refund")).waitFor();
  await dialog.getByLabel(zh("console.refund.payee")).fill("李四");
  await dialog.getByLabel(zh("console.reason")).fill("搬走");
  await noBreaches(cashier);
  await shoot(cashier, "refund-ask");
  await press(dialog, zh("console.request.ask"));
  await cashier.getByText(zh("console.refund.asked")).waitFor();
  expect(await onAccount()).toBe(PREPAID_FEN);
});

test("the hall approves it, and it is due at the till", async () => {
  const manager = await stage.enter("manager-xicheng", "/console/requests");
  await manager
    .getByRole("link", { name: new RegExp(zh("console.command.ledger.refund")) })
    .first()
    .click();
  const detail = manager.getByRole("region", { name: new RegExp(resident.household.number) });
  await detail.getByText("李四").first().waitFor();
  await press(manager, zh("console.request.approve"));
  await answer(manager, zh("console.request.approve"));
  await detail.getByText(zh("requests.state.executed"), { exact: true }).waitFor();

  await cashier.goto(`${stage.city.url}/console/till`);
  const due = cashier.getByRole("region", { name: zh("console.refund.due") });
  await due.getByText(REFUND).waitFor();
  await noBreaches(cashier);
  await shoot(cashier, "refund-due");
  // Approved, it binds no money yet.
  expect(await onAccount()).toBe(PREPAID_FEN);
});

test("the cashier pays it out, and prints the slip that is signed", async () => {
  const due = cashier.getByRole("region", { name: zh("console.refund.due") });
  await press(due, zh("console.refund.pay"));
  await answer(cashier, zh("console.refund.pay"), async (dialog) => {
    await dialog.getByLabel(zh("console.pay.terminal")).fill("POS-1");
    await dialog.getByLabel(zh("console.pay.slip")).fill("0099");
  });
  const slip = cashier.getByRole("dialog", { name: zh("console.refund.slip") });
  await slip
    .getByText(/TF-XICHENG-\d{4}-000001/)
    .first()
    .waitFor();
  await noBreaches(cashier);
  const asked = await listenToPrint(cashier);
  await press(slip, zh("console.print"));
  expect(await asked()).toBe(true);
  const [paper] = await printed(cashier);
  for (const text of [REFUND, "李四", "POS-10099", zh("console.refund.received"), "陆拾元整"]) {
    expect(paper?.text).toContain(text.normalize("NFKC"));
  }
  await cashier.keyboard.press("Escape");
  await due.getByText(zh("console.refund.due.none")).waitFor();
  expect(await onAccount()).toBe(4_000);
});

test("it did not arrive: finance finds it in the journal and takes it back", async () => {
  const finance = await stage.enter("finance", `/console/households/${resident.household.id}`);
  const row = finance.getByRole("row").filter({ hasText: zh("ledger.kind.refund") });
  await row.getByRole("button", { name: zh("console.refund.slip") }).click();
  const slip = finance.getByRole("dialog", { name: zh("console.refund.slip") });
  await press(slip, zh("console.refund.return"));
  const back = finance.getByRole("dialog", { name: zh("console.refund.return"), exact: true });
  await back.getByLabel(zh("console.reason")).fill("退票");
  await back.locator("[type=submit]").click();
  await back.waitFor({ state: "hidden" });
  await slip
    .getByText(zh("console.refund.state.returned", { reason: "退票" }))
    .first()
    .waitFor();
  await noBreaches(finance);
  expect(await onAccount()).toBe(PREPAID_FEN);
});
