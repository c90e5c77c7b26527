import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { cityDate, instantOf } from "@warmline/shared/kernel/time.ts";
import { formatYuan, totalFen, type Fen } from "@warmline/shared/kernel/money.ts";
import { askAndApprove } from "./approval-hands.ts";
import { answer, press } from "./console-hands.ts";
import { button, enterOn, go, noBreaches, submit, type } from "./keyboard-hands.ts";
import { debtors, type Resident } from "./people.ts";
import { openStage, zh, type Stage } from "./stage.ts";

// 财务的一年: from the tariff of a season over its charging, what is paid and what is relieved, the
// report and the close of the day, to the carry-forward that another person seals.

const SEASON = "2031-2032";
const NOVEMBER = "2031-11-01";
/** Of the low-income household. */
const RELIEF = "100.00";

let stage: Stage;
let finance: Page;
let second: Page;
/** Who pays, who is relieved, and who does neither. */
let residents: [Resident, Resident, Resident];
let day: string;

beforeAll(async () => {
  stage = await openStage({
    before: async (deps) => {
      const found = await debtors(deps, 8);
      residents = found.toSorted((a, b) => a.owedFen - b.owedFen).slice(0, 3) as typeof residents;
    },
  });
  day = cityDate(instantOf(Date.now()));
  finance = await stage.enter("finance", "/console/prices");
  second = await stage.enter("finance2", "/console/requests");
});
afterAll(() => stage?.close());

const dialogOf = (page: Page) => page.getByRole("dialog");
const debtOf = ({ household: { id } }: Resident) =>
  stage.city.ask("finance", `/api/households/${id}/debt`);

/** What a household was charged for the season. */
async function chargedFen(resident: Resident): Promise<Fen> {
  const { sums } = (await debtOf(resident)) as {
    sums: { season: string; chargedFen: Fen }[];
  };
  return totalFen(sums.flatMap((sum) => (sum.season === SEASON ? sum.chargedFen : [])));
}

test("in summer the season is opened at a new tariff, with the document that sets it", async () => {
  await go(finance, "p", zh("console.prices"));
  await enterOn(finance, button(finance, zh("console.season.open")));
  await type(finance, dialogOf(finance), zh("console.season.one"), SEASON);
  await dialogOf(finance).getByLabel(zh("console.season.from")).fill(NOVEMBER);
  await dialogOf(finance).getByLabel(zh("console.season.to")).fill("2032-03-31");
  await submit(finance, dialogOf(finance));
  await enterOn(finance, button(finance, zh("console.prices.set")).first());
  await type(finance, dialogOf(finance), zh("console.prices.price", { unit: "元/m²" }), "26.35");
  await dialogOf(finance).getByLabel(zh("console.prices.from")).fill("2031-07-01");
  await type(finance, dialogOf(finance), zh("console.prices.approved-by"), "发改价〔2031〕1号");
  await submit(finance, dialogOf(finance));
  const row = finance.getByRole("row").filter({ hasText: "发改价〔2031〕1号" });
  await row.getByText("26.35", { exact: true }).waitFor();
  for (const { household } of residents) {
    const body = { rev: household.rev, season: SEASON, holder: household.name, signedOn: NOVEMBER };
    await stage.city.ask("finance", `/api/households/${household.id}/contracts`, body);
  }
  await finance.reload();
  await finance.getByRole("cell", { name: SEASON, exact: true }).first().waitFor();
  expect(await row.getByText(zh("console.prices.state.coming")).count()).toBe(1);
});

test("it is charged as a whole, by the new tariff, once another approves", async () => {
  await go(finance, "y", zh("console.runs"));
  await enterOn(finance, button(finance, zh("console.runs.begin")));
  await dialogOf(finance).getByLabel(zh("console.runs.season")).selectOption(SEASON);
  await submit(finance, dialogOf(finance));
  const status = (name: string) => finance.getByRole("status").filter({ hasText: name });
  await status(zh("seasonruns.state.previewed")).waitFor();
  await askAndApprove(stage, finance, second, {
    action: zh("console.run.charge"),
    reason: "年度出账",
    shows: zh("console.request.field.run-amount"),
    leadsTo: zh("console.request.run"),
  });
  await status(zh("seasonruns.state.done")).waitFor();
  const { items } = await debtOf(residents[2]);
  const charged = items.find((item: { season: string }) => item.season === SEASON);
  expect(charged.steps[0].price10k).toBe(263_500);
});

test("one pays all at the counter, one is relieved of a part after the hall's yes", async () => {
  const [pays, poor] = residents;
  const cashier = await stage.enter("cashier-xicheng1", `/console/households/${pays.household.id}`);
  const owed = (await debtOf(pays)).owedFen as Fen;
  await press(cashier, zh("console.pay"));
  const paying = cashier.getByRole("dialog", { name: zh("console.pay") });
  await paying.getByLabel(zh("console.pay.amount")).fill((owed / 100).toFixed(2));
  await paying.getByRole("radio", { name: zh("ledger.method.card") }).check();
  await press(paying, zh("console.pay.confirm", { amount: formatYuan(owed) }));
  await cashier.getByRole("dialog", { name: zh("console.receipt.title") }).waitFor();
  await cashier.goto(`${stage.city.url}/console/households/${poor.household.id}`);
  await press(cashier, zh("console.relief"));
  const relief = dialogOf(cashier);
  await relief.getByLabel(zh("console.relief.of")).selectOption("low-income");
  await relief.getByLabel(zh("console.relief.season")).selectOption(SEASON);
  await relief.getByLabel(zh("console.relief.amount")).fill(RELIEF);
  await relief.getByLabel(zh("console.relief.evidence")).fill("低保证 DB-1");
  await relief.getByLabel(zh("console.reason")).fill("低保户");
  await press(relief, zh("console.request.preview"));
  await press(relief, zh("console.request.ask"));
  await relief.waitFor({ state: "hidden" });
  const manager = await stage.enter("manager-xicheng", "/console/requests");
  await manager.getByRole("link", { name: new RegExp(poor.household.number) }).click();
  await press(manager, zh("console.request.approve"));
  await answer(manager, zh("console.request.approve"));
  await manager.getByText(zh("requests.state.executed"), { exact: true }).first().waitFor();
  expect((await debtOf(pays)).owedFen).toBe(0);
});

test("the report says it at once: due is paid, relieved and owed", async () => {
  const charged = totalFen(await Promise.all(residents.map(chargedFen)));
  const paid = await chargedFen(residents[0]);
  const summary = () => stage.city.ask("finance", `/api/reports/collection?season=${SEASON}`);
  await expect.poll(async () => (await summary()).total.relievedFen).toBe(10_000);
  const { total } = await summary();
  expect(total).toMatchObject({ dueFen: charged, paidFen: paid, owedFen: charged - paid - 10_000 });
  await finance.goto(`${stage.city.url}/console/reports?season=${SEASON}`);
  const cards = finance.getByRole("region", { name: zh("reports.total") });
  await cards.getByText(formatYuan(charged)).first().waitFor();
  await noBreaches(finance);
});

test("the next day that day is closed, carried forward, and sealed by another", async () => {
  await stage.city.stop();
  await stage.city.start(1);
  await Promise.all([finance, second].map((page) => page.context().close()));
  finance = await stage.enter("finance", "/console/days");
  second = await stage.enter("finance2", "/console/requests");
  const row = finance.getByRole("row").filter({ hasText: day });
  for (let open = await row.count(); open > 0; open -= 1) {
    const state = row.filter({ hasText: zh("console.days.state.open") });
    if ((await state.count()) === 0) break;
    await state.first().getByRole("link").click();
    await press(finance, zh("console.days.close"));
    await press(dialogOf(finance), zh("console.days.close"));
    await finance.getByText(/^\d+:[0-9a-f]{64}$/).waitFor();
    await finance.goto(`${stage.city.url}/console/days`);
    await row.first().waitFor();
  }
  await go(finance, "g", zh("console.carries"));
  await enterOn(finance, button(finance, zh("console.carries.begin")));
  await dialogOf(finance).getByLabel(zh("console.carries.day"), { exact: true }).fill(day);
  await submit(finance, dialogOf(finance));
  const status = (name: string) => finance.getByRole("status").filter({ hasText: name });
  await status(zh("carryforwards.state.reckoned")).waitFor();
  await askAndApprove(stage, finance, second, {
    action: zh("console.carry.seal"),
    reason: "年度结转",
    shows: zh("console.request.field.carry-hash"),
    leadsTo: zh("console.request.carry"),
  });
  await status(zh("carryforwards.state.sealed")).waitFor();
  await finance.getByText(zh("console.carry.exceptions.none"), { exact: true }).waitFor();
  await noBreaches(finance);
  const { id } = residents[1].household;
  const carried = await stage.city.ask("finance", `/api/households/${id}/carry-forwards`);
  expect(JSON.stringify(carried)).toContain(`"relievedFen":10000`);
});
