import { afterAll, beforeAll, expect, test } from "vitest";
import { BOUND_MS, chatMessages, chats, MESSAGE_KEPT_MS } from "@warmline/shared/chats/model.ts";
import { queued } from "@warmline/shared/chats/outbox.ts";
import { later } from "@warmline/shared/kernel/time.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { openTestDeps, type TestDeps } from "../../testing.ts";
import { expireChat, expireMessage } from "./expire-job.ts";

let deps: TestDeps;
beforeAll(async () => {
  deps = await openTestDeps();
});
afterAll(() => deps.close());

const caller = {
  actor: { kind: "system", id: "test", name: "test" },
  origin: "test",
  language: "zh",
} as const;

test("what was said is gone after a day, what was bound after a silent year and more", async () => {
  const at = deps.clock.now();
  const chatId = "official:wx:o";
  const chat = {
    id: chatId,
    account: "official:wx",
    userId: "o",
    bindings: [{ householdId: "h-secret", at }],
    language: "zh",
    conversationId: "wechat:c",
    followed: true,
    lastAt: at,
    grants: { word: { left: 4, until: at } },
    messageCount: 1,
    expiresAt: later(at, BOUND_MS),
    expired: false,
  } as const;
  const of = { chatId, conversationId: "wechat:c", place: 0, text: "您目前欠费¥1.00" };
  await deps.store.commit([
    insert(chats, chat),
    insert(chatMessages, queued({ id: "m", ...of }, at)),
  ]);
  const message = () => runCommand(deps, caller, expireMessage, { id: "m" });
  const whole = () => runCommand(deps, caller, expireChat, { id: chatId });
  expect(await message()).toMatchObject({ value: false });
  deps.advance(MESSAGE_KEPT_MS);
  expect(await message()).toMatchObject({ value: true });
  expect(await deps.store.get(chatMessages, "m")).toMatchObject({ text: "", expired: true });
  expect(await whole()).toMatchObject({ value: false });
  deps.advance(BOUND_MS);
  expect(await whole()).toMatchObject({ value: true });
  const left = await deps.store.get(chats, chatId);
  expect(left).toMatchObject({ expired: true, bindings: [], grants: {} });
  expect(left?.conversationId).toBeUndefined();
  expect(await whole()).toMatchObject({ value: false });
});
