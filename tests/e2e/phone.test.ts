import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { breaches } from "./breaches.ts";
import { casePane, pane, press } from "./console-hands.ts";
import { en, openStage, shoot, zh, type Stage } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

const HAND = { viewport: { width: 390, height: 844 } };

async function dialWithheld(page: Page): Promise<void> {
  await page.getByLabel(zh("phone.caller")).selectOption({ label: zh("phone.caller.withheld") });
  await press(page, zh("phone.dial"));
}

test("somebody without a number asks for a person, and leaves one to ring back", async () => {
  const desk = await stage.enter("agent1", "/console/calls");
  const phone = await stage.open("console", "/sim/phone", HAND);
  await phone.getByText(zh("page.demo")).waitFor();
  expect(await breaches(phone)).toEqual([]);
  await dialWithheld(phone);
  const course = phone.getByRole("region", { name: zh("phone.course") });
  await course.getByText(/供热客服热线/).waitFor();
  await pane(desk, zh("console.calls.now")).getByText(zh("console.calls.withheld")).waitFor();
  await press(phone, "0");
  await course.getByText(/没有显示号码/).waitFor();
  for (const key of "13900001111#") await press(phone, key);
  await course.getByText("13900001111#").waitFor();
  await course.getByText(zh("phone.over")).waitFor();
  const waiting = pane(desk, zh("console.calls.to-ring-back"));
  await waiting.getByText(zh("console.calls.open"), { exact: true }).click();
  await desk.getByRole("dialog").getByRole("link", { name: "139 0000 1111" }).waitFor();
  // Else it would take the agent's voice into the next test's talk.
  await desk.context().close();
});

test("a resident hears the fee and reports a fault; the case stands beside the call", async () => {
  const phone = await stage.open("console", "/sim/phone", HAND);
  const whose = phone.getByLabel(zh("phone.caller")).locator("option:checked");
  await whose.filter({ hasText: /\d{9}/ }).waitFor({ state: "attached" });
  const number = /\d{9}/.exec(await whose.innerText())?.[0] ?? "";
  await press(phone, zh("phone.dial"));
  const course = phone.getByRole("region", { name: zh("phone.course") });
  await course.getByText("查询欠费请按2。").waitFor();
  await press(phone, "2");
  await course.getByText(/请输入户号的后四位/).waitFor();
  for (const key of `${number.slice(-4)}#`) await press(phone, key);
  await course
    .getByText(/您目前(欠费|没有欠费)|账上/)
    .first()
    .waitFor();
  await shoot(phone, "phone");
  expect(await breaches(phone)).toEqual([]);

  await press(phone, "1");
  await phone.getByLabel(zh("phone.say")).fill("我家暖气不热，从昨天开始，卧室冰凉");
  await press(phone, zh("phone.say.send"));
  await course.getByText(/老人、婴幼儿/).waitFor();
  await press(phone, "2");
  await course.getByText("确认提交请按1。").waitFor();
  await press(phone, "1");
  await course.getByText(/已受理，工单号/).waitFor();
  await press(phone, zh("phone.hang-up"));

  const desk = await stage.enter("agent1", "/console/calls");
  const earlier = pane(desk, zh("console.calls.earlier"));
  const row = earlier.getByRole("row").filter({ hasText: number });
  await row.getByRole("link", { name: zh("console.calls.case") }).click();
  await casePane(desk).waitFor();
  await desk.context().close();
});

test("whoever wants a person waits, is answered at a desk, and is ended there", async () => {
  const desk = await stage.enter("agent1", "/console/acd");
  await press(desk, zh("console.acd.ready"));
  await desk
    .getByRole("group", { name: zh("console.acd.my-phone") })
    .getByText("就绪")
    .waitFor();
  const phone = await stage.open("console", "/sim/phone", HAND);
  await dialWithheld(phone);
  const course = phone.getByRole("region", { name: zh("phone.course") });
  await course.getByText(/供热客服热线/).waitFor();
  await press(phone, "0");
  await course.getByText(/下一位就是您/).waitFor();
  const call = desk.getByRole("complementary", { name: zh("console.acd.call") });
  await call.getByText(zh("console.calls.withheld")).waitFor();
  await shoot(desk, "agent-desk");
  expect(await breaches(desk)).toEqual([]);
  // By the keyboard alone: q, then a.
  await desk.keyboard.press("q");
  await desk.keyboard.press("a");
  await course.getByText(/已为您接通座席/).waitFor();
  const said = call.getByRole("region", { name: zh("console.voice") });
  // Whoever speaks before the desk's voice is in the talk is heard by nobody.
  await call.getByLabel(zh("console.voice.say")).waitFor();
  await phone.getByLabel(zh("phone.say")).fill("我家不热");
  await press(phone, zh("phone.say.send"));
  await said.getByText("我家不热").waitFor();
  await call.getByLabel(zh("console.voice.say")).fill("马上给您登记");
  await press(call, zh("console.voice.send"));
  await course.getByText("马上给您登记").waitFor();
  await shoot(desk, "agent-talk");
  expect(await breaches(desk)).toEqual([]);
  // A page that is loaded anew comes back into the talk.
  await desk.reload();
  await call.getByLabel(zh("console.voice.say")).fill("听得到吗");
  await press(call, zh("console.voice.send"));
  await course.getByText("听得到吗").waitFor();
  await press(desk, zh("console.acd.hold"));
  await press(desk, zh("console.acd.resume"));
  await press(desk, zh("console.acd.hang-up"));
  await course.getByText(/请对本次服务评价/).waitFor();
  await press(phone, "1");
  await course.getByText(/感谢您的评价/).waitFor();
  // What has to be written down is about somebody: who it was stays in sight.
  await call.getByText(zh("console.calls.withheld")).waitFor();
  await call.getByLabel(zh("console.acd.disposition"), { exact: true }).selectOption("fault");
  await call.getByLabel(zh("console.acd.disposition.note")).fill("卧室不热");
  await desk.reload();
  // What was typed is there again.
  await call.getByLabel(zh("console.acd.disposition.note")).waitFor();
  expect(await call.getByLabel(zh("console.acd.disposition.note")).inputValue()).toBe("卧室不热");
  await press(desk, zh("console.acd.wrap-up-done"));
  await call.waitFor({ state: "detached" });
  await press(desk, zh("console.acd.sign-off"));
  const waiting = desk.getByRole("group", { name: zh("console.acd.my-phone") });
  await waiting.getByText(zh("acd.state.offline")).waitFor();
});

test("who is on the line, what they owe and their open cases stand beside the call", async () => {
  const desk = await stage.enter("agent2", "/console/cases");
  await press(desk, zh("console.acd.ready"));
  const phone = await stage.open("console", "/sim/phone", HAND);
  const whose = phone.getByLabel(zh("phone.caller")).locator("option:checked");
  await whose.filter({ hasText: /\d{9}/ }).waitFor({ state: "attached" });
  // Another than the one that reported a fault above, to which this one would be attached.
  await phone.getByLabel(zh("phone.caller")).selectOption({ index: 3 });
  const number = /\d{9}/.exec(await whose.innerText())?.[0] ?? "";
  await press(phone, zh("phone.dial"));
  const course = phone.getByRole("region", { name: zh("phone.course") });
  await course.getByText("查询欠费请按2。").waitFor();
  await press(phone, "0");
  const call = desk.getByRole("complementary", { name: zh("console.acd.call") });
  // Before it is answered.
  await call.getByRole("link", { name: number }).waitFor();
  await call.getByRole("region", { name: zh("console.debt") }).waitFor();
  await shoot(desk, "screen-pop");
  expect(await breaches(desk)).toEqual([]);
  await press(desk, zh("console.acd.answer"));
  // Once talked in, the panel stands still.
  await call.getByLabel(zh("console.voice.say")).waitFor();
  await call.getByRole("link", { name: zh("console.case.new") }).click();
  await desk.getByLabel(zh("console.case.words")).fill("卧室不热，请来人看看");
  await desk.getByRole("button", { name: zh("console.case.file"), exact: true }).click();
  await casePane(desk).waitFor();
  const cases = call.getByRole("link", { name: zh("console.calls.case"), exact: true });
  await cases.first().waitFor();
  await press(desk, zh("console.acd.hang-up"));
  await call.getByLabel(zh("console.acd.disposition"), { exact: true }).selectOption("fault");
  await press(desk, zh("console.acd.wrap-up-done"));
  await call.waitFor({ state: "detached" });
  await press(desk, zh("console.acd.sign-off"));
});

test("the same in English, by the keyboard", async () => {
  const phone = await stage.open("console", "/sim/phone", HAND);
  await press(phone, "English");
  await press(phone, en("phone.dial"));
  const course = phone.getByRole("region", { name: en("phone.course") });
  await course.getByText("For English, press 9.").waitFor();
  await phone.getByRole("heading").click();
  await phone.keyboard.type("9");
  await course
    .getByText(/press 2/i)
    .first()
    .waitFor();
  expect(await breaches(phone)).toEqual([]);
  await press(phone, en("phone.hang-up"));
  await course.getByText(en("phone.over")).waitFor();
});

test("a supervisor closes the queues: callers hear why, until they are opened", async () => {
  const desk = await stage.enter("supervisor", "/console/acd");
  await press(desk, zh("console.acd.close"));
  const dialog = desk.getByRole("dialog");
  await dialog.getByLabel(zh("console.reason"), { exact: true }).fill("全员培训");
  const announcement = "今天下午全员培训，暂停人工服务。";
  await dialog.getByLabel(zh("console.acd.announcement"), { exact: true }).fill(announcement);
  await shoot(desk, "close-queue");
  expect(await breaches(desk)).toEqual([]);
  await press(dialog, zh("console.acd.close"));
  await dialog.waitFor({ state: "detached" });
  const bar = desk.getByRole("group", { name: zh("console.acd.my-phone") });
  await bar.getByText("报修队列已关闭").waitFor();
  await desk.getByText(announcement).first().waitFor();
  await shoot(desk, "closed-queues");
  expect(await breaches(desk)).toEqual([]);

  const phone = await stage.open("console", "/sim/phone", HAND);
  await dialWithheld(phone);
  const course = phone.getByRole("region", { name: zh("phone.course") });
  await course.getByText(/供热客服热线/).waitFor();
  await press(phone, "0");
  await course.getByText(announcement).waitFor();
  await press(phone, zh("phone.hang-up"));

  for (const skill of ["费用", "报修"]) await press(desk, `重新开放${skill}队列`);
  await bar.getByText("队列已关闭").first().waitFor({ state: "detached" });
  await desk.context().close();
});
