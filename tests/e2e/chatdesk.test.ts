import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { breaches } from "./breaches.ts";
import { press } from "./console-hands.ts";
import { en, openStage, shoot, zh, type Stage } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk" +
    "YPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);
const HAND = { viewport: { width: 390, height: 844 } };
const WIDE = { viewport: { width: 1440, height: 900 } };

async function phoneOf(place: number): Promise<Page> {
  const phone = await stage.open("console", "/sim/chat", HAND);
  const whose = phone.getByLabel(zh("chat.resident"));
  await whose.locator("option").filter({ hasText: /\d{9}/ }).first().waitFor({ state: "attached" });
  await whose.selectOption({ index: place });
  await press(phone, zh("chat.follow"));
  await course(phone).getByText("2. 查询欠费").waitFor();
  return phone;
}
const course = (phone: Page) => phone.getByRole("region", { name: zh("chat.course") });
async function write(phone: Page, text: string): Promise<void> {
  await phone.getByLabel(zh("chat.write")).fill(text);
  await press(phone, zh("chat.send"));
}

const panelOf = (desk: Page) =>
  desk.getByRole("complementary", { name: zh("console.chatdesk.chats"), exact: true });

test("人工 in WeChat is taken at 话务台, and both write; a case is filed from it", async () => {
  const desk = await stage.enter("agent1", "/console/acd", WIDE);
  await press(desk, zh("console.acd.ready"));
  await desk.getByRole("button", { name: zh("console.acd.sign-off"), exact: true }).waitFor();
  const phone = await phoneOf(4);
  const label = await phone.getByLabel(zh("chat.resident")).locator("option:checked").innerText();
  const [, number = "", tail = ""] = /(\d{9}).*?(\d{4})$/.exec(label) ?? [];
  for (const [said, answer] of [
    ["绑定", /请输入户号/],
    [number, /手机号的后四位/],
    [tail, /已绑定/],
    ["人工", /前面还有0位/],
  ] as const) {
    await write(phone, said);
    await course(phone).getByText(answer).waitFor();
  }
  await write(phone, "三楼暖气不热");

  const panel = panelOf(desk);
  await panel.getByText("三楼暖气不热").waitFor();
  await panel.getByText(/前面还有0位/).waitFor();
  await panel.getByText(number).waitFor();
  expect(await breaches(desk)).toEqual([]);
  await desk.keyboard.press("q");
  await desk.keyboard.press("a");
  const box = panel.getByLabel(zh("console.chatdesk.write"));
  await box.waitFor();
  await desk.keyboard.press("q");
  await desk.keyboard.press("s");
  await panel.locator("textarea:focus").waitFor();
  await desk.keyboard.type("您好，几号楼？");
  await phone.getByText(zh("chat.typing")).waitFor();
  await desk.keyboard.press("Enter");
  await course(phone).getByText("您好，几号楼？").waitFor();
  await panel.getByText(zh("console.chatdesk.sent.sent")).waitFor();
  await panel.getByText(zh("console.chatdesk.left", { count: 4 })).waitFor();
  await shoot(desk, "chatdesk");
  expect(await breaches(desk)).toEqual([]);

  const picture = { name: "暖气.png", mimeType: "image/png", buffer: PNG };
  await phone.getByLabel(zh("chat.picture")).setInputFiles(picture);
  await panel.getByRole("button", { name: zh("console.chatdesk.media.picture") }).click();
  const whole = desk.getByRole("dialog").getByRole("img");
  await expect
    .poll(() => whole.evaluate((img) => "naturalWidth" in img && Number(img.naturalWidth) > 0))
    .toBe(true);
  expect(await breaches(desk)).toEqual([]);
  await desk.keyboard.press("Escape");
  await desk.getByRole("dialog").waitFor({ state: "detached" });

  // 常用语: a slash lists them, a few signs choose one, of the household that is bound.
  await panel.getByLabel(zh("console.chatdesk.write")).focus();
  await desk.keyboard.type("/");
  const answers = panel.getByRole("listbox", { name: zh("console.chatdesk.answers") });
  await answers.getByRole("option").first().waitFor();
  expect(await breaches(desk)).toEqual([]);
  await desk.keyboard.press("ArrowDown");
  await desk.keyboard.press("Escape");
  await answers.waitFor({ state: "detached" });
  await desk.keyboard.type("qf");
  await answers.getByRole("option", { selected: true }).getByText(number).waitFor();
  await desk.keyboard.press("Enter");
  await answers.waitFor({ state: "detached" });
  await desk.keyboard.press("Enter");
  await course(phone)
    .getByText(new RegExp(`户号 ${number} 目前应缴 ¥[\\d,.]+`))
    .waitFor();

  await write(phone, "三号楼");
  await panel.getByText("三号楼").waitFor();
  // Whoever is looked for is on the way to a case, and the chat stays beside it.
  await panel.getByRole("link", { name: zh("console.case.new") }).click();
  await desk.getByLabel(zh("console.case.words")).fill("三楼暖气不热，三号楼");
  const file = new RegExp(`^(${zh("console.case.file")}|${zh("console.earlier.attach")})$`);
  await desk.getByRole("button", { name: file }).click();
  await press(panel, zh("console.chatdesk.unfold"));
  await panel.getByRole("link", { name: zh("console.calls.case"), exact: true }).waitFor();

  await box.waitFor();
  await desk.locator("body").press("q");
  await desk.keyboard.press("e");
  await panel.getByLabel(zh("console.acd.disposition"), { exact: true }).selectOption("fault");
  await panel.getByRole("button", { name: zh("console.chatdesk.finish") }).click();
  await panel.waitFor({ state: "detached" });
  await course(phone)
    .getByText(/请对本次服务评价/)
    .waitFor();
  await write(phone, "1");
  await course(phone)
    .getByText(/感谢您的评价/)
    .waitFor();
  await press(desk, zh("console.acd.sign-off"));
  await desk.context().close();
  await phone.context().close();
}, 120_000);

test("two chats are two tabs with unread counts; a supervisor takes both back", async () => {
  const desk = await stage.enter("agent1", "/console/acd", WIDE);
  await press(desk, zh("console.acd.ready"));
  await desk.getByRole("button", { name: zh("console.acd.sign-off"), exact: true }).waitFor();
  const panel = panelOf(desk);
  const phones: Page[] = [];
  for (const place of [5, 6]) {
    const phone = await phoneOf(place);
    phones.push(phone);
    await write(phone, "人工");
    await panel.getByRole("button", { name: zh("console.chatdesk.take") }).click();
    await panel
      .getByRole("tab")
      .nth(phones.length - 1)
      .waitFor();
    await panel.getByLabel(zh("console.chatdesk.write")).waitFor();
  }
  await write(phones[0]!, "还在吗");
  const tabs = panel.getByRole("tab");
  await tabs
    .nth(0)
    .getByText(zh("console.chatdesk.unread", { count: 1 }))
    .waitFor();
  await desk.keyboard.press("q");
  await desk.keyboard.press("1");
  await panel.getByText("还在吗").waitFor();
  await tabs
    .nth(0)
    .getByText(zh("console.chatdesk.unread", { count: 1 }))
    .waitFor({ state: "detached" });

  const boss = await stage.enter("supervisor", "/console/acd", WIDE);
  const back = boss.getByRole("button", { name: zh("console.chatdesk.take-back"), exact: true });
  await back.first().waitFor();
  await boss.getByText("2/3").waitFor();
  expect(await breaches(boss)).toEqual([]);
  await press(desk, zh("console.acd.pause"));
  await desk.getByRole("menuitem", { name: zh("acd.pause.break") }).click();
  for (let left = 2; left > 0; left -= 1) {
    await expect.poll(() => back.count()).toBe(left);
    await back.first().click();
    await boss.getByRole("dialog").getByRole("textbox").fill("转错了");
    await boss
      .getByRole("dialog")
      .getByRole("button", { name: zh("console.chatdesk.take-back") })
      .click();
    await boss.getByRole("dialog").waitFor({ state: "detached" });
  }
  await panel.waitFor({ state: "detached" });
  for (const phone of phones) {
    await course(phone)
      .getByText(/人工座席已经离开/)
      .waitFor();
  }
  await desk.getByRole("button", { name: "English" }).click();
  await press(desk, en("console.acd.sign-off"));
  await desk.context().close();
  await boss.context().close();
}, 120_000);

test("a supervisor keeps the canned answers, and a desk has them at once", async () => {
  const boss = await stage.enter("supervisor", "/console/acd", WIDE);
  await boss.getByRole("link", { name: zh("console.chatdesk.answers") }).click();
  const row = (text: string) => boss.getByRole("row").filter({ hasText: text });
  await row("/qf").waitFor();
  await press(boss, zh("console.chatdesk.answers.add"));
  const dialog = boss.getByRole("dialog");
  await dialog.getByLabel(zh("console.chatdesk.answers.shortcut")).fill("qf");
  const text = dialog.getByLabel(zh("console.chatdesk.answers.text"), { exact: true });
  await text.fill("发票请到 {大厅} 开具");
  const save = () => press(dialog, zh("console.save"));
  await save();
  await dialog.getByText(/占位符只能是户号/).waitFor();
  await text.fill("发票请到营业厅开具");
  await save();
  await dialog.getByText(zh("refusal.shortcut-taken")).waitFor();
  await dialog.getByLabel(zh("console.chatdesk.answers.shortcut")).fill("fp");
  await save();
  await dialog.waitFor({ state: "detached" });
  await row("/fp").getByText("发票请到营业厅开具").waitFor();
  expect(await breaches(boss)).toEqual([]);
  await shoot(boss, "canned-answers");

  // Whoever does not keep them reads them.
  const desk = await stage.enter("agent1", "/console/acd/answers", WIDE);
  const seen = desk.getByRole("row").filter({ hasText: "/fp" });
  await seen.waitFor();
  expect(
    await desk.getByRole("button", { name: zh("console.chatdesk.answers.retire") }).count(),
  ).toBe(0);
  await row("/fp")
    .getByRole("button", { name: zh("console.chatdesk.answers.retire") })
    .click();
  await seen.getByText(zh("console.chatdesk.answers.retired")).waitFor();
  await row("/fp")
    .getByRole("button", { name: zh("console.chatdesk.answers.restore") })
    .click();
  await seen.getByText(zh("console.chatdesk.answers.retired")).waitFor({ state: "detached" });
  await row("/fp")
    .getByRole("button", { name: zh("console.chatdesk.answers.change"), exact: true })
    .click();
  await text.fill("发票请到营业厅窗口开具");
  await save();
  await seen.getByText("发票请到营业厅窗口开具").waitFor();
  await boss.context().close();
  await desk.context().close();
}, 120_000);
