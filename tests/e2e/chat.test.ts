import type { Page } from "playwright-core";
import { householdId } from "@warmline/demo/household.ts";
import { accountName, simulatedOfficial } from "@warmline/server/channels/wechat/account.ts";
import type { Deps } from "@warmline/server/platform/deps.ts";
import { chatIdOf, chatMessages, chats } from "@warmline/shared/chats/model.ts";
import { queued } from "@warmline/shared/chats/outbox.ts";
import { households } from "@warmline/shared/households/model.ts";
import { later } from "@warmline/shared/kernel/time.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { breaches } from "./breaches.ts";
import { answer, casePane, doAction, press } from "./console-hands.ts";
import { en, openStage, shoot, zh, type Stage } from "./stage.ts";

const MESSAGE = "0198c0de-0000-7000-8000-000000000001";
const UNSENT = "您反映的漏水已经修好。";
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk" +
    "YPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);

/** What a resident was to be told while WeChat could not be reached. */
async function unsent({ store, clock, config }: Deps): Promise<void> {
  const [at, account] = [clock.now(), accountName(simulatedOfficial(config)!)];
  const [home] = await store.getMany(households, [householdId(6)]);
  const userId = `demo-${home!.number}`;
  const id = chatIdOf(account, userId);
  const until = later(at, 3_600_000);
  await store.commit([
    insert(chats, {
      id,
      account,
      userId,
      bindings: [{ householdId: home!.id, at }],
      language: "zh",
      followed: true,
      lastAt: at,
      grants: { word: { left: 5, until } },
      messageCount: 1,
      expiresAt: until,
      expired: false,
    }),
    insert(chatMessages, {
      ...queued({ id: MESSAGE, chatId: id, conversationId: "", place: 0, text: UNSENT }, at),
      state: "failed",
      failure: "unreached",
    }),
  ]);
}

let stage: Stage;
/** By whom, and as what, until it is followed up. */
let reported: { readonly phone: Page; readonly caseNumber: string };
beforeAll(async () => {
  stage = await openStage({ before: unsent });
});
afterAll(() => stage?.close());

const HAND = { viewport: { width: 390, height: 844 } };

async function opened(place: number): Promise<Page> {
  const phone = await stage.open("console", "/sim/chat", HAND);
  const whose = phone.getByLabel(zh("chat.resident"));
  await whose.locator("option").filter({ hasText: /\d{9}/ }).first().waitFor({ state: "attached" });
  await whose.selectOption({ index: place });
  return phone;
}

const course = (phone: Page) => phone.getByRole("region", { name: zh("chat.course") });

async function write(phone: Page, text: string): Promise<void> {
  await phone.getByLabel(zh("chat.write")).fill(text);
  await press(phone, zh("chat.send"));
}

test("a resident follows, binds a household, hears the fee and reports a fault", async () => {
  const phone = await opened(4);
  const label = await phone.getByLabel(zh("chat.resident")).locator("option:checked").innerText();
  const [, number = "", tail = ""] = /(\d{9}).*?(\d{4})$/.exec(label) ?? [];
  await course(phone).getByText(zh("chat.none")).waitFor();
  expect(await breaches(phone)).toEqual([]);
  await press(phone, zh("chat.follow"));
  await course(phone).getByText("2. 查询欠费").waitFor();
  await press(phone, zh("chat.menu.fee"));
  await course(phone)
    .getByText(/请输入户号/)
    .waitFor();
  await write(phone, number);
  await course(phone)
    .getByText(/手机号的后四位/)
    .waitFor();
  await write(phone, tail);
  await course(phone)
    .getByText(/已绑定.*您目前(欠费|没有欠费)/s)
    .waitFor();
  await shoot(phone, "chat");
  expect(await breaches(phone)).toEqual([]);

  await write(phone, "我家暖气不热，从昨天开始，卧室冰凉");
  await course(phone)
    .getByText(/老人、婴幼儿/)
    .waitFor();
  await phone
    .getByLabel(zh("chat.picture"))
    .setInputFiles({ name: "leak.png", mimeType: "image/png", buffer: PNG });
  await course(phone)
    .getByText(/已收到，会附在本次报修的工单上/)
    .waitFor();
  await write(phone, "2");
  await course(phone).getByText("1. 确认提交").waitFor();
  await write(phone, "1");
  const filed = course(phone).getByText(/已受理，工单号/);
  await filed.waitFor();
  const [caseNumber = ""] = /\d{8}-\d{4}/.exec(await filed.innerText()) ?? [];
  reported = { phone, caseNumber };

  const desk = await stage.enter("agent1", "/console/cases");
  await desk.getByText(caseNumber).first().click();
  // What was written can be read beside the case.
  await press(casePane(desk), zh("console.conversation.show"));
  await casePane(desk)
    .getByText(/已收到，会附在本次报修的工单上/)
    .waitFor();
  // The picture hangs on the case, and stands in the course.
  await casePane(desk).locator(".pictures img").waitFor();
  await desk.context().close();
});

test("a dispatcher agrees when somebody comes: on the case, and told in the chat", async () => {
  const desk = await stage.enter("dispatcher", "/console/cases");
  await desk.getByText(reported.caseNumber).first().click();
  await doAction(desk, zh("cases.action.agree-visit"));
  await desk.getByRole("group", { name: zh("console.visit.windows") }).waitFor();
  expect(await breaches(desk)).toEqual([]);
  await shoot(desk, "visit-agree");
  // So soon that it does not wait for the morning, whatever the hour.
  const [from, to] = [5, 65].map((minutes) => new Date(Date.now() + 28_800_000 + minutes * 60_000));
  const field = (at: Date | undefined) => at!.toISOString().slice(11, 16);
  await answer(desk, zh("cases.action.agree-visit"), async (dialog) => {
    await dialog.getByLabel(zh("console.visit.day")).fill(from!.toISOString().slice(0, 10));
    await dialog.getByLabel(zh("console.visit.from"), { exact: true }).fill(field(from));
    await dialog.getByLabel(zh("console.visit.to"), { exact: true }).fill(field(to));
  });
  await casePane(desk).getByText(zh("console.visit"), { exact: true }).first().waitFor();
  await desk.getByRole("listitem").getByText(field(from)).first().waitFor();
  await shoot(desk, "visit");
  const { phone } = reported;
  await course(phone)
    .getByText(new RegExp(`${reported.caseNumber}.*已约定.*${field(from)}`))
    .waitFor();
  await doAction(desk, zh("cases.action.cancel-visit"));
  await answer(desk, zh("cases.action.cancel-visit"), (dialog) =>
    dialog.getByLabel(zh("console.description.needed")).fill("配件未到"),
  );
  await course(phone)
    .getByText(new RegExp(`${reported.caseNumber}.*已取消`))
    .waitFor();
  await desk.context().close();
});

test("whoever has the link writes to customer service, without following", async () => {
  const phone = await opened(7);
  await phone.getByLabel(zh("chat.door")).selectOption("service");
  // Who opens it is welcomed before they write.
  await press(phone, zh("chat.enter"));
  await course(phone).getByText("2. 查询欠费").waitFor();
  await write(phone, "1");
  await course(phone).getByText("请输入您遇到的问题").waitFor();
  await phone
    .getByLabel(zh("chat.picture"))
    .setInputFiles({ name: "leak.png", mimeType: "image/png", buffer: PNG });
  await course(phone)
    .getByText(/已收到，会附在本次报修的工单上/)
    .waitFor();
  await shoot(phone, "chat-service");
  expect(await breaches(phone)).toEqual([]);
});

test("the same in English, by the keyboard", async () => {
  const phone = await opened(5);
  await press(phone, "English");
  await phone.getByRole("button", { name: en("chat.follow") }).focus();
  await phone.keyboard.press("Enter");
  const english = phone.getByRole("region", { name: en("chat.course") });
  await english.getByText("For English, reply 9.").waitFor();
  await phone.getByLabel(en("chat.write")).focus();
  await phone.keyboard.type("9");
  await phone.keyboard.press("Enter");
  await english.getByText("2. what you owe").waitFor();
  expect(await breaches(phone)).toEqual([]);
  await press(phone, en("chat.leave"));
  await phone.getByRole("button", { name: en("chat.follow") }).waitFor();
});

test("what could not be sent is listed, and sent again by a supervisor", async () => {
  const desk = await stage.enter("supervisor", "/console/outbox");
  await desk.getByRole("tab", { name: zh("console.notices.answers") }).click();
  const row = desk.getByRole("row").filter({ hasText: UNSENT });
  await row.getByText(zh("console.outbox.why.unreached")).waitFor();
  await row.getByText(zh("console.outbox.left", { count: 5 })).waitFor();
  expect(await breaches(desk)).toEqual([]);
  const phone = await opened(6);
  await press(phone, zh("chat.follow"));
  await course(phone).getByText("2. 查询欠费").waitFor();
  await row.getByRole("button").click();
  await course(phone).getByText(UNSENT).waitFor();
  await desk.getByText(zh("console.outbox.none")).waitFor();
});
