import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { formatYuan } from "@warmline/shared/kernel/money.ts";
import { breaches } from "./breaches.ts";
import { button, enterOn, go, noBreaches, submit, tabTo, type } from "./keyboard-hands.ts";
import { debtors, type Resident } from "./people.ts";
import { en, openStage, zh, type Stage } from "./stage.ts";

let stage: Stage;
let finance: Page;
let second: Page;
let residents: Resident[];

beforeAll(async () => {
  stage = await openStage({
    before: async (deps) => {
      residents = await debtors(deps, 1);
    },
  });
  finance = await stage.enter("finance", "/console/households");
  second = await stage.enter("finance2", "/console/requests");
});
afterAll(() => stage?.close());

/** The other one of finance approves what waits. */
async function approvedByAnother() {
  await second.goto(`${stage.city.url}/console/requests`);
  const count = zh("console.requests.waiting-count", { count: 1 });
  await second.getByRole("status", { name: count }).waitFor();
  await second.keyboard.press("j");
  await button(second, zh("console.request.approve")).waitFor();
  await noBreaches(second);
  await second.keyboard.press("a");
  await second.getByRole("dialog").getByRole("textbox").waitFor();
  await second.keyboard.press("Enter");
  await second.getByText(zh("requests.state.executed"), { exact: true }).first().waitFor();
}

test("a contract is ended and signed anew, and keeps its versions", async () => {
  const { household } = residents[0]!;
  await finance.goto(`${stage.city.url}/console/households/${household.id}`);
  const tab = finance.getByRole("tab", { name: zh("console.contracts") });
  await tab.waitFor();
  await tabTo(finance, finance.getByRole("tab", { name: zh("console.account") }));
  // Past the account's timeline, its dunning and what is known of the home.
  for (let tabs = 0; tabs < 4; tabs += 1) await finance.keyboard.press("ArrowRight");
  const card = finance.getByRole("article").first();
  await card.getByText(zh("households.contract.active")).waitFor();
  await noBreaches(finance);

  const dialog = finance.getByRole("dialog");
  await enterOn(finance, card.getByText(zh("console.contract.end"), { exact: true }));
  await type(finance, dialog, zh("console.reason"), "报停");
  await submit(finance, dialog);
  await card.getByText(zh("households.contract.ended")).waitFor();

  await enterOn(finance, card.getByText(zh("console.contract.again"), { exact: true }));
  await type(finance, dialog, zh("console.contract.holder"), "新户主");
  await type(finance, dialog, zh("console.reason.optional"), "复热");
  expect(await breaches(finance)).toEqual([]);
  await submit(finance, dialog);
  await card.getByText(zh("households.contract.active")).waitFor();
  await card.getByText("新户主").first().waitFor();
  await enterOn(finance, card.getByText(zh("console.contract.versions", { count: 3 })));
  await card.getByRole("row").filter({ hasText: "报停" }).waitFor();
  await noBreaches(finance);
});

test("a household is transferred, and its former holder stays on record", async () => {
  const { household, owedFen } = residents[0]!;
  await finance.getByRole("tab", { name: zh("console.household.home") }).click();
  const dialog = finance.getByRole("dialog");
  await enterOn(finance, button(finance, zh("console.transfer")));
  await type(finance, dialog, zh("console.transfer.to"), "欧阳新");
  await type(finance, dialog, zh("console.transfer.evidence"), "不动产权〔2026〕8号");
  await type(finance, dialog, zh("console.reason"), "买卖");
  // What is owed is nobody's by default: it has to be said.
  expect(await dialog.locator("[type=submit]").isDisabled()).toBe(true);
  await dialog.getByLabel(zh("console.transfer.balances")).selectOption("follow");
  await dialog
    .getByRole("cell", { name: formatYuan(owedFen) })
    .first()
    .waitFor();
  expect(await breaches(finance)).toEqual([]);
  await submit(finance, dialog);
  await finance.getByRole("heading", { name: "欧阳新", level: 1 }).waitFor();
  const former = finance.getByRole("list", { name: zh("console.holder.former") });
  await former.getByText(household.name).waitFor();
  await noBreaches(finance);
});

test("an area changes by its document, asked for and approved by another", async () => {
  await finance.getByRole("tab", { name: zh("console.household.home") }).click();
  const dialog = finance.getByRole("dialog");
  await enterOn(finance, button(finance, zh("console.premise.change")));
  const first = dialog.getByRole("group").first();
  await type(finance, first, zh("console.contract.inner"), "999999");
  await dialog.getByLabel(zh("console.premise.from")).fill("2020-11-01");
  await type(finance, dialog, zh("console.premise.evidence"), "测〔2026〕7号");
  await type(finance, dialog, zh("console.reason"), "实测");
  await enterOn(finance, dialog.locator("[type=submit]"));
  // Refused once, and clear: what was typed is still there.
  await dialog.getByRole("alert").waitFor();
  expect(await dialog.getByRole("alert").count()).toBe(1);
  expect(await breaches(finance)).toEqual([]);
  await type(finance, first, zh("console.contract.inner"), "15");
  await type(finance, first, zh("console.contract.usable"), "12");
  await type(finance, first, zh("console.contract.billing"), "20.5");
  await enterOn(finance, button(dialog, zh("console.request.preview")));
  await dialog.getByText(zh("console.request.field.space")).waitFor();
  await submit(finance, dialog);
  await approvedByAnother();
  const home = finance.getByRole("tabpanel");
  await home.getByText("测〔2026〕7号").waitFor();
  await home.getByText("20.50 m²").first().waitFor();
  await noBreaches(finance);
});

test("a number of another kind is registered, finds the household, and is given up", async () => {
  const dialog = finance.getByRole("dialog");
  await enterOn(finance, button(finance, zh("console.alias.add")));
  await dialog.getByLabel(zh("console.alias.scheme")).selectOption("meter");
  await type(finance, dialog, zh("console.alias.number"), "rb-２０２６-0042");
  expect(await breaches(finance)).toEqual([]);
  await submit(finance, dialog);
  const row = finance.getByRole("listitem").filter({ hasText: "RB-2026-0042" });
  await row.waitFor();
  const body = { q: "RB-2026" };
  const found = await finance.request.post(`${stage.city.url}/api/households/search`, {
    data: body,
    headers: { origin: stage.city.url },
  });
  expect((await found.json()).rows[0].number).toBe(residents[0]!.household.number);
  const names = { scheme: zh("households.alias.meter"), number: "RB-2026-0042" };
  await enterOn(finance, button(row, zh("console.alias.remove.title", names)));
  await type(finance, dialog, zh("console.reason"), "换表");
  await submit(finance, dialog);
  await finance.getByText(zh("console.aliases.none")).waitFor();
});

test("a season is lengthened for one branch by another's approval, and moved back", async () => {
  await go(finance, "p", zh("console.prices"));
  const dialog = finance.getByRole("dialog");
  await finance.getByText(zh("console.season.calendars.none")).waitFor();
  await enterOn(finance, button(finance, zh("console.season.move")));
  const season = await dialog.getByLabel(zh("console.season.one")).inputValue();
  await dialog.getByLabel(zh("console.season.branch")).selectOption("branch-01");
  const [from, to] = [`${season.slice(0, 4)}-11-01`, `${season.slice(5)}-04-05`];
  await dialog.getByLabel(zh("console.season.from")).fill(from);
  await dialog.getByLabel(zh("console.season.to")).fill(to);
  await type(finance, dialog, zh("console.season.evidence"), "冀建热〔2027〕2号");
  await type(finance, dialog, zh("console.reason"), "寒潮");
  await enterOn(finance, button(dialog, zh("console.request.preview")));
  await dialog.getByText(zh("console.request.touches.households")).waitFor();
  expect(await breaches(finance)).toEqual([]);
  await submit(finance, dialog);
  await approvedByAnother();
  await finance.reload();
  const row = finance.getByRole("row").filter({ hasText: "冀建热〔2027〕2号" });
  await row.getByText(`${from} – ${to}`).first().waitFor();
  await noBreaches(finance);

  await enterOn(finance, row.getByRole("button"));
  await dialog.getByLabel(zh("console.season.how")).selectOption("back");
  await type(finance, dialog, zh("console.season.evidence"), "冀建热〔2027〕3号");
  await type(finance, dialog, zh("console.reason"), "撤销");
  await enterOn(finance, button(dialog, zh("console.request.preview")));
  await dialog.getByText(zh("console.request.field.season-days")).waitFor();
  await submit(finance, dialog);
  await approvedByAnother();
  await finance.reload();
  await row.getByText(zh("console.season.as-above")).first().waitFor();
});

test("in English, too", async () => {
  await finance.evaluate(`localStorage.setItem("warmline.language", "en")`);
  await finance.reload();
  await finance.getByRole("heading", { name: en("console.season.calendars") }).waitFor();
  expect(await breaches(finance)).toEqual([]);
  await finance.goto(`${stage.city.url}/console/requests`);
  await finance
    .getByRole("link", { name: /Lengthen/ })
    .first()
    .click();
  await finance.getByText(en("console.request.touches.households")).waitFor();
});
