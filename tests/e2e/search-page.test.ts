import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { breaches } from "./breaches.ts";
import { openBox } from "./search-hands.ts";
import { openStage, zh, type Stage } from "./stage.ts";

// From the box to all of a kind, narrowed and kept by the address; what is pinned stands first.

let stage: Stage;

beforeAll(async () => {
  stage = await openStage({});
  for (let n = 1; n <= 30; n += 1) {
    const category = n <= 4 ? "leak" : "other";
    const description = `管井异响，编号${100 + n}`;
    const body = { source: "phone", category, description, contact: {}, fileIds: [] };
    await stage.city.ask("agent1", "/api/cases", body);
  }
}, 120_000);
afterAll(() => stage?.close());

async function typed(page: Page, text: string): Promise<void> {
  const asked = { kind: "case", q: "管井异响", only: {} };
  const found = () => stage.city.ask("agent1", "/api/search/page", asked);
  await expect.poll(async () => (await found()).count).toBe(30);
  await openBox(page);
  await page.keyboard.type(text);
}

/** By how much the page is wider than its screen. */
const RUNS_OVER = "document.documentElement.scrollWidth - document.documentElement.clientWidth";

const rows = (page: Page) => page.getByRole("main").locator("ol > li");
const narrow = (page: Page) => page.getByRole("group", { name: zh("console.search.page.narrow") });

test("Ctrl and Enter show all of a kind; facets narrow it, and going back widens it", async () => {
  const page = await stage.enter("agent1", "/console/cases");
  await typed(page, "管井异响");
  await page.locator(".search-item[data-selected]").getByText("管井异响").first().waitFor();
  await page.keyboard.press("Control+Enter");
  await expect.poll(() => new URL(page.url()).pathname).toBe("/console/search");
  await page.getByText(zh("console.search.page.count", { count: 30 })).waitFor();
  expect(await rows(page).count()).toBe(25);
  expect(await rows(page).first().locator("mark").allTextContents()).toEqual(["管井异响"]);
  await page.getByRole("button", { name: zh("console.search.page.more") }).click();
  await expect.poll(() => rows(page).count()).toBe(30);
  expect(await breaches(page)).toEqual([]);
  await narrow(page)
    .getByRole("link", { name: `${zh("cases.category.leak")} 4` })
    .press("Enter");
  await page.getByText(zh("console.search.page.count", { count: 4 })).waitFor();
  expect(await rows(page).count()).toBe(4);
  await rows(page).first().getByRole("link").press("Enter");
  await expect.poll(() => page.url()).toMatch(/\/console\/cases\/./);
  await page.goBack();
  await page.getByText(zh("console.search.page.count", { count: 4 })).waitFor();
  await page.goBack();
  await page.getByText(zh("console.search.page.count", { count: 30 })).waitFor();
  await page.context().close();
});

test.each([1440, 1024, 390])("nothing of the page runs out of a screen of %i", async (width) => {
  const viewport = { width, height: 844 };
  const q = encodeURIComponent("管井异响");
  const page = await stage.enter("agent1", `/console/search?kind=case&q=${q}`, { viewport });
  await page.getByText(zh("console.search.page.count", { count: 30 })).waitFor();
  const over = await page.evaluate<number>(RUNS_OVER);
  expect(over).toBe(0);
  expect(await breaches(page)).toEqual([]);
  await page.context().close();
});

test("what is pinned by Shift and Enter stands in the box, also after a new sign-in", async () => {
  const page = await stage.enter("agent1", "/console/cases");
  await typed(page, "管井异响 编号130");
  const chosen = page.locator(".search-item[data-selected]");
  await chosen.getByText("编号130").first().waitFor();
  const number = await chosen.locator("strong").innerText();
  await page.keyboard.press("Shift+Enter");
  await page.getByRole("button", { name: zh("console.search.unpin") }).waitFor();
  expect(await page.getByRole("dialog").getByRole("combobox").count()).toBe(1);
  await page.context().close();
  const again = await stage.enter("agent1", "/console/cases");
  await openBox(again);
  await again.getByText(zh("console.search.pins"), { exact: true }).waitFor();
  await expect
    .poll(() => again.locator(".search-item[data-selected]").innerText())
    .toContain(number);
  expect(await breaches(again)).toEqual([]);
  await again.keyboard.press("Shift+Enter");
  await again.getByText(zh("console.search.pins"), { exact: true }).waitFor({ state: "detached" });
  await again.context().close();
});
