import { afterAll, beforeAll, expect, test } from "vitest";
import { fen, formatYuan, negateFen } from "@warmline/shared/kernel/money.ts";
import type { Locator, Page } from "playwright-core";
import { answer, pane, press } from "./console-hands.ts";
import { debtors, type Resident } from "./people.ts";
import { openStage, shoot, zh, type Stage } from "./stage.ts";

const PAID_FEN = 12_345;
const REASON = "收错户，当面退回";

let stage: Stage;
let resident: Resident;
let cashier: Page;
let receiptNumber: string;

beforeAll(async () => {
  stage = await openStage({
    before: async (deps) => {
      const all = await debtors(deps, 8);
      resident = all.find(({ owedFen }) => owedFen > PAID_FEN)!;
    },
  });
  await stage.city.ask("cashier-xicheng1", "/api/ledger/till/open", { till: "1", floatFen: 0 });
  cashier = await stage.enter("cashier-xicheng1", "/console/households");
});
afterAll(() => stage?.close());

const debtShown = (page: Page) =>
  pane(page, zh("console.debt")).locator(".amount").first().innerText();

test("a payment is previewed, taken and receipted", async () => {
  const { household, owedFen, lastFour } = resident;
  await cashier.getByRole("searchbox").fill(lastFour);
  await cashier.getByRole("listitem").filter({ hasText: household.number }).click();
  await pane(cashier, zh("console.debt")).first().waitFor();
  await expect.poll(() => debtShown(cashier)).toBe(formatYuan(fen(owedFen)));

  await cashier.getByRole("searchbox").blur();
  await cashier.keyboard.press("p");
  const dialog = cashier.getByRole("dialog", { name: zh("console.pay") });
  await dialog.getByLabel(zh("console.pay.amount")).fill((PAID_FEN / 100).toFixed(2));
  const preview = dialog.getByRole("region", { name: zh("console.pay.preview") });
  await preview.getByText(formatYuan(fen(owedFen - PAID_FEN))).waitFor();
  await press(dialog, zh("console.pay.confirm", { amount: formatYuan(fen(PAID_FEN)) }));

  const receipt = cashier.getByRole("dialog", { name: zh("console.receipt.title") });
  await receipt
    .getByText(formatYuan(fen(PAID_FEN)))
    .first()
    .waitFor();
  await receipt.getByText(household.number).waitFor();
  receiptNumber = await receipt.getByText(/^XICHENG-\d{4}-\d{6}$/).innerText();
  await cashier.keyboard.press("Escape");
  await expect.poll(() => debtShown(cashier)).toBe(formatYuan(fen(owedFen - PAID_FEN)));
  expect(await owed()).toBe(owedFen - PAID_FEN);
});

test("it is voided with a reason, and the debt is what it was", async () => {
  const journal = cashier
    .getByRole("table")
    .filter({ hasText: zh("console.entry.what") })
    .getByRole("row");
  await journal.nth(1).getByText(zh("ledger.kind.payment")).waitFor();
  await press(journal.nth(1), zh("console.void"));
  const confirm = cashier
    .getByRole("dialog")
    .getByRole("button", { name: zh("console.void"), exact: true });
  expect(await confirm.isDisabled(), "no reason, no void").toBe(true);
  await answer(cashier, zh("console.void"), (dialog) =>
    dialog.getByLabel(zh("console.reason")).fill(REASON),
  );
  await expect.poll(() => debtShown(cashier)).toBe(formatYuan(fen(resident.owedFen)));
  expect(await owed()).toBe(resident.owedFen);
  await journal.nth(2).getByText(zh("console.entry.undone.void")).waitFor();
  const reversible = journal.nth(2).getByRole("button", { name: zh("console.void"), exact: true });
  expect(await reversible.count(), "nothing is undone twice").toBe(0);
});

test("a receipt is found by what is printed on it, and says that it no longer counts", async () => {
  await cashier.getByRole("searchbox").fill(receiptNumber.toLowerCase());
  const name = zh("console.receipt.open", { number: receiptNumber });
  await cashier.getByRole("link", { name }).click();
  await cashier.waitForURL("**/console/receipts/**");
  expect(new URL(cashier.url()).pathname).toBe(`/console/receipts/${receiptNumber}`);
  const receipt = pane(cashier, zh("console.receipt.title"));
  await receipt.getByText(zh("console.receipt.undone.void")).waitFor();
  await receipt.getByText(REASON).waitFor();
  await shoot(cashier, "receipt-voided");
  await receipt.getByRole("link", { name: resident.household.number }).click();
  await cashier.getByRole("heading", { name: zh("console.journal") }).waitFor();
});

test("what is paid in advance is shown with the payment it is left of", async () => {
  const inAdvance = resident.owedFen + 5_000;
  await cashier.getByRole("searchbox").blur();
  await cashier.keyboard.press("p");
  const dialog = cashier.getByRole("dialog", { name: zh("console.pay") });
  await dialog.getByLabel(zh("console.pay.amount")).fill((inAdvance / 100).toFixed(2));
  await dialog.getByText(zh("console.pay.to-prepaid")).waitFor();
  await press(dialog, zh("console.pay.confirm", { amount: formatYuan(fen(inAdvance)) }));
  const receipt = cashier.getByRole("dialog", { name: zh("console.receipt.title") });
  const printed = receipt.getByText(/^XICHENG-\d{4}-\d{6}$/);
  await printed.waitFor();
  const number = await printed.innerText();
  await cashier.keyboard.press("Escape");
  await expect.poll(() => debtShown(cashier)).toBe(formatYuan(fen(0)));
  await cashier.getByRole("heading", { name: zh("console.on-account") }).waitFor();
  await cashier
    .getByText(`${number} · ${zh("ledger.method.cash")}`)
    .first()
    .waitFor();
});

test("an entry says what became of the debt, and amounts stand under one another", async () => {
  const rows = cashier
    .locator("tbody")
    .filter({ has: cashier.locator(".what") })
    .getByRole("row");
  const effect = rows.first().getByRole("cell").nth(3);
  const prepaid = zh("console.entry.on-account", { amount: `+${formatYuan(fen(5_000))}` });
  expect((await effect.innerText()).split("\n").map((line) => line.trim())).toEqual([
    formatYuan(negateFen(fen(resident.owedFen))),
    prepaid,
  ]);
  await rows.first().locator(".what").click();
  const [above, ...below] = await Promise.all(
    [rows.nth(2).getByRole("cell").nth(3), ...(await rows.nth(1).locator("li .num").all())].map(
      endOf,
    ),
  );
  expect(below.length).toBeGreaterThan(1);
  for (const end of below) expect(Math.abs(end - above!)).toBeLessThan(1.5);
  // Whatever is paid off is full, however little was charged.
  for (const bar of await cashier.locator(".bar").all()) {
    expect(Math.abs((await endOf(bar.locator(".paid"))) - (await endOf(bar)))).toBeLessThan(1.5);
  }
});

/** Where it ends on the page, its padding left out. */
async function endOf(thing: Locator): Promise<number> {
  const [box, padding] = await Promise.all([
    thing.boundingBox(),
    thing.evaluate((one) => {
      const view = (one as unknown as { ownerDocument: { defaultView: Styled } }).ownerDocument;
      return Number.parseFloat(view.defaultView.getComputedStyle(one).paddingInlineEnd);
    }),
  ]);
  return box!.x + box!.width - padding;
}

interface Styled {
  getComputedStyle(one: unknown): { readonly paddingInlineEnd: string };
}

test("the audit page shows both records, and narrows to one command", async () => {
  const auditor = await stage.enter("auditor", "/console/audit");
  const rows = auditor.locator("tbody").getByRole("row");
  const reversal = rows.filter({ hasText: REASON });
  await reversal.waitFor();
  const me = await stage.city.ask("cashier-xicheng1", "/api/me");
  expect(await reversal.innerText()).toContain(me.name);

  const command = reversal.getByRole("cell").nth(2).getByRole("link");
  const name = await command.innerText();
  await command.click();
  await auditor.waitForURL("**/audit?command=**");
  await expect.poll(() => rows.count()).toBe(1);
  expect(await rows.getByRole("cell").nth(2).innerText()).toBe(name);

  await press(auditor, zh("console.filter.clear"));
  await expect.poll(() => rows.count()).toBeGreaterThan(1);
  await reversal.getByRole("cell").nth(1).getByRole("link").click();
  await auditor.waitForURL("**/audit?actor=**");
  const names = auditor.locator("tbody tr td:nth-child(2)");
  const others = names.filter({ hasNotText: me.name });
  await expect.poll(() => others.count()).toBe(0);
  expect(await rows.count()).toBeGreaterThanOrEqual(3);
});

const debt = () => stage.city.ask("finance", `/api/households/${resident.household.id}/debt`);

async function owed(): Promise<number> {
  return (await debt()).owedFen;
}
