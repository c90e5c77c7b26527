import { afterAll, beforeAll, expect, test } from "vitest";
import { pane, press } from "./console-hands.ts";
import { openStage, zh, type Stage } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

const PATH = "/console/policy";

test("one person proposes other deadlines, another one approves them", async () => {
  const supervisor = await stage.enter("supervisor", PATH);
  await pane(supervisor, zh("console.policy")).getByRole("table").first().waitFor();
  await press(supervisor, zh("console.policy.propose"));
  const name = `${zh("cases.clock.resolve")} ${zh("cases.urgency.normal")}`;
  const dialog = supervisor.getByRole("dialog");
  await dialog.getByLabel(zh("console.policy.span", { name })).fill("10:30");
  await dialog.getByLabel(zh("console.reason")).fill("寒潮期间");
  await press(dialog, zh("console.policy.propose.send", { count: 1 }));
  await dialog.waitFor({ state: "hidden" });
  const own = pane(supervisor, zh("console.policy"));
  await own.getByRole("button", { name: zh("console.policy.withdraw"), exact: true }).waitFor();
  const approve = { name: zh("console.policy.approve"), exact: true };
  expect(await own.getByRole("button", approve).count()).toBe(0);

  const admin = await stage.enter("admin", PATH);
  const rules = pane(admin, zh("console.policy"));
  await rules.getByRole("table").first().locator("strong").getByText("10:30").waitFor();
  await press(admin, zh("console.policy.approve"));
  await rules.getByText(zh("console.policy.holds", { version: 2 })).waitFor();
  await rules.getByRole("cell", { name: "10:30" }).waitFor();
});
