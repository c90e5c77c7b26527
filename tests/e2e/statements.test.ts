import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { formatYuan, type Fen } from "@warmline/shared/kernel/money.ts";
import { pane } from "./console-hands.ts";
import { en, openStage, shoot, zh, type Stage } from "./stage.ts";

// 采暖费年度报表 and 欠费分析, in the browser.

/** 210 mm less two margins of 12 mm. */
const A4_ROOM_PX = Math.floor((186 / 25.4) * 96);
const DESK = { width: 1_440, height: 900 };
const PHONE = { width: 390, height: 844 };

let stage: Stage;
let finance: Page;

beforeAll(async () => {
  stage = await openStage();
  finance = await stage.enter("finance", "/console/reports");
});
afterAll(() => stage?.close());

const yuan = (amount: number) => formatYuan(amount as Fen);
const node = () => new URL(finance.url()).searchParams.get("node") ?? "";

/** How a report looks on a desk and on a phone. */
async function shootBoth(name: string): Promise<void> {
  await finance.setViewportSize(DESK);
  await shoot(finance, name);
  await finance.setViewportSize(PHONE);
  await shoot(finance, `${name}-phone`);
  await finance.setViewportSize(DESK);
}

/** All columns of all tables are on a page of A4 that stands, within its margins. */
async function fitsPaper(): Promise<void> {
  await finance.emulateMedia({ media: "print" });
  await finance.setViewportSize({ width: A4_ROOM_PX, height: 1_000 });
  for (const table of await finance.locator("table.records").all()) {
    const { x = 0, width = 0 } = (await table.boundingBox()) ?? {};
    expect(x + width).toBeLessThanOrEqual(A4_ROOM_PX);
  }
  await finance.emulateMedia({ media: null });
  await finance.setViewportSize(DESK);
}

test("season: households, area and heat, heated and stopped, down to a household", async () => {
  await finance.getByRole("link", { name: zh("reports.season-statement") }).click();
  await finance.getByRole("heading", { name: zh("reports.season-statement") }).waitFor();
  const asked = (query: string) => stage.city.ask("finance", `/api/reports/season?${query}`);
  await expect.poll(async () => (await asked("")).behind).toBe(0);
  const { total, rows, season } = await asked("");
  const table = pane(finance, zh("reports.revenue.by-place"));
  await table
    .getByText(`${zh("reports.heated")} ${yuan(total.heated.dueFen)}`)
    .first()
    .waitFor();
  await table
    .getByText(`${zh("reports.stopped")} ${yuan(total.stopped.dueFen)}`)
    .first()
    .waitFor();
  expect(await table.locator("tbody").getByRole("row").count()).toBe(rows.length + 1);
  const all = yuan(total.dueFen - total.relievedFen);
  await table
    .getByText(`${yuan(total.paidFen)} ÷ ${all}`)
    .first()
    .waitFor();
  await shootBoth("reports-season");
  await fitsPaper();
  for (const level of ["station", "building", "household"] as const) {
    await table.locator("tbody").getByRole("link").first().click();
    await table.getByRole("columnheader", { name: zh(`reports.level.${level}`) }).waitFor();
    const below = await asked(`node=${node()}`);
    await table.getByText(yuan(below.total.dueFen)).first().waitFor();
  }
  const saving = finance.waitForEvent("download");
  await finance.getByRole("link", { name: zh("console.reports.export") }).click();
  expect((await saving).suggestedFilename()).toContain(season);
});

test("arrears: by size and number of seasons, down to who owes", async () => {
  await finance.goto(`${stage.city.url}/console/reports`);
  await finance.getByRole("link", { name: zh("reports.arrears") }).click();
  await finance.getByRole("heading", { name: zh("reports.arrears") }).waitFor();
  const asked = (query: string) => stage.city.ask("finance", `/api/reports/arrears?${query}`);
  const { total, rows, bySeasons } = await asked("");
  const table = pane(finance, zh("reports.revenue.by-place"));
  await table.getByText(yuan(total.owedFen)).first().waitFor();
  await table
    .getByText(`${zh("reports.households")} ${total.households}`)
    .first()
    .waitFor();
  expect(await table.locator("tbody").getByRole("row").count()).toBe(rows.length + 1);
  const seasons = pane(finance, zh("reports.arrears.by-seasons"));
  expect(await seasons.locator("tbody").getByRole("row").count()).toBe(bySeasons.length);
  await shootBoth("reports-arrears");
  await fitsPaper();
  for (const level of ["station", "building", "household"] as const) {
    await table.locator("tbody").getByRole("link").first().click();
    await table.getByRole("columnheader", { name: zh(`reports.level.${level}`) }).waitFor();
    const below = await asked(`node=${node()}`);
    await table.getByText(yuan(below.total.owedFen)).first().waitFor();
  }
  await finance.getByLabel(zh("console.reports.day")).fill("2001-01-01");
  await finance.getByText(zh("console.reports.arrears.none"), { exact: true }).waitFor();
});

test("in English", async () => {
  await finance.evaluate("localStorage.setItem('warmline.language', 'en')");
  await finance.goto(`${stage.city.url}/console/reports/season`);
  const table = pane(finance, en("reports.revenue.by-place"));
  await table.getByText(en("reports.heated")).first().waitFor();
  expect(await table.getByRole("columnheader", { name: en("reports.sum.owedFen") }).count()).toBe(
    1,
  );
  await finance.evaluate("localStorage.setItem('warmline.language', 'zh')");
});
