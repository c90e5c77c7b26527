import { afterAll, beforeAll, expect, test } from "vitest";
import type { Locator, Page } from "playwright-core";
import { formatYuan, type Fen } from "@warmline/shared/kernel/money.ts";
import { askAndApprove } from "./approval-hands.ts";
import { button, enterOn, go, noBreaches, submit } from "./keyboard-hands.ts";
import { debtors, type Resident } from "./people.ts";
import { printed } from "./printed.ts";
import { en, openStage, shoot, zh, type Stage } from "./stage.ts";

// 批量出账: previewed beside the season before, approved by another, charged and undone as a whole.

const SEASON = "2031-2032";
const NOVEMBER = "2031-11-01";

let stage: Stage;
let finance: Page;
let second: Page;
let residents: Resident[];

beforeAll(async () => {
  stage = await openStage({
    before: async (deps) => {
      residents = await debtors(deps, 5);
    },
  });
  const season = { name: SEASON, from: NOVEMBER, to: "2032-03-31" };
  await stage.city.ask("finance", "/api/seasons", season);
  for (const resident of residents.slice(0, 3)) await sign(resident);
  finance = await stage.enter("finance", "/console/prices");
  second = await stage.enter("finance2", "/console/requests");
});
afterAll(() => stage?.close());

/** Everybody else has no contract for that season. */
async function sign({ household: { id, rev, name: holder } }: Resident): Promise<void> {
  const body = { rev, season: SEASON, holder, signedOn: NOVEMBER };
  await stage.city.ask("finance", `/api/households/${id}/contracts`, body);
}

const dialog = () => finance.getByRole("dialog");
const card = () => finance.getByRole("region", { name: title() });
const title = () => zh("console.run.title", { season: SEASON });
const status = (text: string): Locator => finance.getByRole("status").filter({ hasText: text });
const households = (count: number) => new RegExp(`^${count} 户，`);

const askedAndApproved = (action: string) =>
  askAndApprove(stage, finance, second, {
    action,
    reason: "发改价〔2031〕2号",
    shows: zh("console.request.field.run-amount"),
    leadsTo: zh("console.request.run"),
  });

test("a preview is begun by keyboard, and shows totals, basis and exceptions", async () => {
  await go(finance, "y", zh("console.runs"));
  await finance.getByText(zh("console.runs.none")).waitFor();
  await noBreaches(finance);
  await enterOn(finance, button(finance, zh("console.runs.begin")));
  await dialog().getByLabel(zh("console.runs.season")).selectOption(SEASON);
  await noBreaches(finance);
  await submit(finance, dialog());
  await status(zh("seasonruns.state.previewed")).waitFor();
  const total = finance.getByRole("main").getByRole("row", { name: zh("console.run.all") });
  expect(await total.locator("td").first().innerText()).toBe("3");
  const less = (await total.locator("td").last().innerText()).startsWith("-");
  expect(less).toBe(true);
  await card().getByText(zh("console.run.position")).waitFor();
  await noBreaches(finance);
  await shoot(finance, "season-run");
});

test("exceptions are found by number and reason, and lead to the household", async () => {
  const { household } = residents[3]!;
  const number = finance.getByLabel(zh("console.run.exceptions.number"), { exact: true });
  await tabAndType(number, household.number);
  const row = finance.getByRole("row", { name: household.number });
  await row.getByText(zh("console.run.why.no-contract")).waitFor();
  await row.getByText(zh("console.run.exceptions.not-yet")).waitFor();
  await expect.poll(() => finance.getByRole("link", { name: /^\d{9} / }).count()).toBe(1);
  expect(await row.getByRole("link").getAttribute("href")).toBe(
    `/console/households/${household.id}`,
  );
});

async function tabAndType(field: Locator, text: string): Promise<void> {
  await field.focus();
  await finance.keyboard.type(text);
}

test("the preview is printed on one page of A4, signed by two", async () => {
  const pages = await printed(finance);
  expect(pages.map(({ mm }) => mm)).toEqual([[210, 297]]);
  for (const words of ["sheet", "sheet.maker", "sheet.checker", "digest"] as const) {
    const bare = zh(`console.run.${words}`).replaceAll(/\s/g, "");
    expect(pages[0]?.text).toContain(bare.normalize("NFKC"));
  }
});

test("approved by another it charges all of them, while the page shows it", async () => {
  await askedAndApproved(zh("console.run.charge"));
  await status(zh("seasonruns.state.done")).waitFor();
  await card().getByText(households(3)).waitFor();
  await noBreaches(finance);
  const { id } = residents[0]!.household;
  const debt = await stage.city.ask("finance", `/api/households/${id}/debt`);
  expect(debt.owedFen).toBeGreaterThan(residents[0]!.owedFen);
});

test("whoever was left out is charged singly, and the list says so", async () => {
  const resident = residents[3]!;
  await sign(resident);
  const { id, number } = resident.household;
  await stage.city.ask("finance", `/api/households/${id}/charges`, { season: SEASON });
  const { items } = await stage.city.ask("finance", `/api/households/${id}/debt`);
  const charged = items.find((item: { season: string }) => item.season === SEASON);
  await finance.reload();
  await tabAndType(
    finance.getByLabel(zh("console.run.exceptions.number"), { exact: true }),
    number,
  );
  const row = finance.getByRole("row", { name: number });
  await row.getByText(formatYuan(charged.amountFen as Fen)).waitFor();
  expect(await row.getByText(zh("console.run.exceptions.not-yet")).count()).toBe(0);
});

test("undone it takes back what it charged, and nothing else", async () => {
  await askedAndApproved(zh("console.run.undo"));
  await status(zh("seasonruns.state.undone")).waitFor();
  await card().getByText(households(0)).waitFor();
  await card().getByText(households(3)).waitFor();
  for (const { household, owedFen } of residents.slice(0, 3)) {
    const debt = await stage.city.ask("finance", `/api/households/${household.id}/debt`);
    expect(debt.owedFen).toBe(owedFen);
  }
  await finance.getByRole("link", { name: `← ${zh("console.runs")}` }).click();
  await finance
    .getByRole("row", { name: SEASON })
    .getByText(zh("seasonruns.state.undone"))
    .waitFor();
});

test("in English, and for who may only read, on a small desk and on a phone", async () => {
  const auditor = await stage.enter("auditor", "/console/season-runs", {
    viewport: { width: 1024, height: 768 },
  });
  await auditor.getByRole("link", { name: SEASON }).click();
  await auditor.getByText(zh("console.run.totals")).waitFor();
  expect(await button(auditor, zh("console.run.charge")).count()).toBe(0);
  await auditor.evaluate(`localStorage.setItem("warmline.language", "en")`);
  await auditor.reload();
  await auditor.getByText(en("console.run.totals"), { exact: true }).waitFor();
  await noBreaches(auditor);
  const beyond = "document.documentElement.scrollWidth - innerWidth";
  expect(await auditor.evaluate(beyond)).toBe(0);
  await auditor.setViewportSize({ width: 390, height: 844 });
  expect(await auditor.evaluate(beyond)).toBe(0);
  await noBreaches(auditor);
});

test("contracts of the season before are renewed by a run that is asked to", async () => {
  const { id } = residents[4]!.household;
  const signed = async () => {
    const contracts = await stage.city.ask("finance", `/api/households/${id}/contracts`);
    return contracts.find((one: { season: string }) => one.season === SEASON);
  };
  expect(await signed()).toBeUndefined();
  await enterOn(finance, button(finance, zh("console.runs.begin")));
  await dialog().getByLabel(zh("console.runs.season")).selectOption(SEASON);
  await dialog().getByLabel(zh("console.runs.renew"), { exact: true }).check();
  await noBreaches(finance);
  await submit(finance, dialog());
  await status(zh("seasonruns.state.previewed")).waitFor();
  await card().getByText(zh("console.run.renewals")).waitFor();
  await askedAndApproved(zh("console.run.charge"));
  await status(zh("seasonruns.state.done")).waitFor();
  expect((await signed()).versions).toMatchObject([{ kind: "renewed", from: NOVEMBER }]);
});
