import { afterAll, beforeAll, expect, test } from "vitest";
import { pinyin } from "pinyin-pro";
import type { Page } from "playwright-core";
import {
  doAction,
  answer,
  casePane,
  expectState,
  pane,
  press,
  repeatedNames,
} from "./console-hands.ts";
import { debtors, type Resident } from "./people.ts";
import { en, openStage, signIn, zh, type Stage } from "./stage.ts";

const WORDS = "客厅十五度，孩子在写作业";

let stage: Stage;
/** Of the first branch, whose field worker is `field1`. */
let resident: Resident;
let agent: Page;

beforeAll(async () => {
  stage = await openStage({
    before: async (deps) => {
      [resident] = (await debtors(deps, 1, "branch-01")) as [Resident];
    },
  });
});
afterAll(() => stage?.close());

test("a wrong password is refused in a sentence, in either language", async () => {
  agent = await stage.open("console", "/console");
  await agent.waitForURL("**/sign-in**");
  await signIn(agent, "agent1", "not the password");
  await agent.getByRole("alert").getByText(zh("refusal.sign-in-refused")).waitFor();
  await press(agent, "English");
  await agent.getByRole("button", { name: en("console.sign-in"), exact: true }).waitFor();
  expect(await agent.locator("html").getAttribute("lang")).toBe("en");
  await press(agent, "中文");
  await signIn(agent, "agent1");
  await agent.getByRole("heading", { name: zh("console.cases.open") }).waitFor();
});

test("the list is walked by keyboard alone", async () => {
  const rows = pane(agent, zh("console.cases.list")).getByRole("listitem").getByRole("link");
  const expectMarked = (at: number) => rows.nth(at).and(agent.locator(".marked")).waitFor();
  await rows.first().waitFor();
  await agent.keyboard.press("j");
  await expectMarked(0);
  await agent.keyboard.press("j");
  await expectMarked(1);
  await agent.keyboard.press("k");
  await expectMarked(0);
  const address = (await rows.first().getAttribute("href"))!;
  await agent.keyboard.press("Enter");
  await agent.waitForURL(`**${address}`);
  await casePane(agent).waitFor();

  await agent.keyboard.press("?");
  const help = agent.getByRole("dialog", { name: zh("console.shortcuts") });
  await help.getByText(zh("console.key.down")).waitFor();
  await agent.keyboard.press("Escape");
  await help.waitFor({ state: "hidden" });
  await agent.keyboard.press("n");
  await agent.getByRole("heading", { name: zh("console.case.new") }).waitFor();
});

test("a household is found by initials and by a phone’s end, with its debt", async () => {
  const { household, lastFour } = resident;
  await agent.goto(`${stage.city.url}/console/cases/new`);
  const field = agent.getByRole("combobox", { name: zh("console.household") });
  const hit = agent.getByRole("option").filter({ hasText: household.number });
  const [surname = "", ...given] = pinyin(household.name, { toneType: "none", type: "array" });
  await field.fill(lastFour);
  await hit.waitFor();
  await field.fill(`${surname}${given.map((one) => one.slice(0, 1)).join("")}`);
  await hit.waitFor();
  await hit.click();
  await pane(agent, zh("console.household")).getByText(household.number).waitFor();
  const box = agent.getByRole("region", { name: zh("console.debt"), exact: true });
  expect(await box.locator(".amount").innerText()).toMatch(/^¥[\d,]+\.\d{2}$/);
  expect(await agent.getByLabel(zh("console.case.contact")).inputValue()).toBe(household.name);
});

test("a case is filed, and a second report on it is offered to be attached", async () => {
  await agent.getByLabel(zh("console.case.words")).fill(WORDS);
  await press(agent, zh("console.case.file"));
  await agent.getByText(/已建工单 \d{8}-\d{4}/).waitFor();
  await casePane(agent).getByText(WORDS).first().waitFor();
  await expectState(agent, zh("cases.state.new"));
  const address = agent.url();

  const { id } = resident.household;
  await agent.goto(`${stage.city.url}/console/cases/new?household=${id}`);
  await agent.getByRole("group", { name: /同一事项已有工单 \d{8}-\d{4}/ }).waitFor();
  await agent.getByLabel(zh("console.earlier.separate")).check();
  await agent.getByRole("button", { name: zh("console.case.file"), exact: true }).waitFor();
  await agent.getByLabel(zh("console.earlier.attach")).check();
  await agent.getByLabel(zh("console.case.words")).fill("又来电，还是不热");
  await press(agent, zh("console.earlier.attach"));
  await agent.waitForURL(address);
  await casePane(agent)
    .getByText(zh("console.case.reports", { count: 2 }))
    .waitFor();
  await casePane(agent).getByText("又来电，还是不热").first().waitFor();
});

test("a recording that cannot be played is a download, a wrong file is refused", async () => {
  const frame = Buffer.concat([Buffer.from([0x3c]), Buffer.alloc(31, 5)]);
  const amr = Buffer.concat([Buffer.from("#!AMR\n"), frame, frame]);
  const picker = casePane(agent).getByLabel(zh("console.pictures.add")).first();
  await picker.setInputFiles([
    { name: "来电.amr", mimeType: "audio/amr", buffer: amr },
    { name: "账单.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\n") },
  ]);
  await agent.getByText(`账单.pdf: ${zh("refusal.file-type-refused")}`).waitFor();
  const link = casePane(agent).getByRole("link", {
    name: zh("console.pictures.download", { at: 1 }),
  });
  await link.waitFor();
  await casePane(agent).getByText(zh("console.pictures.unplayable")).waitFor();
  const [download] = await Promise.all([agent.waitForEvent("download"), link.click()]);
  expect(download.suggestedFilename()).toBe("1.amr");
});

test("it goes through dispatcher, field worker and agent until it is closed", async () => {
  const path = new URL(agent.url()).pathname;
  const dispatcher = await stage.enter("dispatcher", path);
  await doAction(dispatcher, zh("cases.action.assign"));
  await answer(dispatcher, zh("cases.action.assign"), async (dialog) => {
    const branch = dialog.getByLabel(zh("console.branch"));
    await branch.selectOption({ label: "西城分公司" });
    const name = await stage.city.ask("field1", "/api/me").then((me) => me.name);
    const choice = dialog.getByRole("option").filter({ hasText: name });
    await choice.waitFor({ state: "attached" });
    const who = dialog.getByLabel(zh("console.case.assignee"));
    await who.selectOption({ label: (await choice.textContent())!.trim() });
  });
  // The agent's page follows by itself.
  await expectState(agent, zh("cases.state.assigned"));

  const worker = await stage.enter("field1", path);
  await doAction(worker, zh("cases.action.accept"));
  await expectState(worker, zh("cases.state.accepted"));
  await doAction(worker, zh("cases.action.arrive"));
  await expectState(worker, zh("cases.state.on-site"));
  await doAction(worker, zh("cases.action.resolve"));
  const proof = worker.getByRole("dialog");
  await proof.getByLabel(zh("console.description.needed")).fill("放气后暖气片全部热了");
  await press(proof, zh("cases.action.resolve"));
  await proof.getByText(zh("refusal.proof-needed")).waitFor();
  await answer(worker, zh("cases.action.resolve"), async (dialog) => {
    await dialog.getByLabel(zh("console.case.temperature")).fill("20.5");
    await dialog.getByLabel(zh("console.description.needed")).fill("放气后暖气片全部热了");
  });

  await expectState(agent, zh("cases.state.resolved"));
  await casePane(agent)
    .getByText(zh("console.about.temperature", { degrees: "20.5" }))
    .waitFor();
  // No outcome is the usual one: keys alone record nothing.
  await agent.keyboard.press("b");
  const calling = agent.getByRole("dialog");
  await calling.waitFor();
  expect(await calling.getByRole("radio", { checked: true }).count()).toBe(0);
  await agent.keyboard.press("Enter");
  expect(await calling.isVisible()).toBe(true);
  await answer(agent, zh("cases.action.call-back"), (dialog) =>
    dialog.getByLabel(zh("console.outcome.unreached"), { exact: true }).check(),
  );
  await casePane(agent)
    .getByText(zh("console.about.missed", { count: 1 }))
    .waitFor();
  await doAction(agent, zh("cases.action.call-back"));
  const satisfied = zh("console.outcome.satisfied");
  await answer(agent, zh("cases.action.call-back"), (dialog) =>
    dialog.getByLabel(satisfied, { exact: true }).check(),
  );
  await expectState(agent, zh("cases.state.called-back"));
  await casePane(agent)
    .getByText(zh("console.about.called-back", { outcome: satisfied }))
    .waitFor();
  await doAction(agent, zh("cases.action.close"));
  const asked = agent.getByRole("dialog");
  await asked.waitFor();
  expect(await repeatedNames(asked, "button")).toEqual([]);
  expect(await repeatedNames(agent, "region")).toEqual([]);
  await answer(agent, zh("cases.action.close"));
  await expectState(agent, zh("cases.state.closed"));
  const list = pane(agent, zh("console.cases.list"));
  await list.getByText(WORDS).waitFor({ state: "detached" });
});

test("the closed list stands still, says what was closed since, and shows it", async () => {
  await agent.goto(`${stage.city.url}/console/cases?list=closed`);
  const list = pane(agent, zh("console.cases.list"));
  await list.getByRole("listitem").first().waitFor();
  const description = "问一下几点上班";
  const body = {
    source: "phone",
    category: "other",
    description,
    contact: { phone: "13600136000" },
  };
  const { id } = await stage.city.ask("agent2", "/api/cases", { ...body, fileIds: [] });
  await stage.city.ask("agent2", `/api/cases/${id}/withdraw`, { description: "已答复" });
  const news = list.getByRole("status");
  await news.getByText(zh("console.closed.news", { count: 1 })).waitFor();
  expect(await list.getByText(description).count()).toBe(0);
  await press(agent, zh("console.closed.show-news"));
  await list.getByText(description).waitFor();
  await news.waitFor({ state: "detached" });
  await stage.city.ask("agent2", `/api/cases/${id}/reopen`, { description: "又来电" });
  await news.getByText(zh("console.closed.news", { count: 1 })).waitFor();
  expect(await repeatedNames(agent, "region")).toEqual([]);
});
