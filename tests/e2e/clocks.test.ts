import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { answer, casePane, doAction, expectState, pane, press } from "./console-hands.ts";
import { debtors } from "./people.ts";
import { openStage, zh, type Stage } from "./stage.ts";

let stage: Stage;
let dispatcher: Page;
let supervisor: Page;
let path: string;

beforeAll(async () => {
  let householdId = "";
  stage = await openStage({
    before: async (deps) => {
      const [resident] = await debtors(deps, 1, "branch-01");
      householdId = resident!.household.id;
    },
  });
  const report = { source: "phone", category: "not-warm", urgency: "critical" };
  const body = { ...report, householdId, separate: true, description: "老人在家，室温十二度" };
  const { id } = await stage.city.ask("agent1", "/api/cases", body);
  path = `/console/cases/${id}`;
  [dispatcher, supervisor] = await Promise.all([
    stage.enter("dispatcher1", path),
    stage.enter("supervisor", path),
  ]);
});
afterAll(() => stage?.close());

const description = (page: Page, text: string) =>
  page.getByRole("dialog").getByLabel(zh("console.description.needed")).fill(text);
const notice = (page: Page, text: string) => casePane(page).getByText(text).first().waitFor();

test("a case shows its clocks: what runs, and what was met", async () => {
  const clocks = casePane(dispatcher).getByRole("table");
  const kinds = ["acknowledge", "first-contact", "arrive", "resolve"] as const;
  await clocks.getByRole("rowheader").first().waitFor();
  expect(await clocks.getByRole("rowheader").allInnerTexts()).toEqual(
    kinds.map((kind) => zh(`cases.clock.${kind}`)),
  );
  await doAction(dispatcher, zh("cases.action.contact"));
  await description(dispatcher, "已电话联系，半小时内到");
  await press(dispatcher.getByRole("dialog"), zh("cases.action.contact"));
  await clocks.getByText(zh("console.clock.met")).first().waitFor();
});

test("more time is asked for by one and granted by another; both deadlines are shown", async () => {
  await doAction(dispatcher, zh("cases.action.ask-extension"));
  await description(dispatcher, "等配件");
  await answer(dispatcher, zh("cases.action.ask-extension"));
  await notice(supervisor, zh("console.asks.extension"));
  expect(await dispatcher.getByRole("button", { name: zh("cases.action.grant") }).count()).toBe(0);
  await doAction(supervisor, zh("cases.action.grant"));
  await casePane(dispatcher).getByRole("table").locator(".old").waitFor();
});

test("a class with more time waits for somebody else, as does a withdrawal", async () => {
  const agent = await stage.enter("agent1", path);
  await doAction(agent, zh("cases.action.classify"));
  await answer(agent, zh("cases.action.classify"), (dialog) =>
    dialog.getByLabel(zh("console.case.category")).selectOption("praise"),
  );
  await notice(supervisor, zh("cases.category.praise"));
  await doAction(supervisor, zh("cases.action.decline"));
  await description(supervisor, "并非表扬");
  await answer(supervisor, zh("cases.action.decline"));
  await doAction(agent, zh("cases.action.withdraw"));
  await description(agent, "误报");
  await answer(agent, zh("cases.action.withdraw"));
  await notice(agent, zh("cases.event.withdrawal-asked"));
  await doAction(agent, zh("cases.action.withdraw-application"));
  await notice(agent, zh("cases.event.application-withdrawn"));
  expect(await agent.getByText(zh("cases.event.withdrawn"), { exact: true }).count()).toBe(0);
  await expectState(agent, zh("cases.state.new"));
});

test("an overseer is named with a deadline, found by the list's filter, and lifted", async () => {
  await doAction(supervisor, zh("cases.action.supervise"));
  await answer(supervisor, zh("cases.action.supervise"), async (dialog) => {
    const who = dialog.getByLabel(zh("console.case.overseer"));
    await dialog.getByRole("option").nth(1).waitFor({ state: "attached" });
    await who.selectOption({ index: 1 });
    const tomorrow = new Date(Date.now() + 32 * 3_600_000).toISOString().slice(0, 16);
    await dialog.getByLabel(zh("console.case.overseer.due")).fill(tomorrow);
    await dialog.getByLabel(zh("console.description.needed")).fill("市里关注");
  });
  const list = pane(supervisor, zh("console.cases.list"));
  await press(supervisor, zh("console.filter.supervised"));
  const rows = list.getByRole("listitem");
  await rows.getByText("老人在家，室温十二度").waitFor();
  expect(await rows.count()).toBe(1);
  await doAction(supervisor, zh("cases.action.lift-supervision"));
  await description(supervisor, "已解决");
  await answer(supervisor, zh("cases.action.lift-supervision"));
  await rows.first().waitFor({ state: "detached" });
});
