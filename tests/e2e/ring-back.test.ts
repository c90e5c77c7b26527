import { afterAll, beforeAll, expect, test } from "vitest";
import { breaches } from "./breaches.ts";
import { pane, press } from "./console-hands.ts";
import { asksForPerson, course } from "./phone-hands.ts";
import { openStage, shoot, zh, type Stage } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

test("who hangs up keeps the place, and is rung once it is their turn", async () => {
  const desk = await stage.enter("agent1", "/console/acd");
  await press(desk, zh("console.acd.ready"));
  const first = await asksForPerson(stage, true);
  const panel = desk.getByRole("complementary", { name: zh("console.acd.call") });
  await press(panel, zh("console.acd.answer"));
  const phone = await asksForPerson(stage, false);
  await course(phone)
    .getByText(/不想等候，请按1/)
    .waitFor();
  await press(phone, "1");
  await course(phone)
    .getByText(/您的位置已经保留/)
    .waitFor();
  await course(phone).getByText(zh("phone.over")).waitFor();
  const queue = desk.getByRole("row").filter({ hasText: zh("console.acd.ring-back") });
  await queue.getByRole("button", { name: zh("console.acd.withdraw") }).waitFor();
  const calls = await stage.enter("supervisor", "/console/calls");
  await pane(calls, zh("console.calls.now")).getByText(zh("console.calls.place-kept")).waitFor();
  await calls.context().close();
  await press(first, zh("phone.hang-up"));
  await panel.getByLabel(zh("console.acd.disposition"), { exact: true }).selectOption("other");
  await press(desk, zh("console.acd.wrap-up-done"));

  await panel.getByText(/轮到这位来电人了/).waitFor();
  await shoot(desk, "ring-back-turn");
  expect(await breaches(desk)).toEqual([]);
  await desk.keyboard.press("q");
  await desk.keyboard.press("a");
  await phone.getByText(/供热服务热线来电/).waitFor();
  await panel.getByText(/正在拨打来电人/).waitFor();
  expect(await breaches(phone)).toEqual([]);
  await press(phone, zh("phone.pick-up"));
  await course(phone)
    .getByText(/您预约的回电到了/)
    .waitFor();
  await panel.getByLabel(zh("console.voice.say")).fill("您好，请讲");
  await press(panel, zh("console.voice.send"));
  await course(phone).getByText("您好，请讲").waitFor();
  await press(desk, zh("console.acd.hang-up"));
  await course(phone)
    .getByText(/请对本次服务评价/)
    .waitFor();
  await panel.getByLabel(zh("console.acd.disposition"), { exact: true }).selectOption("other");
  await press(desk, zh("console.acd.wrap-up-done"));
  await panel.waitFor({ state: "detached" });
  await press(desk, zh("console.acd.sign-off"));
});
