import { afterEach, beforeEach, expect, test } from "vitest";
import { OFFICIAL_ACCOUNT } from "@warmline/bots/core/capability.ts";
import { chatMessages, chats } from "@warmline/shared/chats/model.ts";
import { ok } from "@warmline/shared/kernel/result.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import { later } from "@warmline/shared/kernel/time.ts";
import { notices } from "@warmline/shared/notices/model.ts";
import { raised } from "@warmline/shared/notices/rules.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { openTestDeps, type TestDeps } from "../../testing.ts";
import { bringChatLine } from "../chats/index.ts";
import { NOTIFIER } from "./raise-command.ts";
import { sendCommand } from "./send-command.ts";
import { settleCommand } from "./settle-command.ts";
import { textOf } from "./words.ts";

const CHAT = "official:wx:o-1";
const IDS = ["n-1", "n-2", "n-3"];
const about = (id: string) => ({ kind: "payment", receipt: id, amountFen: fen(100) }) as const;

let deps: TestDeps;
beforeEach(async () => {
  deps = await openTestDeps();
  const line = { capability: OFFICIAL_ACCOUNT, bytesMax: 2_048, send: async () => ok(null) };
  bringChatLine(deps.config, "official:wx", line);
});
afterEach(() => deps.close());

/** Three notices that are due, to somebody to whom so many messages may be sent. */
async function waits(left: number, more: { muted?: readonly string[] } = {}): Promise<void> {
  const at = deps.clock.now();
  const until = later(at, 3_600_000);
  await deps.store.commit([
    insert(chats, {
      id: CHAT,
      account: "official:wx",
      userId: "o-1",
      bindings: [],
      language: "zh",
      followed: true,
      lastAt: at,
      grants: { word: { left, until } },
      messageCount: 0,
      expiresAt: until,
      expired: false,
      ...more,
    }),
    ...IDS.map((id) => insert(notices, raised({ id, about: about(id), chatId: CHAT }, at))),
  ]);
}
const send = (id: string) => runCommand(deps, NOTIFIER, sendCommand(deps.config), { id });
const messages = () =>
  deps.store.find(chatMessages, {
    index: "byChatState",
    where: { chatId: CHAT, state: "queued" },
    limit: 10,
  });
const stand = async () => (await deps.store.getMany(notices, IDS)).map(({ state }) => state);

test("where few messages are left, what waits for somebody is one message", async () => {
  await waits(2);
  await send("n-2");
  const [message, ...others] = await messages();
  expect(others).toEqual([]);
  const texts = ["n-2", "n-1", "n-3"].map((id) => textOf(about(id), "zh"));
  expect(message?.text).toBe(texts.join("\n\n"));
  expect(await stand()).toEqual(["handed", "handed", "handed"]);
  // Its own job finds it on its way.
  await send("n-1");
  expect(await messages()).toHaveLength(1);
  const messageId = message!.id;
  await runCommand(deps, NOTIFIER, settleCommand, { id: "n-2", messageId, why: null });
  expect(await stand()).toEqual(["sent", "sent", "sent"]);
});

test("what the platform did not take goes on by itself, each", async () => {
  await waits(1);
  await send("n-1");
  const [message] = await messages();
  const outcome = { id: "n-1", messageId: message!.id, why: "quota" } as const;
  await runCommand(deps, NOTIFIER, settleCommand, outcome);
  const after = await deps.store.getMany(notices, IDS);
  const tried = [{ channel: "chat", why: "quota" }];
  expect(after).toMatchObject(IDS.map(() => ({ state: "due", tried })));
  expect(after.map(({ carries }) => carries)).toEqual([undefined, undefined, undefined]);
});

test("as long as there are enough, each is a message of its own", async () => {
  await waits(3);
  await send("n-1");
  expect(await stand()).toEqual(["handed", "due", "due"]);
});

test("what they do not want does not go along", async () => {
  await waits(2, { muted: ["payment"] });
  const at = deps.clock.now();
  const case1 = { kind: "case-accepted", caseId: "c", number: "1", category: "leak" } as const;
  const of = { id: "n-case", about: case1, chatId: CHAT };
  await deps.store.commit([insert(notices, raised(of, at))]);
  await send("n-case");
  expect((await messages()).map(({ text }) => text)).toEqual([textOf(case1, "zh")]);
  expect(await stand()).toEqual(["due", "due", "due"]);
});
