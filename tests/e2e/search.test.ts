import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { breaches } from "./breaches.ts";
import { openBox } from "./search-hands.ts";
import { openStage, zh, type Stage } from "./stage.ts";

// Ctrl K: people, cases, incidents, pages and actions from one box, by the keyboard alone.

let stage: Stage;
let agent: Page;

beforeAll(async () => {
  stage = await openStage({});
  agent = await stage.enter("agent1", "/console/cases");
});
afterAll(() => stage?.close());

/** What is chosen when Enter is pressed. */
const chosen = (page: Page) => page.locator(".search-item[data-selected]");

test("a household is found, shown with what was looked for, and opened", async () => {
  // The index is built while people already work.
  const found = () => stage.city.ask("agent1", "/api/search", { q: "1000" });
  await expect.poll(async () => (await found()).groups[0]?.kind).toBe("household");
  const { rows } = await stage.city.ask("agent1", "/api/households/search", { q: "1000" });
  const { number, name } = rows[0];
  await openBox(agent);
  await agent.keyboard.type(number);
  await chosen(agent).getByText(name).waitFor();
  await expect.poll(() => chosen(agent).locator("mark").allTextContents()).toEqual([number]);
  expect(await breaches(agent)).toEqual([]);
  await agent.keyboard.press("Enter");
  await agent.waitForURL(/\/console\/households\/./);
  await agent.getByRole("heading", { name }).first().waitFor();
});

test("what was opened lately stands ready, and pages are found by their names", async () => {
  await openBox(agent);
  await agent.getByText(zh("console.search.recent")).waitFor();
  await agent.keyboard.type(zh("console.cases"));
  await chosen(agent)
    .getByText(zh("console.go-to", { place: zh("console.cases") }))
    .waitFor();
  await agent.keyboard.press("Enter");
  await agent.waitForURL(/\/console\/cases$/);
  expect(await agent.getByRole("dialog").count()).toBe(0);
});

test("Escape closes it and gives the focus back; nothing that was typed stays", async () => {
  await openBox(agent);
  await agent.keyboard.type("没有这样的人家");
  await agent.getByText(zh("console.search.none")).waitFor();
  await agent.keyboard.press("Escape");
  await agent.getByRole("dialog").waitFor({ state: "detached" });
  await openBox(agent);
  expect(await agent.getByRole("dialog").getByRole("combobox").inputValue()).toBe("");
  await agent.keyboard.press("Escape");
});
