import { afterAll, beforeAll, expect, test } from "vitest";
import type { Locator, Page } from "playwright-core";
import { casePane, doAction, pane, press } from "./console-hands.ts";
import { debtors, type Resident } from "./people.ts";
import { openStage, shoot, signIn, zh, type Stage } from "./stage.ts";

const NOTE = "已电话联系，住户下午在家";

let stage: Stage;
let residents: Resident[];

beforeAll(async () => {
  stage = await openStage({
    before: async (deps) => {
      residents = await debtors(deps, 3);
    },
  });
});
afterAll(() => stage?.close());

const restored = (where: Page | Locator) =>
  where.getByText(new RegExp(zh("console.draft.restored", { time: "\\d+:\\d+" })));

async function fileCase(login: string, description: string): Promise<string> {
  const contact = { phone: "13600136001" };
  const body = { source: "phone", category: "other", description, contact, fileIds: [] };
  return (await stage.city.ask(login, "/api/cases", { ...body, separate: true })).id;
}

/** The dialog of a note on the open case, and the field in it. */
async function openNote(page: Page): Promise<Locator> {
  await doAction(page, zh("cases.action.note"));
  return page.getByRole("dialog").getByLabel(zh("console.description.needed"));
}

/** Opens a case of the list that is not the open one. */
async function elsewhere(page: Page): Promise<void> {
  const here = page.url();
  const list = pane(page, zh("console.cases.list"));
  await list.locator("a:not([aria-current])[href*='/cases/']").nth(1).click();
  await page.waitForURL((url) => url.href !== here);
  await casePane(page).waitFor();
}

async function signOut(page: Page): Promise<void> {
  await page.locator(".account").click();
  await page.getByRole("menuitem", { name: zh("console.sign-out") }).click();
}

test("with another household go the name and phone that the one before gave", async () => {
  const agent = await stage.enter("agent1", "/console/cases/new");
  const [one, other] = residents.map(({ household }) => household);
  const name = agent.getByLabel(zh("console.case.contact"));
  const phone = agent.getByLabel(zh("console.phone"), { exact: true });
  await choose(agent, one!.number);
  const given = { name: await name.inputValue(), phone: await phone.inputValue() };
  expect(given.name).toBe(one!.name);
  await choose(agent, other!.number);
  expect(await name.inputValue()).toBe(other!.name);
  expect(await phone.inputValue()).not.toBe(given.phone);
  await phone.fill("13700137000");
  await choose(agent, one!.number);
  expect(await name.inputValue()).toBe(one!.name);
  expect(await phone.inputValue()).toBe("13700137000");
  // Whoever forwards a report is not the household's holder.
  const kind = agent.getByLabel(zh("field.contactKind"));
  await kind.selectOption("municipal-hotline");
  expect([await name.inputValue(), await phone.inputValue()]).toEqual(["", "13700137000"]);
  await kind.selectOption("resident");
  expect(await name.inputValue()).toBe(one!.name);
  // Nobody is chosen while somebody else is looked for.
  await agent.getByRole("combobox", { name: zh("console.household") }).fill("翠");
  expect(await name.inputValue()).toBe("");
  expect(await phone.inputValue()).toBe("13700137000");
});

async function choose(page: Page, number: string): Promise<void> {
  await page.getByRole("combobox", { name: zh("console.household") }).fill(number);
  await page.getByRole("option").filter({ hasText: number }).click();
  await pane(page, zh("console.household")).getByText(number).waitFor();
}

test("what was looked for and not chosen is said before a case is filed", async () => {
  const agent = await stage.enter("agent1", "/console/cases/new");
  const words = agent.getByLabel(zh("console.case.words"));
  await agent.getByRole("combobox", { name: zh("console.household") }).fill("东门岗亭旁");
  await words.fill("管道漏水");
  await press(agent, zh("console.case.file"));
  await agent.getByText(zh("console.household.loose", { text: "东门岗亭旁" })).waitFor();
  await shoot(agent, "draft-loose");
  await press(agent, zh("console.household.loose.describe"));
  expect(await words.inputValue()).toBe("管道漏水\n东门岗亭旁");
  await press(agent, zh("console.case.file"));
  await casePane(agent).getByText("东门岗亭旁").first().waitFor();
  // What was filed is no draft any more.
  await agent.goto(`${stage.city.url}/console/cases/new`);
  expect(await words.inputValue()).toBe("");
});

test("a case that is being filed outlives another page and a reload", async () => {
  const agent = await stage.enter("agent2", "/console/cases/new");
  const words = agent.getByLabel(zh("console.case.words"));
  const field = agent.getByRole("combobox", { name: zh("console.household") });
  const { household } = residents[0]!;
  await choose(agent, household.number);
  await words.fill("暖气片只有一半热");
  await elsewhere(agent);
  await agent.goBack();
  expect(await words.inputValue()).toBe("暖气片只有一半热");
  await agent.reload();
  await restored(agent).waitFor();
  await shoot(agent, "draft-restored");
  expect(await words.inputValue()).toBe("暖气片只有一半热");
  expect(await field.inputValue()).toBe(`${household.name} ${household.number}`);
  await pane(agent, zh("console.household")).getByText(household.number).waitFor();
  await press(agent, zh("console.draft.clear"));
  expect(await words.inputValue()).toBe("");
  expect(await field.inputValue()).toBe("");
  await agent.reload();
  await words.waitFor();
  expect(await restored(agent).count()).toBe(0);
});

test("a dialog closed by its veil, by a key, by a row and back, is as it was left", async () => {
  const id = await fileCase("agent1", "问停热时间");
  const agent = await stage.enter("agent1", `/console/cases/${id}`);
  await (await openNote(agent)).fill(NOTE);
  await agent.keyboard.press("Escape");
  const again = await openNote(agent);
  expect(await again.inputValue()).toBe(NOTE);
  await restored(agent.getByRole("dialog")).waitFor();
  await agent.locator(".dialog-veil").click({ position: { x: 5, y: 5 } });
  await elsewhere(agent);
  await agent.goBack();
  await casePane(agent).getByText("问停热时间").first().waitFor();
  expect(await (await openNote(agent)).inputValue()).toBe(NOTE);
  // A draft is of one form on one case.
  await press(agent.getByRole("dialog"), zh("console.cancel"));
  expect(await (await openNote(agent)).inputValue()).toBe("");
});

test("an amount comes back as one that was restored, and nothing sends it", async () => {
  const { household } = residents[1]!;
  const cashier = await stage.enter("cashier-xicheng1", `/console/households/${household.id}`);
  const sent: string[] = [];
  cashier.on("request", (request) => {
    if (request.method() === "POST") sent.push(request.url());
  });
  const dialog = cashier.getByRole("dialog", { name: zh("console.pay") });
  const open = () =>
    pane(cashier, zh("console.debt"))
      .first()
      .getByRole("button", { name: new RegExp(`^${zh("console.pay")}`) })
      .click();
  await open();
  await dialog.getByLabel(zh("console.pay.amount")).fill("123.45");
  await dialog.getByLabel(zh("console.pay.payer")).fill("王女士");
  await cashier.reload();
  await open();
  await restored(dialog).waitFor();
  expect(await dialog.getByLabel(zh("console.pay.amount")).inputValue()).toBe("123.45");
  expect(await dialog.getByLabel(zh("console.pay.payer")).inputValue()).toBe("王女士");
  await shoot(cashier, "draft-payment");
  expect(sent).toEqual([]);
});

test("whose session was ended finds it again, and nobody else does", async () => {
  const id = await fileCase("agent1", "问开栓手续");
  const page = await stage.enter("agent2", `/console/cases/${id}`);
  await (await openNote(page)).fill(NOTE);
  const { id: staffId } = await stage.city.ask("agent2", "/api/me");
  await stage.city.ask("admin", `/api/staff/${staffId}/sessions/end`, { reason: "换机" });
  await page.waitForURL("**/sign-in**");
  await signIn(page, "agent1");
  await casePane(page).waitFor();
  expect(await (await openNote(page)).inputValue()).toBe("");
  await page.keyboard.press("Escape");
  await signOut(page);
  await signIn(page, "agent2");
  await casePane(page).waitFor();
  expect(await (await openNote(page)).inputValue()).toBe(NOTE);
});

test("signing out says what was not sent, and wipes it, in the other tab as well", async () => {
  const id = await fileCase("agent1", "问过户手续");
  const page = await stage.enter("agent1", `/console/cases/${id}`);
  const tab = await page.context().newPage();
  await tab.goto(page.url());
  for (const one of [page, tab]) {
    await (await openNote(one)).fill(NOTE);
    await one.keyboard.press("Escape");
  }
  await signOut(page);
  const asked = page.getByRole("dialog", { name: zh("console.sign-out") });
  const forms = zh("console.command.cases.note");
  await asked.getByText(zh("console.draft.at-sign-out", { count: 1, forms })).waitFor();
  await shoot(page, "draft-sign-out");
  await press(asked, zh("console.cancel"));
  expect(await (await openNote(page)).inputValue()).toBe(NOTE);
  await page.keyboard.press("Escape");
  await signOut(page);
  await press(asked, zh("console.draft.sign-out"));
  await page.waitForURL("**/sign-in**");
  await signIn(page, "agent1");
  await casePane(page).waitFor();
  expect(await (await openNote(page)).inputValue()).toBe("");
  await tab.goto(page.url());
  await casePane(tab).waitFor();
  expect(await (await openNote(tab)).inputValue()).toBe("");
});

test("an unsaved calendar is there again, and what somebody else saved is said", async () => {
  const page = await stage.enter("supervisor", "/console/calendar");
  const opens = page.getByLabel(zh("console.calendar.opens"));
  await opens.fill("07:15");
  await page
    .getByRole("navigation")
    .getByRole("link", { name: zh("console.cases") })
    .click();
  await pane(page, zh("console.cases.list")).waitFor();
  await page.goBack();
  await restored(page).waitFor();
  expect(await opens.inputValue()).toBe("07:15");
  const calendar = await stage.city.ask("supervisor", "/api/work-calendar");
  await stage.city.ask("supervisor", "/api/work-calendar", { ...calendar, opensMinute: 7 * 60 });
  await page.reload();
  await page.getByText(zh("console.draft.moved")).waitFor();
  expect(await opens.inputValue()).toBe("07:15");
  await press(page, zh("console.draft.clear"));
  expect(await opens.inputValue()).toBe("07:00");
});

test("a section that was first opened without a network is there when that is back", async () => {
  const page = await stage.enter("finance", "/console/prices");
  const go = (section: string) =>
    page.getByRole("navigation").getByRole("link", { name: section }).click();
  const prices = page.getByRole("table").first();
  await prices.waitFor();
  await go(zh("console.households"));
  await prices.waitFor({ state: "detached" });

  // It needs no code that is not there, only its rows.
  await page.context().setOffline(true);
  await go(zh("console.prices"));
  await page.getByText(zh("refusal.offline")).waitFor();
  await page.context().setOffline(false);
  await prices.waitFor();
  expect(await page.getByText(zh("refusal.offline")).count()).toBe(0);

  // Of this one not even the code is there.
  await page.context().setOffline(true);
  await go(zh("console.opening"));
  await page.getByText(zh("console.unreachable"), { exact: true }).waitFor();
  await page.context().setOffline(false);
  await page.getByRole("heading", { name: zh("console.opening"), exact: true }).waitFor();
});
