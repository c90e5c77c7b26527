import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { BY_ITSELF } from "@warmline/server/domains/dunning/by-itself.ts";
import { lookAt } from "@warmline/server/domains/dunning/look-command.ts";
import type { Deps } from "@warmline/server/platform/deps.ts";
import { runCommand } from "@warmline/server/platform/commands/run-command.ts";
import type { StepKind } from "@warmline/shared/catalogue/dunning-rule.ts";
import { dunningEvents } from "@warmline/shared/dunning/model.ts";
import { formatYuan } from "@warmline/shared/kernel/money.ts";
import { accounts } from "@warmline/shared/ledger/account.ts";
import { capitalAmount } from "@warmline/shared/ledger/capital-amount.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { addDays, cityDate, instantOf } from "@warmline/shared/kernel/time.ts";
import { answer, press } from "./console-hands.ts";
import { noBreaches } from "./keyboard-hands.ts";
import { debtors, type Resident } from "./people.ts";
import { printed } from "./printed.ts";
import { en, openStage, shoot, zh, type Stage } from "./stage.ts";

// 催缴: who is due is listed, a step is put on record and taken back, a hold and a promise keep the
// account off the list, and so does a payment.

let stage: Stage;
let finance: Page;
let resident: Resident;
let visited: Resident;
let ordered: Resident;

beforeAll(async () => {
  stage = await openStage({
    before: async (deps) => {
      [resident, visited, ordered] = (await debtors(deps, 3)) as [Resident, Resident, Resident];
      const accountIds = [resident.household.id];
      await runCommand(deps, BY_ITSELF, lookAt, { accountIds });
      await taken(deps, visited, "visit");
      await taken(deps, ordered, "limit-notice");
    },
  });
  finance = await stage.enter("finance", "/console/dunning");
});
afterAll(() => stage?.close());

/** As if it had been put on record today. */
async function taken(deps: Deps, { household, owedFen }: Resident, step: StepKind) {
  const { id: accountId } = household;
  const { items } = (await deps.store.get(accounts, accountId))!;
  const at = deps.clock.now();
  const itemIds = items.map(({ itemId }) => itemId);
  const fact = { kind: "step", step, delivery: "nobody", itemIds, amountFen: owedFen } as const;
  const by = { byId: "somebody", byName: "王小明", attachments: [] };
  const event = { id: `a-${step}`, accountId, at, on: cityDate(at), ...by, fact };
  await deps.store.commit([insert(dunningEvents, event)]);
}

const path = () => `/console/households/${resident.household.id}`;
const listed = (page: Page) => page.getByRole("link", { name: resident.household.number });
const standing = (page: Page) =>
  page.getByRole("region", { name: zh("console.dunning.standing"), exact: true });
const history = (page: Page) =>
  page.getByRole("region", { name: zh("console.dunning.history"), exact: true });
const tab = (page: Page, name = zh("console.dunning")) =>
  page.getByRole("tab", { name, exact: true }).click();

test("the list shows whose turn it is, on a desk and on a telephone", async () => {
  await listed(finance).waitFor();
  await noBreaches(finance);
  await shoot(finance, "dunning-list");
  const narrow = await stage.enter("finance", "/console/dunning", {
    viewport: { width: 390, height: 844 },
  });
  await listed(narrow).waitFor();
  await noBreaches(narrow);
  await shoot(narrow, "dunning-list-narrow");
  await narrow.context().close();
  expect(await finance.getByRole("table").count()).toBe(2);
});

test("a step is put on record, and the next one waits", async () => {
  await listed(finance).click();
  await tab(finance);
  await press(standing(finance), zh("console.dunning.record"));
  await finance.getByRole("dialog", { name: zh("console.dunning.record") }).waitFor();
  await noBreaches(finance);
  await answer(finance, zh("console.dunning.record"), async (dialog) => {
    await dialog.getByLabel(zh("console.dunning.note")).fill("答应月底缴");
  });
  await history(finance).getByText(zh("dunning.step.reminder"), { exact: true }).waitFor();
  await standing(finance).getByText(zh("dunning.why.waiting")).waitFor();
  await shoot(finance, "dunning-household");
  await finance.goto(`${stage.city.url}/console/dunning`);
  await finance.getByText(zh("console.dunning.none")).waitFor();
  expect(await listed(finance).count()).toBe(0);
});

test("the agent sees it beside the debt, in English, too, and takes a promise", async () => {
  const agent = await stage.enter("agent1", path());
  const said = zh("console.dunning.line", { step: zh("dunning.step.visit"), day: "" });
  await agent.getByText(said.slice(0, 8)).waitFor();
  await tab(agent);
  await press(standing(agent), zh("console.dunning.promise"));
  await answer(agent, zh("console.dunning.promise"), async (dialog) => {
    const day = addDays(cityDate(instantOf(Date.now())), 5);
    await dialog.getByLabel(zh("console.dunning.promise.day")).fill(day);
  });
  await history(agent).getByText(zh("console.dunning.promise.kept")).waitFor();
  await standing(agent).getByText(zh("dunning.hold.promise")).waitFor();
  await press(agent, "English");
  await agent
    .getByRole("region", { name: en("console.dunning.history") })
    .getByText(en("console.dunning.promise.kept"))
    .waitFor();
  await noBreaches(agent);
  expect(await agent.getByRole("button", { name: en("console.dunning.undo") }).count()).toBe(0);
  await agent.context().close();
});

test("what is disputed is said beside the debt, until that is taken back", async () => {
  await finance.goto(`${stage.city.url}/console/households/${visited.household.id}`);
  const debt = finance.getByRole("region", { name: zh("console.debt"), exact: true }).last();
  await debt.waitFor();
  await tab(finance);
  await press(standing(finance), zh("console.dunning.dispute"));
  await answer(finance, zh("console.dunning.dispute"), async (dialog) => {
    for (const item of await dialog.getByRole("checkbox").all()) await item.check();
    await dialog.getByLabel(zh("console.reason")).fill("面积与房产证不符");
  });
  await debt.getByText(zh("console.debt.disputed"), { exact: true }).first().waitFor();
  await standing(finance).getByText(zh("dunning.why.nothing-overdue")).waitFor();
  await noBreaches(finance);
  await shoot(finance, "dunning-disputed");
  await press(history(finance).locator("li:not(.undone)").first(), zh("console.dunning.undo"));
  await answer(finance, zh("console.dunning.undo"), async (dialog) => {
    await dialog.getByLabel(zh("console.reason")).fill("面积已核对");
  });
  await standing(finance)
    .getByText(zh("console.dunning.since", { day: "" }).slice(0, 2))
    .waitFor();
  await expect
    .poll(() => debt.getByText(zh("console.debt.disputed"), { exact: true }).count())
    .toBe(0);
});

test("finance takes both back; a payment takes the account off the list", async () => {
  await finance.goto(stage.city.url + path());
  await tab(finance);
  for (let left = 2; left > 0; left -= 1) {
    await press(history(finance).locator("li:not(.undone)").first(), zh("console.dunning.undo"));
    const dialog = finance.getByRole("dialog", { name: zh("console.dunning.undo") });
    await dialog.getByLabel(zh("console.reason")).fill("登错户");
    await dialog.locator("[type=submit]").click();
    await dialog.waitFor({ state: "hidden" });
    await expect.poll(() => history(finance).locator("li:not(.undone)").count()).toBe(left - 1);
  }
  await standing(finance).getByText(zh("dunning.why.ready")).waitFor();
  await finance.goto(`${stage.city.url}/console/dunning`);
  await listed(finance).waitFor();
  const parts = [{ accountId: resident.household.id, amountFen: resident.owedFen }];
  const tenders = [{ method: "card", amountFen: resident.owedFen }];
  await stage.city.ask("cashier-xicheng1", "/api/payments", { parts, tenders });
  await expect
    .poll(async () => {
      await press(finance, zh("console.dunning.refresh"));
      return listed(finance).count();
    })
    .toBe(0);
});

test("a notice prints on a page with what is overdue and what the law says", async () => {
  const { household, owedFen } = visited;
  await finance.goto(`${stage.city.url}/console/households/${household.id}`);
  await tab(finance);
  await press(standing(finance), zh("console.dunning.print"));
  const [sheet, ...more] = await printed(finance);
  expect(more).toEqual([]);
  expect(sheet?.mm).toEqual([210, 297]);
  for (const words of [
    zh("dunning.step.notice"),
    household.name,
    household.number,
    formatYuan(owedFen),
    capitalAmount(owedFen),
    "第六百五十四条",
    zh("console.dunning.sheet.received"),
  ]) {
    expect(sheet?.text).toContain(words.normalize("NFKC").replaceAll(/\s/g, ""));
  }
  await shoot(finance, "dunning-notice");
});

test("a valve is asked for after its notice, not before the wait is over", async () => {
  await finance.goto(`${stage.city.url}/console/households/${ordered.household.id}`);
  await tab(finance);
  await press(standing(finance), zh("console.dunning.valve.ask"));
  const dialog = finance.getByRole("dialog", { name: zh("console.dunning.valve.ask") });
  await dialog.getByLabel(zh("console.reason")).fill("经两次催缴未缴");
  await noBreaches(finance);
  await shoot(finance, "dunning-valve");
  await press(dialog, zh("console.request.preview"));
  await dialog.getByText(zh("refusal.step-not-yet", { day: "" }).slice(0, 6)).waitFor();
  expect(await press(dialog, zh("console.cancel"))).toBeUndefined();
});
