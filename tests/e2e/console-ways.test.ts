import { afterAll, beforeAll, expect, test } from "vitest";
import type { Locator, Page } from "playwright-core";
import { answer, casePane, doAction, expectState, pane } from "./console-hands.ts";
import { debtors, type Resident } from "./people.ts";
import { openStage, zh, type Stage } from "./stage.ts";

let stage: Stage;
/** Of the first branch, whose field worker is `field1`. */
let residents: Resident[];

beforeAll(async () => {
  stage = await openStage({
    before: async (deps) => {
      residents = await debtors(deps, 3, "branch-01");
    },
  });
});
afterAll(() => stage?.close());

const bar = (page: Page) => page.getByRole("group", { name: zh("console.case.acts") });

async function fileCase(resident: number, more: object = {}) {
  const householdId = residents[resident]!.household.id;
  const body = { source: "phone", category: "leak", description: "漏水", contact: {}, fileIds: [] };
  return stage.city.ask("agent1", "/api/cases", { ...body, householdId, ...more });
}

/** Gives the case to the first branch's field worker. */
async function assign(id: string): Promise<void> {
  const { id: assigneeId } = await stage.city.ask("field1", "/api/me");
  const to = { branchId: "branch-01", assigneeId };
  await stage.city.ask("dispatcher", `/api/cases/${id}/assign`, to);
}

test("every page has a name of its own in the browser", async () => {
  const page = await stage.enter("admin");
  const titles: string[] = [];
  const links = page.getByRole("navigation").getByRole("link");
  for (let at = 0; at < (await links.count()); at += 1) {
    const name = (await links.nth(at).innerText()).trim();
    await links.nth(at).click();
    await expect.poll(() => page.title()).toContain(`${name} · `);
    titles.push(await page.title());
  }
  expect(titles.length).toBeGreaterThan(3);
  expect(new Set(titles).size).toBe(titles.length);
  const { id, number } = await fileCase(0);
  const agent = await stage.enter("agent1", `/console/cases/${id}`);
  await expect.poll(() => agent.title()).toContain(number);
  const { household } = residents[0]!;
  await agent.goto(`${stage.city.url}/console/households/${household.id}`);
  await expect.poll(() => agent.title()).toContain(`${household.name} ${household.number}`);
});

const CLOSED = ["opening", "calendar", "audit", "staff", "jobs", "verify"];

test.each([...CLOSED, "season-runs", "carry-forwards"])(
  "an agent who has the address of %s sees nothing of it",
  async (section) => {
    const page = await stage.enter("agent1", `/console/${section}`);
    const content = page.getByRole("main");
    await content.getByText(zh("refusal.forbidden")).waitFor();
    expect(await content.getByRole("textbox").count()).toBe(0);
    expect(await content.getByRole("button").count()).toBe(0);
    expect(await content.getByRole("heading").count()).toBe(0);
  },
);

test("the open case is in sight, and three tabs from its first action", async () => {
  const { id } = await fileCase(0, { category: "other", separate: true });
  const page = await stage.enter("agent1", `/console/cases/${id}?order=oldest`);
  const list = pane(page, zh("console.cases.list"));
  const row = list.locator(`a[href*="${id}"]`);
  await row.waitFor();
  await expect.poll(() => inSight(list, row)).toBe(true);
  // Of all rows one is among the tabs.
  expect(await list.locator('li a[tabindex="0"]').count()).toBe(1);
  expect(await row.getAttribute("tabindex")).toBe("0");

  await bar(page).getByRole("button").first().waitFor();
  await page.reload();
  await bar(page).getByRole("button").first().waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  let tabs = 0;
  while (!(await bar(page).locator(":focus").count()) && tabs < 10) {
    await page.keyboard.press("Tab");
    tabs += 1;
  }
  expect(tabs).toBeLessThanOrEqual(3);
});

async function inSight(list: Locator, row: Locator): Promise<boolean> {
  const [whole, one] = [await list.locator(".scroller").boundingBox(), await row.boundingBox()];
  if (whole === null || one === null) return false;
  return one.y >= whole.y - 1 && one.y + one.height <= whole.y + whole.height + 1;
}

test("keys ask for time and return; what was sent back is no longer one's own", async () => {
  const { id, number } = await fileCase(1);
  await assign(id);
  const worker = await stage.enter("field1", `/console/cases/${id}`);
  await expectState(worker, zh("cases.state.assigned"));
  const dialog = worker.getByRole("dialog");
  await worker.keyboard.press("e");
  await dialog.getByLabel(zh("console.case.due.new")).waitFor();
  await worker.keyboard.press("Escape");
  await worker.keyboard.press("t");
  await answer(worker, zh("cases.action.return"), async (asked) => {
    await asked.getByLabel(zh("console.case.wrong-branch")).check();
    await asked.getByLabel(zh("console.description.needed")).fill("不是我们的管段");
  });
  await worker.getByText(zh("console.case.gone", { number })).waitFor();
  expect(await worker.getByText(zh("refusal.not-found")).count()).toBe(0);
});

test("a report is split off once however often pressed; cases name each other", async () => {
  const first = await fileCase(2);
  const again = await fileCase(2, { description: "还在漏" });
  const page = await stage.enter("dispatcher", `/console/cases/${first.id}`);
  expect(again.id).toBe(first.id);
  await page.getByRole("button", { name: zh("console.case.detach") }).dblclick();
  await page.waitForURL((url) => !url.pathname.endsWith(first.id));
  await casePane(page)
    .getByText(zh("console.about.from", { number: first.number }))
    .waitFor();
  expect(await page.getByText(zh("refusal.no-such-report")).count()).toBe(0);
  const split = new URL(page.url()).pathname.split("/").at(-1)!;
  const { number } = await stage.city.ask("dispatcher", `/api/cases/${split}`);
  await page.goto(`${stage.city.url}/console/cases/${first.id}`);
  await casePane(page).getByText(zh("console.about.as", { number })).waitFor();

  await doAction(page, zh("cases.action.merge"));
  await answer(page, zh("cases.action.merge"), async (dialog) => {
    await dialog.getByLabel(zh("console.merge.number")).fill(number);
    const choice = dialog.getByRole("option").filter({ hasText: number });
    await choice.waitFor({ state: "attached" });
    await dialog
      .getByLabel(zh("console.merge.into"))
      .selectOption({ label: (await choice.textContent())!.trim() });
  });
  await casePane(page).getByText(zh("console.about.into", { number })).waitFor();
  await page.goto(`${stage.city.url}/console/cases/${split}`);
  await casePane(page)
    .getByText(new RegExp(zh("console.about.from", { number: first.number })))
    .first()
    .waitFor();
});

test("a forwarder's phone offers nobody else's cases to be merged into", async () => {
  const contact = { kind: "grid-worker", name: "网格员小刘", phone: "13900000017" };
  const forwarded = { contact, description: "网格员转来" };
  const [one, other] = [await fileCase(0, forwarded), await fileCase(1, forwarded)];
  const page = await stage.enter("dispatcher", `/console/cases/${one.id}`);
  await doAction(page, zh("cases.action.merge"));
  const dialog = page.getByRole("dialog");
  const number = dialog.getByLabel(zh("console.merge.number"));
  const offered = () => dialog.getByRole("option").allTextContents();
  await number.fill(other.number);
  await expect.poll(async () => (await offered()).join()).toContain(other.number);
  const answered = page.waitForResponse(/\/api\/cases\/earlier$/);
  await number.fill("");
  await (await answered).finished();
  await expect.poll(async () => (await offered()).join()).not.toContain(other.number);
});
