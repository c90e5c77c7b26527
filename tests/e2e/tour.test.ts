import { afterAll, beforeAll, expect, test } from "vitest";
import type { CaseRow } from "@warmline/shared/cases/live.ts";
import type { Page } from "playwright-core";
import { casePane, pane, press } from "./console-hands.ts";
import { prove, takeNumber, touch } from "./kiosk-hands.ts";
import { debtors, type Resident } from "./people.ts";
import { en, HALL, openStage, shoot, zh, type Stage } from "./stage.ts";

/**
 * `SCREENSHOTS=1 npm test tests/e2e/tour.test.ts` photographs a living city for the documentation;
 * otherwise there is nothing to do.
 */
const wanted = process.env["SCREENSHOTS"] === "1";
/** Beside the one that stands in front. */
const CALLS = 3;
/** Simulated residents are in no hurry. */
const LIVELY_MS = 240_000;

const CROWD = Array.from(
  "aadabacaadab",
  (series, at) => [series, at % 5 === 3 ? "senior" : "normal"] as const,
);

let stage: Stage;
let residents: Resident[];
let caseId: string | undefined;

beforeAll(async () => {
  if (!wanted) return;
  stage = await openStage({
    households: 2_000,
    simulator: true,
    before: async (deps) => {
      residents = await debtors(deps, 40);
    },
  });
  const { cases } = await stage.city.ask("supervisor", "/api/cases?state=open&limit=200");
  // Somebody is at work on it, it stands high in the list, and there is a debt to see beside it.
  const shown = (cases as CaseRow[])
    .filter(({ state }) => state === "on-site" || state === "accepted")
    .toSorted((one, other) => one.dueAt - other.dueAt);
  for (const { id, householdId } of shown) {
    const debt = await stage.city.ask("supervisor", `/api/households/${householdId}/debt`);
    caseId ??= debt.owedFen > 0 ? id : undefined;
  }
}, LIVELY_MS);
afterAll(() => stage?.close());

// oxlint-disable vitest/expect-expect -- these take pictures
test.runIf(wanted)("console", consoleTour);
test.runIf(wanted)("kiosk", kioskTour);
test.runIf(wanted)("hall", hallTour, 2 * LIVELY_MS);

async function consoleTour(): Promise<void> {
  const signIn = await stage.open("console", "/sign-in");
  await signIn.getByText(zh("console.demo.logins")).waitFor();
  await shoot(signIn, "sign-in");

  const desk = await stage.enter("supervisor", `/console/cases/${caseId}`);
  await caseWithHousehold(desk);
  await shoot(desk, "console-case");
  await press(desk, "English");
  await desk.getByRole("heading", { name: en("console.cases.open") }).waitFor();
  await shoot(desk, "console-english");
  await press(desk, "中文");
  await desk.evaluate(`document.documentElement.dataset.theme = "dark"`);
  await shoot(desk, "console-dark");

  // Owes for more than one season, so that there is something to see.
  const cashier = await stage.enter("cashier-xicheng1", "/console/households");
  const { household, lastFour } = residents.toSorted((a, b) => b.owedFen - a.owedFen)[0]!;
  await cashier.getByRole("searchbox").fill(lastFour);
  await cashier.getByRole("listitem").filter({ hasText: household.number }).click();
  await pane(cashier, zh("console.debt")).locator(".amount").first().waitFor();
  await shoot(cashier, "household");
  await press(cashier, zh("console.pay")).catch(() => cashier.keyboard.press("p"));
  const dialog = cashier.getByRole("dialog", { name: zh("console.pay") });
  await dialog.getByText(zh("console.pay.owed-after")).waitFor();
  await shoot(cashier, "payment");

  const auditor = await stage.enter("auditor", "/console/audit");
  await auditor.getByRole("row").nth(3).waitFor();
  await shoot(auditor, "audit");
  const admin = await stage.enter("admin", "/console/staff?id=staff-dispatcher1");
  await pane(admin, zh("console.staff.account")).waitFor();
  await shoot(admin, "staff");
  await admin.goto(`${stage.city.url}/console/devices`);
  await admin.getByRole("row").nth(3).waitFor();
  await shoot(admin, "devices");
}

async function caseWithHousehold(page: Page): Promise<void> {
  await casePane(page).waitFor();
  await pane(page, zh("console.household")).locator(".amount").waitFor();
  await page.getByRole("listitem").nth(12).waitFor();
}

async function kioskTour(): Promise<void> {
  const kiosk = await stage.open("kiosk", `/demo/kiosk/${HALL.id}`);
  await kiosk.getByText(zh("kiosk.ask")).waitFor();
  await shoot(kiosk, "kiosk-home");
  await touch(kiosk, new RegExp(zh("kiosk.lookup")));
  const { household, lastFour } = residents[0]!;
  await prove(kiosk, household.number, lastFour);
  await kiosk.getByText(zh("kiosk.owed"), { exact: true }).waitFor();
  await shoot(kiosk, "kiosk-debt");
  await touch(kiosk, zh("kiosk.home"));
  await takeNumber(kiosk, "缴费");
  await shoot(kiosk, "kiosk-slip");
}

async function hallTour(): Promise<void> {
  const tv = await stage.open("tv", `/demo/tv/${HALL.id}`);
  await tv.evaluate("navigator.serviceWorker.ready.then(() => true)");
  const calls = tv.getByRole("region", { name: zh("tv.calls") });
  const cashier = await stage.enter("cashier-xicheng1", `/console/hall/${HALL.id}`);
  await crowd();
  await cashier
    .getByRole("listitem")
    .filter({ hasText: /^6/ })
    .getByRole("button", { name: zh("console.hall.sit") })
    .click();
  await cashier.getByRole("heading", { name: zh("console.hall.counter", { number: 6 }) }).waitFor();
  await cashier.keyboard.press("c");
  await pane(cashier, zh("console.hall.desk")).getByText(zh("hall.state-called")).waitFor();
  await cashier.keyboard.press("s");
  await pane(cashier, zh("console.hall.desk")).getByText(zh("hall.state-serving")).waitFor();
  await expect
    .poll(() => calls.getByRole("listitem").count(), { timeout: LIVELY_MS })
    .toBeGreaterThanOrEqual(CALLS);
  await shoot(cashier, "counter");
  await shoot(tv, "tv");
  await tv.context().setOffline(true);
  await tv
    .getByRole("status")
    .filter({ hasText: zh("tv.offline") })
    .waitFor();
  await shoot(tv, "tv-offline");
}

/** More people and two more counters than the simulation brings in a minute. */
async function crowd(): Promise<void> {
  const { ask } = stage.city;
  for (const [series, priority] of CROWD) {
    const body = { serviceId: `${HALL.id}-${series}`, priority };
    await ask("manager-xicheng", `/api/halls/${HALL.id}/tickets`, body);
  }
  for (const [login, counter] of [
    ["cashier-xicheng2", 4],
    ["cashier-xicheng3", 7],
  ] as const) {
    await ask(login, `/api/counters/${HALL.id}-c${counter}/open`, {});
    await ask(login, `/api/counters/${HALL.id}-c${counter}/next`, {});
  }
}
