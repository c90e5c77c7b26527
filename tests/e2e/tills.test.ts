import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { fen, formatYuan } from "@warmline/shared/kernel/money.ts";
import { press } from "./console-hands.ts";
import { debtors, type Resident } from "./people.ts";
import { listenToPrint, printed } from "./printed.ts";
import { en, openStage, shoot, zh, type Stage } from "./stage.ts";

const PAID_FEN = 12_300;
const FLOAT_FEN = 50_000;

let stage: Stage;
let resident: Resident;
let cashier: Page;

beforeAll(async () => {
  stage = await openStage({
    before: async (deps) => {
      const all = await debtors(deps, 8);
      resident = all.find(({ owedFen }) => owedFen > PAID_FEN)!;
    },
  });
  cashier = await stage.enter("cashier-xicheng1", `/console/households/${resident.household.id}`);
});
afterAll(() => stage?.close());

test("who takes cash without a till is offered to open one, and then takes it", async () => {
  await cashier.getByRole("heading", { name: zh("console.journal") }).waitFor();
  await cashier.keyboard.press("p");
  const dialog = cashier.getByRole("dialog", { name: zh("console.pay") });
  await dialog.getByLabel(zh("console.pay.amount")).fill((PAID_FEN / 100).toFixed(2));
  await dialog.getByText(zh("refusal.till-not-open")).waitFor();
  await press(dialog, zh("console.till.open"));
  const opening = cashier.getByRole("dialog", { name: zh("console.till.open") });
  await opening.getByLabel(zh("console.till.float")).fill("500.00");
  await press(opening, zh("console.till.open"));
  await dialog.getByText(zh("refusal.till-not-open")).waitFor({ state: "detached" });
  await press(dialog, zh("console.pay.confirm", { amount: formatYuan(fen(PAID_FEN)) }));
  await cashier.getByRole("dialog", { name: zh("console.receipt.title") }).waitFor();
  const { own } = await stage.city.ask("cashier-xicheng1", "/api/ledger/till");
  expect(own).toMatchObject({ floatFen: FLOAT_FEN, expectedFen: FLOAT_FEN + PAID_FEN });
  await cashier.keyboard.press("Escape");
});

test("the till says what it must hold, and is counted short with a reason", async () => {
  await cashier.goto(`${stage.city.url}/console/till`);
  const own = cashier.getByRole("region", { name: zh("console.till"), exact: true }).last();
  await own.getByText(formatYuan(fen(FLOAT_FEN + PAID_FEN))).waitFor();
  await shoot(cashier, "till");
  await press(cashier, zh("console.till.count"));
  const dialog = cashier.getByRole("dialog", { name: zh("console.till.count") });
  await dialog.getByLabel(zh("console.till.pieces", { value: "¥100.00" })).fill("6");
  await dialog
    .getByLabel(zh("console.till.pieces", { value: "¥20.00" }), { exact: true })
    .fill("1");
  await dialog.getByText("-¥3.00").waitFor();
  await dialog.getByLabel(zh("console.till.why")).fill("找零多给三元");
  await shoot(cashier, "till-count");
  await press(dialog, zh("console.till.count"));
  await cashier.getByText(zh("console.till.none"), { exact: true }).waitFor();
  const row = cashier.getByRole("row").filter({ hasText: "找零多给三元" });
  expect(await row.innerText()).toContain("-¥3.00");
  await cashier.goto(`${stage.city.url}/console/households/${resident.household.id}`);
  const paid = cashier
    .getByRole("row")
    .filter({ hasText: zh("ledger.kind.payment") })
    .first();
  await paid.getByRole("button", { name: zh("console.reverse.ask") }).waitFor();
  expect(await paid.getByRole("button", { name: zh("console.void") }).count()).toBe(0);
});

test("the hall's manager closes the day and prints its sheet, signed by two", async () => {
  const manager = await stage.enter("manager-xicheng", "/console/days");
  const row = manager.getByRole("row").filter({ hasText: zh("console.days.state.open") });
  await row.first().getByRole("link").click();
  await press(manager, zh("console.days.close"));
  const dialog = manager.getByRole("dialog", { name: zh("console.days.close") });
  await dialog
    .getByText(formatYuan(fen(PAID_FEN)))
    .first()
    .waitFor();
  await press(dialog, zh("console.days.close"));
  const anchor = manager.getByText(/^\d+:[0-9a-f]{64}$/);
  await anchor.waitFor();
  await shoot(manager, "day-closed");
  const asked = await listenToPrint(manager);
  await press(manager, zh("console.print"));
  expect(await asked()).toBe(true);
  const [paper, ...more] = await printed(manager);
  expect(more).toEqual([]);
  expect(paper?.mm).toEqual([210, 297]);
  expect(paper?.text).toContain(await anchor.innerText());
  expect(paper?.text).toContain(zh("console.days.sheet.checker"));
  expect(paper?.text).toContain("找零多给三元");
});

test("a closed day takes nothing more; finance opens it again", async () => {
  await cashier.goto(`${stage.city.url}/console/till`);
  await press(cashier, zh("console.till.open"));
  const opening = cashier.getByRole("dialog", { name: zh("console.till.open") });
  await press(opening, zh("console.till.open"));
  await opening.getByRole("alert").filter({ hasText: "日结" }).waitFor();
  const finance = await stage.enter("finance", "/console/days");
  const row = finance.getByRole("row").filter({ hasText: zh("console.days.state.closed") });
  await row.first().getByRole("link").click();
  await press(finance, zh("console.days.reopen"));
  const dialog = finance.getByRole("dialog", { name: zh("console.days.reopen") });
  await dialog.getByLabel(zh("console.reason")).fill("漏记一笔");
  await press(dialog, zh("console.days.reopen"));
  await finance.getByText("漏记一笔").waitFor();
  expect(await finance.getByText(zh("console.days.state.open")).count()).toBeGreaterThan(0);
  await finance.evaluate("localStorage.setItem('warmline.language', 'en')");
  await finance.reload();
  await finance.getByRole("heading", { name: en("console.days.history") }).waitFor();
  await shoot(finance, "day-reopened-en");
});

test("a till that its cashier left open is counted on the page of its day", async () => {
  const opening = cashier.getByRole("dialog", { name: zh("console.till.open") });
  await press(opening, zh("console.till.open"));
  await opening.waitFor({ state: "detached" });
  const manager = await stage.enter("manager-xicheng", "/console/days");
  const row = manager.getByRole("row").filter({ hasText: zh("console.days.state.open") });
  await row.first().getByRole("link").click();
  const open = manager.getByText(zh("console.till.state.open"), { exact: true });
  await open.waitFor();
  await press(manager, zh("console.till.count"));
  await press(manager.getByRole("dialog"), zh("console.till.count"));
  await expect.poll(() => open.count()).toBe(0);
});
