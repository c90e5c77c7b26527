import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { addDays, cityDate, instantOf } from "@warmline/shared/kernel/time.ts";
import { casePane, pane } from "./console-hands.ts";
import { openStage, zh, type Stage } from "./stage.ts";

const DESK = { width: 1024, height: 768 };
const PHONE = { width: 390, height: 844 };

/** Each with somebody who may open it, and what is there when it has loaded. */
const PAGES = [
  ["agent1", "/console/cases/new", "console.case.new"],
  ["agent1", "/console/households/household-0000001", "console.debt"],
  ["manager-xicheng", "/console/hall/hall-xicheng", "console.hall.waiting"],
  ["admin", "/console/staff?id=staff-agent2", "console.staff.account"],
  ["admin", "/console/devices", "console.devices"],
  ["auditor", "/console/audit", "console.audit"],
  ["auditor", "/console/security", "console.security"],
  ["finance", "/console/prices", "console.prices"],
  ["finance", "/console/catalogue", "console.catalogue"],
  ["finance", "/console/requests", "console.requests.list"],
  ["finance", "/console/days", "console.days"],
  ["finance", "/console/reports", "reports.level.branch"],
  ["finance", "/console/reports/old-debt", "console.reports.by-season"],
  ["finance", "/console/invoices", "console.invoices"],
  ["finance", "/console/reports/areas", "reports.revenue.by-place"],
  ["finance", "/console/reports/arrears", "reports.revenue.by-place"],
  ["finance", "/console/reports/season", "reports.revenue.by-place"],
  ["finance", "/console/reports/revenue", "reports.revenue"],
  ["finance", "/console/reports/voids", "reports.voids.by-cashier"],
  ["finance", "/console/reports/prepayments", "reports.prepayments"],
  ["finance", "/console/season-runs", "console.runs"],
  ["finance", "/console/carry-forwards", "console.carries"],
  ["cashier-xicheng1", "/console/till", "console.till"],
  ["supervisor", "/console/incidents", "console.incidents.list"],
  ["supervisor", "/console/incidents/new", "console.incident.new"],
  ["supervisor", "/console/policy", "console.policy"],
  ["supervisor", "/console/acd/forecast", "console.forecast.chart"],
  ["supervisor", "/console/acd/wallboard", "console.wallboard.queues"],
] as const;

let stage: Stage;

beforeAll(async () => {
  stage = await openStage({ lately: true });
});
afterAll(() => stage?.close());

/** How far what is in a box goes beyond it. */
function sideways(box: unknown): number {
  const { scrollWidth, clientWidth } = box as { scrollWidth: number; clientWidth: number };
  return scrollWidth - clientWidth;
}

/** How far the page itself goes beyond its window. */
const BEYOND = "document.documentElement.scrollWidth - innerWidth";

/** So far it goes beyond its window on a small desk, as it is opened, and on a phone. */
async function beyond(page: Page): Promise<readonly unknown[]> {
  const desk = await page.evaluate(BEYOND);
  await page.setViewportSize(PHONE);
  return [desk, await page.evaluate(BEYOND)];
}

test.each(PAGES)("%s: %s is as wide as the window", async (login, path, name) => {
  const page = await stage.enter(login, path, { viewport: DESK });
  await pane(page, zh(name)).first().waitFor();
  expect(await beyond(page)).toEqual([0, 0]);
  await page.context().close();
});

test("statistics of calls are as wide as the window, be the day as young as it may", async () => {
  const page = await stage.enter("supervisor", "/console/acd/statistics", { viewport: DESK });
  const yesterday = addDays(cityDate(instantOf(Date.now())), -1);
  await page.getByLabel(zh("console.callstats.from")).fill(yesterday);
  await pane(page, zh("console.callstats.chart")).first().waitFor();
  expect(await beyond(page)).toEqual([0, 0]);
  await page.context().close();
});

/** What is open on a page of these, with all that the city's last days brought. */
const THINGS = [
  ["supervisor", "/api/incidents?state=open", "incidents", "/console/incidents/"],
  ["finance", "/api/requests", "rows", "/console/requests?id="],
] as const;

test.each(THINGS)("%s: each of %s is as wide as the window", async (login, path, field, at) => {
  const { [field]: all } = await stage.city.ask(login, path);
  expect(all.length).toBeGreaterThan(1);
  for (const { id, number, label = number } of all) {
    const page = await stage.enter(login, at + id, { viewport: DESK });
    await pane(page, new RegExp(label)).first().waitFor();
    expect(await beyond(page)).toEqual([0, 0]);
    await page.context().close();
  }
});

test("a closed day with its till and its sheet is as wide as the window", async () => {
  const today = cityDate(instantOf(Date.now()));
  const range = `from=${addDays(today, -3)}&to=${today}`;
  const { days } = await stage.city.ask("finance", `/api/ledger/days?${range}`);
  const { office, day } = days.find((one: { state: string }) => one.state === "closed");
  const path = `/console/days/${office}/${day}`;
  const page = await stage.enter("finance", path, { viewport: DESK });
  await page.getByText(zh("console.till.state.closed"), { exact: true }).first().waitFor();
  expect(await beyond(page)).toEqual([0, 0]);
  await page.context().close();
});

test("beside the list of a small desk stand the case and, under it, its household", async () => {
  const agent = await stage.enter("agent1", "/console/cases", { viewport: DESK });
  const list = pane(agent, zh("console.cases.list"));
  const none = (await pane(agent, zh("console.case")).boundingBox())!;
  expect(none.y + none.height, "where none is chosen").toBe(DESK.height);
  await list.locator("a[href*='/cases/']").nth(2).click();
  await casePane(agent).waitFor();
  const boxes = [list, casePane(agent), pane(agent, zh("console.household"))];
  const [of, open, household] = await Promise.all(boxes.map((one) => one.boundingBox()));
  expect(open!.x).toBeGreaterThanOrEqual(of!.x + of!.width);
  expect(household!.x).toBe(open!.x);
  expect(household!.y).toBeGreaterThanOrEqual(open!.y + open!.height);
  expect(household!.y + household!.height).toBeGreaterThanOrEqual(DESK.height);
});

test("a phone shows the list or what is open of it; the section leads back", async () => {
  const agent = await stage.enter("agent1", "/console/cases", { viewport: PHONE });
  const list = pane(agent, zh("console.cases.list"));
  await list.locator("a[href*='/cases/']").nth(2).click();
  await casePane(agent).waitFor();
  expect(await list.isVisible()).toBe(false);
  await agent
    .getByRole("navigation")
    .getByRole("link", { name: zh("console.cases") })
    .click();
  await list.waitFor();
  expect(await casePane(agent).count()).toBe(0);
});

test("whose money it is stands above what is owed, and in the dialog that takes it", async () => {
  const id = "household-0000001";
  const { name, number } = await stage.city.ask("cashier-xicheng1", `/api/households/${id}`);
  const cashier = await stage.enter("cashier-xicheng1", `/console/households/${id}`, {
    viewport: DESK,
  });
  const whose = pane(cashier, zh("console.debt")).getByText(`${name} ${number} ·`);
  await whose.waitFor();
  await cashier.keyboard.press("p");
  const dialog = cashier.getByRole("dialog", { name: zh("console.pay") });
  await dialog.getByText(`${name} ${number} ·`).waitFor();
  await cashier.setViewportSize(PHONE);
  expect(await dialog.evaluate(sideways), "the line breaks on a phone").toBe(0);
  await cashier.keyboard.press("Escape");
  await cashier.setViewportSize({ width: 1440, height: 900 });
  await expect.poll(() => whose.isVisible()).toBe(false);
});
