import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { addDays, cityDate, instantOf } from "@warmline/shared/kernel/time.ts";
import { formatYuan, type Fen } from "@warmline/shared/kernel/money.ts";
import { pane, press } from "./console-hands.ts";
import { listenToPrint, printed } from "./printed.ts";
import { en, openStage, shoot, zh, type Stage } from "./stage.ts";

const PAGE = "/console/reports";
/** 210 mm less two margins of 12 mm. */
const A4_ROOM_PX = Math.floor((186 / 25.4) * 96);

let stage: Stage;
let finance: Page;

beforeAll(async () => {
  stage = await openStage();
  finance = await stage.enter("finance", PAGE);
});
afterAll(() => stage?.close());

const summary = (query = "") => stage.city.ask("finance", `/api/reports/collection?${query}`);
const rowsOf = (page: Page, level: "branch" | "station" | "building" | "household") =>
  pane(page, zh(`reports.level.${level}`))
    .locator("tbody")
    .getByRole("row");
const crumbs = (page: Page) => page.getByRole("group", { name: zh("console.reports.path") });
const area = (milli: number) =>
  (milli / 1_000).toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 3 });
const yuan = (amount: number) => formatYuan(amount as Fen);

test("the city by branch: sums on top, and every branch with its sums and rates", async () => {
  await expect.poll(async () => (await summary()).behind).toBe(0);
  const { total, rows, season } = await summary();
  await rowsOf(finance, "branch").first().waitFor();
  expect(await rowsOf(finance, "branch").count()).toBe(rows.length);
  const cards = finance.getByRole("region", { name: zh("reports.total") });
  for (const name of ["dueFen", "paidFen", "owedFen"]) {
    expect(await cards.innerText()).toContain(yuan(total[name]));
  }
  const first = await rowsOf(finance, "branch").first().innerText();
  expect(first).toContain(rows[0].name);
  expect(first).toContain(yuan(rows[0].owedFen));
  expect(first).toContain(`${yuan(rows[0].counted.paidFen)} ÷ ${yuan(rows[0].counted.dueFen)}`);
  const chosen = finance.getByLabel(zh("console.reports.season"));
  expect(await chosen.inputValue()).toBe(season);
  await shoot(finance, "reports");
});

test("a name leads down to a household and its page; back and reload stay there", async () => {
  const names: string[] = [];
  for (const level of ["branch", "station", "building"] as const) {
    const link = rowsOf(finance, level).first().getByRole("link");
    names.push((await link.innerText()).trim());
    await link.click();
  }
  await rowsOf(finance, "household").first().waitFor();
  const way = await crumbs(finance).innerText();
  for (const name of [zh("reports.city"), ...names]) expect(way).toContain(name);
  await finance.reload();
  await rowsOf(finance, "household").first().waitFor();
  await shoot(finance, "reports-households");
  const home = rowsOf(finance, "household").first().getByRole("link");
  const number = await home.locator(".num").innerText();
  await home.click();
  // The number stands in the report, too: only the address says that this is the household's page.
  await finance.waitForURL(/[/]console[/]households[/]/);
  await finance.getByText(number, { exact: true }).first().waitFor();
  await finance.goBack();
  await finance.waitForURL(/[/]console[/]reports/);
  await rowsOf(finance, "household").first().waitFor();
  await finance.goBack();
  await rowsOf(finance, "building").first().waitFor();
  await crumbs(finance)
    .getByRole("link", { name: zh("reports.city"), exact: true })
    .click();
  await rowsOf(finance, "branch").first().waitFor();
});

test("any season, as of any day; before it was charged there is nothing", async () => {
  const { seasons } = await summary();
  const oldest: string = seasons.at(-1);
  await finance.getByLabel(zh("console.reports.season")).selectOption(oldest);
  await expect.poll(() => finance.url()).toContain(oldest);
  const day = `${oldest.slice(0, 4)}-12-31`;
  await finance.getByLabel(zh("console.reports.day")).fill(day);
  const then = await summary(`season=${oldest}&day=${day}`);
  const now = await summary(`season=${oldest}`);
  expect(then.total.owedFen).toBeGreaterThan(now.total.owedFen);
  const cards = finance.getByRole("region", { name: zh("reports.total") });
  await cards.getByText(yuan(then.total.owedFen), { exact: true }).waitFor();
  await finance.getByLabel(zh("console.reports.day")).fill("2001-01-01");
  await finance.getByText(zh("console.reports.none"), { exact: true }).waitFor();
  await shoot(finance, "reports-none");
  await finance.goto(stage.city.url + PAGE);
  await rowsOf(finance, "branch").first().waitFor();
});

test("it is printed, and saved as a workbook", async () => {
  const asked = await listenToPrint(finance);
  await press(finance, zh("console.print"));
  expect(await asked()).toBe(true);
  const { total, season } = await summary();
  const [paper] = await printed(finance);
  expect(paper?.text).toContain(zh("reports.collection"));
  expect(paper?.text).toContain(season);
  expect(paper?.text).toContain(yuan(total.owedFen));
  // All columns are on a page of A4 that stands, within its margins.
  await finance.emulateMedia({ media: "print" });
  await finance.setViewportSize({ width: A4_ROOM_PX, height: 1_000 });
  const right = "document.querySelector('table.records').getBoundingClientRect().right";
  expect(await finance.evaluate(right)).toBeLessThanOrEqual(A4_ROOM_PX);
  await finance.emulateMedia({ media: null });
  await finance.setViewportSize({ width: 1_440, height: 900 });
  const saving = finance.waitForEvent("download");
  await finance.getByRole("link", { name: zh("console.reports.export") }).click();
  const saved = await saving;
  expect(saved.suggestedFilename()).toContain(season);
  expect(saved.suggestedFilename()).toMatch(/[.]xlsx$/);
});

test("old debt: what became of past seasons, of the city and of a branch", async () => {
  await finance.getByRole("link", { name: zh("reports.old-debt") }).click();
  const { total, rows } = await stage.city.ask("finance", "/api/reports/old-debt");
  const table = pane(finance, zh("console.reports.by-season"));
  await table.getByText(yuan(total.openingFen), { exact: true }).first().waitFor();
  expect(await table.locator("tbody").getByRole("row").count()).toBe(rows.length + 1);
  await shoot(finance, "reports-old-debt");
  const branch = finance.getByLabel(zh("reports.level.branch"));
  const node: string = (await summary()).rows[0].id;
  await branch.selectOption(node);
  await expect.poll(() => finance.url()).toContain(`node=${node}`);
  const own = await stage.city.ask("finance", `/api/reports/old-debt?node=${node}`);
  await table.getByText(yuan(own.total.openingFen), { exact: true }).first().waitFor();
  await finance.reload();
  await table.getByText(yuan(own.total.openingFen), { exact: true }).first().waitFor();
});

test("takings: by cashier, way and channel, of the days that are chosen", async () => {
  await finance.getByRole("link", { name: zh("reports.takings") }).click();
  await finance.getByRole("heading", { name: zh("reports.takings") }).waitFor();
  const { from } = await stage.city.ask("finance", "/api/reports/takings");
  const first = addDays(from, -300);
  await finance.getByLabel(zh("console.days.from")).fill(first);
  const { total, rows } = await stage.city.ask("finance", `/api/reports/takings?from=${first}`);
  expect(rows.length).toBeGreaterThan(0);
  const table = pane(finance, zh("reports.takings"));
  await table.getByText(yuan(total.netFen), { exact: true }).first().waitFor();
  expect(await table.locator("tbody").getByRole("row").count()).toBe(rows.length + 1);
  await finance.reload();
  await table.getByText(yuan(total.netFen), { exact: true }).first().waitFor();
  await shoot(finance, "reports-takings");
});

test("monthly revenue: what a season earns by days, down to a building's households", async () => {
  await finance.getByRole("link", { name: zh("reports.revenue") }).click();
  await finance.getByRole("heading", { name: zh("reports.revenue") }).waitFor();
  const asked = (node: string) =>
    stage.city.ask("finance", `/api/reports/revenue${node === "" ? "" : `?node=${node}`}`);
  const { total, months, chargedFen, disagrees } = await asked("");
  expect([total.grossFen, disagrees]).toEqual([chargedFen, false]);
  const table = pane(finance, zh("reports.revenue"));
  await table.getByText(yuan(total.grossFen), { exact: true }).first().waitFor();
  const byMonth = table.locator("tbody").first();
  expect(await byMonth.getByRole("row").count()).toBe(months.length + 1);
  await shoot(finance, "reports-revenue");
  const below = pane(finance, zh("reports.revenue.by-place"));
  for (const level of ["station", "building", "household"] as const) {
    await below.locator("tbody").getByRole("link").first().click();
    await below.getByRole("columnheader", { name: zh(`reports.level.${level}`) }).waitFor();
    const node = new URL(finance.url()).searchParams.get("node") ?? "";
    const answer = await asked(node);
    await table.getByText(yuan(answer.total.grossFen), { exact: true }).first().waitFor();
  }
});

test("prepayments: what is on account, down to a building's households", async () => {
  await finance.getByRole("link", { name: zh("reports.prepayments") }).click();
  await finance.getByRole("heading", { name: zh("reports.prepayments") }).waitFor();
  const asked = (node: string) =>
    stage.city.ask("finance", `/api/reports/prepayments?node=${node}`);
  const { total, rows } = await stage.city.ask("finance", "/api/reports/prepayments");
  const table = pane(finance, zh("reports.prepayments"));
  await table.getByText(yuan(total.closingFen), { exact: true }).first().waitFor();
  expect(await table.locator("tbody").getByRole("row").count()).toBe(rows.length + 1);
  await shoot(finance, "reports-prepayments");
  let node = "";
  for (const level of ["station", "building", "household"] as const) {
    await table.locator("tbody").getByRole("link").first().click();
    await table.getByRole("columnheader", { name: zh(`reports.level.${level}`) }).waitFor();
    node = new URL(finance.url()).searchParams.get("node") ?? "";
    const below = await asked(node);
    await table.getByText(yuan(below.total.closingFen), { exact: true }).first().waitFor();
  }
  expect(node.split("/")).toHaveLength(3);
});

test("areas: what is paid, stopped and unpaid, down to a building; as a workbook", async () => {
  await finance.getByRole("link", { name: zh("reports.areas") }).click();
  await finance.getByRole("heading", { name: zh("reports.areas") }).waitFor();
  const asked = (node: string) =>
    stage.city.ask("finance", `/api/reports/areas${node === "" ? "" : `?node=${node}`}`);
  const { total, rows, disagreements } = await asked("");
  expect(disagreements).toEqual([]);
  const { billableMilli, paidMilli, stoppedMilli, unpaidMilli } = total;
  expect(paidMilli + stoppedMilli + unpaidMilli).toBe(billableMilli);
  const table = pane(finance, zh("reports.revenue.by-place"));
  await table.getByText(area(unpaidMilli), { exact: true }).first().waitFor();
  expect(await table.locator("tbody").getByRole("row").count()).toBe(rows.length + 1);
  const rate = `${area(total.settledMilli)} ÷ ${area(billableMilli)}`;
  await table.getByText(rate, { exact: true }).first().waitFor();
  await shoot(finance, "reports-areas");
  for (const level of ["station", "building", "household"] as const) {
    await table.locator("tbody").getByRole("link").first().click();
    await table.getByRole("columnheader", { name: zh(`reports.level.${level}`) }).waitFor();
    const below = await asked(new URL(finance.url()).searchParams.get("node") ?? "");
    await table.getByText(area(below.total.billableMilli), { exact: true }).first().waitFor();
  }
  const saving = finance.waitForEvent("download");
  await finance.getByRole("link", { name: zh("console.reports.export") }).click();
  expect((await saving).suggestedFilename()).toMatch(/[.]xlsx$/);
});

test("stops: where nothing is stopped the page says so", async () => {
  await finance.getByRole("link", { name: zh("reports.stops") }).click();
  await finance.getByRole("heading", { name: zh("reports.stops") }).waitFor();
  const { total, rows } = await stage.city.ask("finance", "/api/reports/stops");
  expect([rows, total.dueFen]).toEqual([[], 0]);
  await finance.getByText(zh("console.reports.stops.none"), { exact: true }).waitFor();
});

test("in English, and of yesterday", async () => {
  const yesterday = addDays(cityDate(instantOf(Date.now())), -1);
  await finance.evaluate("localStorage.setItem('warmline.language', 'en')");
  await finance.goto(`${stage.city.url}${PAGE}?day=${yesterday}`);
  await finance.getByRole("heading", { name: en("reports.collection") }).waitFor();
  await pane(finance, en("reports.level.branch")).waitFor();
  expect(await finance.getByLabel(en("console.reports.day")).inputValue()).toBe(yesterday);
  await shoot(finance, "reports-en");
});

test("whoever may not read statistics has no such room", async () => {
  const cashier = await stage.enter("cashier-xicheng1", PAGE);
  expect(await cashier.getByRole("link", { name: zh("console.reports") }).count()).toBe(0);
  await cashier.getByText(zh("refusal.forbidden")).waitFor();
});
