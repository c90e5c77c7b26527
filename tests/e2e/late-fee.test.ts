import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { changeCatalogue } from "@warmline/server/domains/catalogue/change-command.ts";
import { runCommand } from "@warmline/server/platform/commands/run-command.ts";
import type { Deps } from "@warmline/server/platform/deps.ts";
import { addFen, formatYuan, type Fen } from "@warmline/shared/kernel/money.ts";
import { price10k } from "@warmline/shared/kernel/price.ts";
import { answer, pane, press } from "./console-hands.ts";
import { noBreaches } from "./keyboard-hands.ts";
import { debtors, type Resident } from "./people.ts";
import { en, openStage, shoot, zh, type Stage } from "./stage.ts";

// 违约金: seen by the cashier as a figure apart, charged by finance, waived by the hall.

const DEBTORS = 8;

let stage: Stage;
let finance: Page;
let residents: readonly Resident[];
let late: Resident;
let lateFen: Fen;
let season: string;

beforeAll(async () => {
  stage = await openStage({
    before: async (deps) => {
      residents = await debtors(deps, DEBTORS);
      await ruled(deps);
    },
  });
  for (const one of residents) {
    const answered = await stage.city.ask(
      "finance",
      `/api/households/${one.household.id}/late-fees`,
    );
    if (answered.amountFen === 0) continue;
    [late, lateFen, season] = [one, answered.amountFen, answered.fees[0].season];
    break;
  }
  if (late === undefined) throw new Error("nobody of these is late");
});
afterAll(() => stage?.close());

/** 1‰ a day, for every season that the city has; half the debt at most. */
async function ruled(deps: Deps): Promise<void> {
  const fees = ["heat", "stop-base"];
  const terms = { share10k: price10k(1_000), graceDays: 0, maxShare10k: price10k(500_000) };
  const rule = { kind: "late-fee", ...terms, fees } as const;
  const row = { code: "late-fee", zh: "违约金", en: "Late fee", from: "2000-01-01", rule };
  const program = { kind: "system", id: "stage", name: "stage" } as const;
  const caller = { actor: program, origin: "test", language: "zh", key: "late-fee-rule" } as const;
  const input = { base: 1, changes: [{ list: "rules", row }], reason: "供热条例" } as const;
  const changed = await runCommand(deps, caller, changeCatalogue, input);
  if (!changed.ok) throw new Error(changed.code);
}

async function owed(): Promise<Fen> {
  const path = `/api/households/by-number/${late.household.number}/account`;
  return (await stage.city.ask("finance", path)).debt.owedFen;
}

function box(page: Page) {
  return page.getByRole("region", { name: zh("console.late-fee") });
}

const path = () => `/console/households/${late.household.id}`;

test("the cashier sees what came about, and why, beside the debt, but cannot charge", async () => {
  const cashier = await stage.enter("cashier-xicheng1", path());
  await box(cashier).getByText(formatYuan(lateFen)).first().waitFor();
  await box(cashier).getByText("每日 1‰").first().waitFor();
  const charge = box(cashier).getByRole("button", { name: zh("console.late-fee.charge") });
  expect(await charge.count()).toBe(0);
  expect(await owed()).toBe(late.owedFen);
  await noBreaches(cashier);
});

test("finance charges it as shown; then it is owed, with its steps, in English, too", async () => {
  finance = await stage.enter("finance", path());
  await press(box(finance), zh("console.late-fee.charge"));
  const dialog = finance.getByRole("dialog", { name: zh("console.late-fee.charge") });
  const owedAfter = addFen(late.owedFen, lateFen);
  await dialog.getByText(formatYuan(owedAfter)).waitFor();
  await noBreaches(finance);
  await shoot(finance, "late-fee");
  await dialog.locator("[type=submit]").click();
  await dialog.waitFor({ state: "hidden" });
  await box(finance).waitFor({ state: "hidden" });
  expect(await owed()).toBe(owedAfter);
  const debt = (label: string) => finance.getByRole("region", { name: label }).first();
  await debt(zh("console.debt")).getByText("每日 1‰").first().waitFor();
  await press(finance, "English");
  await debt(en("console.debt")).getByText("1‰ a day").first().waitFor();
  await press(finance, "中文");
});

test("it is waived by a relief of its own, which another approves", async () => {
  await press(finance, zh("console.relief"));
  const dialog = finance.getByRole("dialog", { name: zh("console.relief") });
  await dialog.getByLabel(zh("console.relief.of")).selectOption({ label: "违约金减免" });
  await dialog.getByLabel(zh("console.relief.amount")).fill("1.00");
  await dialog.getByLabel(zh("console.relief.evidence")).fill("申请 0712");
  await dialog.getByLabel(zh("console.reason")).fill("困难户");
  await press(dialog, zh("console.request.preview"));
  await press(dialog, zh("console.request.ask"));
  await dialog.waitFor({ state: "hidden" });
  const second = await stage.enter("finance2", "/console/requests");
  await second
    .getByRole("link", { name: new RegExp(zh("console.command.ledger.relieve")) })
    .first()
    .click();
  await press(second, zh("console.request.approve"));
  await answer(second, zh("console.request.approve"));
  const row = finance.getByRole("row").filter({ hasText: zh("ledger.kind.relief") });
  await row.getByText("违约金减免").waitFor();
  expect(await owed()).toBe(addFen(late.owedFen, lateFen) - 100);
});

test("everybody who is overdue is charged by a run: previewed, approved, charged", async () => {
  await finance.goto(`${stage.city.url}/console/season-runs`);
  await press(finance, zh("console.runs.begin"));
  const dialog = finance.getByRole("dialog");
  await dialog.getByLabel(zh("console.runs.what")).selectOption("late-fees");
  await dialog.getByLabel(zh("console.runs.season")).selectOption(season);
  await noBreaches(finance);
  await dialog.locator("[type=submit]").click();
  const status = (text: string) => finance.getByRole("status").filter({ hasText: text });
  await status(zh("seasonruns.state.previewed")).waitFor();
  const name = zh("console.run.late", { season });
  const title = zh("console.run.title", { season: name });
  await finance.getByRole("region", { name: title }).first().waitFor();
  const all = finance.getByRole("main").getByRole("row", { name: zh("console.run.all") });
  const count = Number((await all.locator("td").first().innerText()).replace(",", ""));
  expect(count).toBeGreaterThan(0);
  await noBreaches(finance);
  await shoot(finance, "late-fee-run");
  await press(finance, zh("console.run.charge"));
  await dialog.getByLabel(zh("console.reason")).fill("供热条例");
  await press(dialog, zh("console.request.preview"));
  await dialog.getByText(zh("console.request.field.run-late-by"), { exact: true }).waitFor();
  await press(dialog, zh("console.request.ask"));
  await dialog.waitFor({ state: "hidden" });
  const second = await stage.enter("finance2", "/console/requests");
  await pane(second, zh("console.requests.list")).getByText(season).first().click();
  await press(second, zh("console.request.approve"));
  await answer(second, zh("console.request.approve"));
  await status(zh("seasonruns.state.done")).waitFor();
  const posted = zh("console.run.count-amount", { count, amount: "" }).split("，")[0]!;
  await finance.getByText(posted).first().waitFor();
});
