import { afterAll, beforeAll, expect, test } from "vitest";
import { addFen, fen, formatYuan, subtractFen } from "@warmline/shared/kernel/money.ts";
import { capitalAmount } from "@warmline/shared/ledger/capital-amount.ts";
import type { Page } from "playwright-core";
import { answer, pane, press } from "./console-hands.ts";
import { debtors, type Resident } from "./people.ts";
import { listenToPrint, printed } from "./printed.ts";
import { openStage, shoot, zh, type Stage } from "./stage.ts";

const SECOND_FEN = fen(20_000);
const CARD_FEN = fen(15_000);
const REASON = "房东要求重开";

let stage: Stage;
let mine: Resident;
let theirs: Resident;
let cashier: Page;

beforeAll(async () => {
  stage = await openStage({
    before: async (deps) => {
      const all = await debtors(deps, 12);
      [mine, theirs] = all.filter(({ owedFen }) => owedFen > SECOND_FEN) as [Resident, Resident];
    },
  });
  await stage.city.ask("cashier-xicheng1", "/api/ledger/till/open", { till: "1", floatFen: 0 });
  cashier = await stage.enter("cashier-xicheng1", `/console/households/${mine.household.id}`);
});
afterAll(() => stage?.close());

const dialog = () => cashier.getByRole("dialog", { name: zh("console.pay") });
const owedBy = async ({ household }: Resident) =>
  (await stage.city.ask("finance", `/api/households/${household.id}/debt`)).owedFen;

test("a landlord pays for two households, in cash and by card, on one receipt", async () => {
  await cashier.getByRole("heading", { name: zh("console.journal") }).waitFor();
  await cashier.keyboard.press("p");
  await press(dialog(), zh("console.pay.add"));
  await dialog().getByPlaceholder(zh("console.household.find")).fill(theirs.household.number);
  await cashier.getByRole("option").filter({ hasText: theirs.household.number }).click();
  const label = `${theirs.household.name} ${theirs.household.number}`;
  await dialog()
    .getByLabel(zh("console.pay.part", { name: label }))
    .fill("200");
  await press(dialog(), zh("console.pay.another-way"));
  await dialog()
    .getByLabel(zh("console.pay.way-amount", { method: zh("ledger.method.card") }))
    .fill("150");
  await dialog().getByLabel(zh("console.pay.terminal")).fill("POS-01");
  await dialog().getByLabel(zh("console.pay.slip")).fill("000812");
  const total = addFen(mine.owedFen, SECOND_FEN);
  const cash = subtractFen(total, CARD_FEN);
  await dialog()
    .getByLabel(zh("console.pay.given"))
    .fill(String(Math.ceil(cash / 10_000) * 100));
  await dialog().getByText(capitalAmount(total)).waitFor();
  const confirm = zh("console.pay.confirm", { amount: formatYuan(total) });
  await expect.poll(() => dialog().getByRole("button", { name: confirm }).isEnabled()).toBe(true);
  await shoot(cashier, "payment-landlord");
  await press(dialog(), confirm);

  const receipt = cashier.getByRole("dialog", { name: zh("console.receipt.title") });
  for (const { household } of [mine, theirs]) await receipt.getByText(household.number).waitFor();
  await receipt.getByText("POS-01 · 000812").waitFor();
  await shoot(cashier, "receipt-landlord");
  const asked = await listenToPrint(cashier);
  await press(receipt, zh("console.print"));
  await asked();
  const [page, ...more] = await printed(cashier);
  expect(more).toEqual([]);
  for (const words of [mine.household.number, theirs.household.number, capitalAmount(total)]) {
    expect(page?.text).toContain(words);
  }
  expect([await owedBy(mine), await owedBy(theirs)]).toEqual([0, theirs.owedFen - SECOND_FEN]);
  await cashier.keyboard.press("Escape");
});

test("the slip of another payment is refused, and says of which receipt it is", async () => {
  await cashier.keyboard.press("p");
  await dialog().getByLabel(zh("console.pay.amount")).fill("10");
  await dialog()
    .getByRole("radio", { name: zh("ledger.method.card") })
    .check();
  expect(await dialog().getByLabel(zh("console.pay.terminal")).inputValue()).toBe("POS-01");
  await dialog().getByLabel(zh("console.pay.slip")).fill("000812");
  await press(dialog(), zh("console.pay.confirm", { amount: formatYuan(fen(1_000)) }));
  await dialog()
    .getByText(/XICHENG-\d{4}-\d{6}/)
    .waitFor();
  await press(dialog(), zh("console.cancel"));
});

test("it is voided for both households, and the dialog says so before", async () => {
  const taken = cashier
    .locator("tbody tr")
    .filter({ hasText: zh("ledger.kind.payment") })
    .first();
  await press(taken, zh("console.void"));
  await cashier.getByText(zh("console.undo.accounts", { count: 2 })).waitFor();
  await shoot(cashier, "void-landlord");
  await answer(cashier, zh("console.void"), (asked) =>
    asked.getByLabel(zh("console.reason")).fill(REASON),
  );
  const shown = pane(cashier, zh("console.debt")).locator(".amount").first();
  await expect.poll(() => shown.innerText()).toBe(formatYuan(mine.owedFen));
  expect([await owedBy(mine), await owedBy(theirs)]).toEqual([mine.owedFen, theirs.owedFen]);
});
