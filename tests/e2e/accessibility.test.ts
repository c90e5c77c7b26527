import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { breaches } from "./breaches.ts";
import { doAction, casePane, pane } from "./console-hands.ts";
import { prove, touch } from "./kiosk-hands.ts";
import { debtors, type Resident } from "./people.ts";
import { HALL, openStage, signIn, zh, type Stage } from "./stage.ts";

let stage: Stage;
let resident: Resident;
let caseId: string;

beforeAll(async () => {
  stage = await openStage({
    before: async (deps) => {
      [resident] = (await debtors(deps, 1)) as [Resident];
    },
  });
  const { cases } = await stage.city.ask("supervisor", "/api/cases?state=open&limit=50");
  caseId = cases.find((one: { householdId?: string }) => one.householdId !== undefined).id;
});
afterAll(() => stage?.close());

type Ready = (page: Page) => Promise<unknown>;

const consolePages: Record<string, [login: string, path: () => string, ready: Ready]> = {
  "case list": [
    "agent1",
    () => "/console/cases",
    (page) => page.getByRole("listitem").nth(8).waitFor(),
  ],
  "case with its household": [
    "supervisor",
    () => `/console/cases/${caseId}`,
    async (page) => {
      await casePane(page).waitFor();
      await pane(page, zh("console.household")).getByRole("heading").first().waitFor();
    },
  ],
  "an action's dialog": [
    "supervisor",
    () => `/console/cases/${caseId}`,
    async (page) => {
      await doAction(page, zh("cases.action.note"));
      await page.getByRole("dialog").waitFor();
    },
  ],
  "new case": [
    "agent1",
    () => "/console/cases/new",
    (page) => page.getByLabel(zh("console.case.words")).waitFor(),
  ],
  household: [
    "finance",
    () => `/console/households/${resident.household.id}`,
    (page) => page.locator(".amount").first().waitFor(),
  ],
  counter: [
    "cashier-xicheng1",
    () => `/console/hall/${HALL.id}`,
    (page) => page.getByText(zh("console.hall.choose")).waitFor(),
  ],
  staff: [
    "admin",
    () => "/console/staff?id=staff-agent1",
    (page) => pane(page, zh("console.staff.account")).waitFor(),
  ],
  devices: ["admin", () => "/console/devices", (page) => page.getByRole("row").nth(3).waitFor()],
  till: [
    "cashier-xicheng1",
    () => "/console/till",
    async (page) => {
      await page
        .getByRole("button", { name: zh("console.till.open") })
        .first()
        .click();
      await page.getByRole("dialog").waitFor();
    },
  ],
  days: [
    "finance",
    () => "/console/days",
    (page) => page.getByLabel(zh("console.days.from")).waitFor(),
  ],
  reports: [
    "finance",
    () => "/console/reports",
    (page) => pane(page, zh("reports.level.branch")).getByRole("row").nth(3).waitFor(),
  ],
  invoices: [
    "finance",
    () => "/console/invoices",
    (page) => page.getByLabel(zh("console.invoice.state"), { exact: true }).waitFor(),
  ],
  revenue: [
    "finance",
    () => "/console/reports/revenue",
    (page) => pane(page, zh("reports.revenue")).getByRole("row").nth(1).waitFor(),
  ],
  prepayments: [
    "finance",
    () => "/console/reports/prepayments",
    (page) => pane(page, zh("reports.prepayments")).getByRole("row").nth(1).waitFor(),
  ],
  refunds: [
    "finance",
    () => "/console/reports/refunds",
    (page) => page.getByText(zh("console.reports.refunds.none")).waitFor(),
  ],
  "stop register": [
    "finance",
    () => "/console/reports/stop-register?from=2020-01-01",
    (page) => page.getByText(zh("console.reports.stop-register.none")).waitFor(),
  ],
  voids: [
    "finance",
    () => "/console/reports/voids",
    (page) => pane(page, zh("reports.voids.by-cashier")).getByRole("row").nth(1).waitFor(),
  ],
  reliefs: [
    "finance",
    () => "/console/reports/reliefs",
    (page) => page.getByText(zh("console.reports.reliefs.none")).waitFor(),
  ],
  areas: [
    "finance",
    () => "/console/reports/areas",
    (page) => pane(page, zh("reports.revenue.by-place")).getByRole("row").nth(1).waitFor(),
  ],
  arrears: [
    "finance",
    () => "/console/reports/arrears",
    (page) => pane(page, zh("reports.revenue.by-place")).getByRole("row").nth(1).waitFor(),
  ],
  "season statement": [
    "finance",
    () => "/console/reports/season",
    (page) => pane(page, zh("reports.revenue.by-place")).getByRole("row").nth(1).waitFor(),
  ],
  "old debt": [
    "finance",
    () => "/console/reports/old-debt",
    (page) => pane(page, zh("console.reports.by-season")).getByRole("row").nth(1).waitFor(),
  ],
  "deadline rules": [
    "supervisor",
    () => "/console/policy",
    async (page) => {
      await page.getByRole("button", { name: zh("console.policy.propose") }).click();
      await page.getByRole("dialog").waitFor();
    },
  ],
  payment: [
    "cashier-xicheng1",
    () => `/console/households/${resident.household.id}`,
    async (page) => {
      await page.getByRole("heading", { name: zh("console.journal") }).waitFor();
      await page.keyboard.press("p");
      await page.getByRole("dialog").waitFor();
    },
  ],
  audit: ["auditor", () => "/console/audit", (page) => page.getByRole("row").nth(3).waitFor()],
};

test.each(Object.entries(consolePages))(
  "console: %s, light and dark",
  async (_name, [login, path, ready]) => {
    const page = await stage.enter(login, path());
    await ready(page);
    expect(await breaches(page)).toEqual([]);
    await page.evaluate(`document.documentElement.dataset.theme = "dark"`);
    expect(await breaches(page)).toEqual([]);
    await page.context().close();
  },
);

test("sign-in, with a refusal", async () => {
  const page = await stage.open("console", "/sign-in");
  await signIn(page, "agent1", "not the password");
  await page.getByRole("alert").waitFor();
  expect(await breaches(page)).toEqual([]);
});

test("television, paired and not", async () => {
  const pairing = await stage.open("tv", "/tv");
  await pairing.locator(".code").waitFor();
  expect(await breaches(pairing)).toEqual([]);
  const board = await stage.open("tv", `/demo/tv/${HALL.id}`);
  await board.getByRole("heading", { name: HALL.name }).waitFor();
  expect(await breaches(board)).toEqual([]);
});

test("kiosk: home, keypad, debt, large type", async () => {
  const kiosk = await stage.open("kiosk", `/demo/kiosk/${HALL.id}`);
  await kiosk.getByText(zh("kiosk.ask")).waitFor();
  expect(await breaches(kiosk)).toEqual([]);
  await touch(kiosk, zh("kiosk.large"));
  expect(await breaches(kiosk)).toEqual([]);
  await touch(kiosk, new RegExp(zh("kiosk.lookup")));
  await kiosk.getByRole("heading", { name: zh("kiosk.type-number") }).waitFor();
  expect(await breaches(kiosk)).toEqual([]);
  await prove(kiosk, resident.household.number, resident.lastFour);
  await kiosk.getByText(zh("kiosk.owed"), { exact: true }).waitFor();
  expect(await breaches(kiosk)).toEqual([]);
});
