import { chatLineContract } from "@warmline/demo/wechat/contract.ts";
import { openChatRoom, type ChatRoom } from "@warmline/demo/wechat/contract/room.ts";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { openMockPlatform, type MockPlatform } from "./mock-platform.ts";
import { makeGateway } from "./gateway.ts";
import { makeWatchdog } from "./watchdog.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

chatLineContract("Wechaty", openMockPlatform);

describe("an account that Wechaty holds", () => {
  let on: ChatRoom<MockPlatform>;
  beforeAll(async () => {
    on = await openChatRoom({}, await openMockPlatform());
  });
  afterAll(() => on.close());
  const of = (userId: string, text: string, id?: string) => ({
    account: on.platform.accounts[0],
    userId,
    text,
    id,
  });

  test("what is replayed after a restart is known, what is too old passed over", async () => {
    await on.write("w-replay", "你好", "1");
    await on.answer("w-replay", 1);
    await on.platform.replay(of("w-replay", "你好", "1"), 30);
    await on.platform.replay(of("w-replay", "查欠费", "2"), 601);
    expect(await on.talk("w-replay", "报修")).toContain("请输入您遇到的问题");
    expect(on.answers("w-replay")).toHaveLength(2);
    expect(await on.turnsOf("w-replay")).toBe(2);
  });

  test("a backlog within ten minutes is answered, in its order", async () => {
    await on.talk("w-backlog", "你好");
    await on.platform.replay(of("w-backlog", "报修", "3"), 500);
    await on.platform.replay(of("w-backlog", "漏水", "4"), 400);
    expect(await on.answer("w-backlog", 3)).toContain("请输入小区");
  });

  test("a place is nothing that is kept", async () => {
    await on.talk("w-media", "报修");
    await on.platform.place(of("w-media", ""));
    expect(await on.answer("w-media", 2)).toContain("收不了这类消息");
  });

  test("of an id that would be taken for a group nothing is heard", async () => {
    await on.write("w-group@room", "你好");
    await on.talk("w-group", "你好");
    expect(await on.chatOf("w-group@room")).toBeNull();
  });
});

test("one that is refused for good is not tried again, any other is, in order", async () => {
  const answers = [null, 503, 429, 403, 200, 409, 200];
  const posted: string[] = [];
  const gateway = makeGateway({
    name: "one",
    post(body) {
      posted.push((JSON.parse(body) as { text: string }).text);
      const status = answers.shift() ?? null;
      return status === null ? Promise.reject(new Error("away")) : Promise.resolve(status);
    },
    wait: () => Promise.resolve(),
    log: () => undefined,
  });
  for (const text of ["a", "b", "c"]) {
    gateway.take({ id: text, userId: "u", kind: "text", text, age: 0 });
  }
  await gateway.idle();
  expect(posted.join("")).toBe("aaaaabc");
});

test("an account that is silent is woken, once for each time of silence", () => {
  let now = 0;
  const woken: number[] = [];
  const dog = makeWatchdog({ silenceMs: 100, now: () => now, wake: (ms) => woken.push(ms) });
  const look = (at: number) => {
    now = at;
    return dog.look();
  };
  expect([look(99), look(100), look(150)]).toEqual([false, true, false]);
  now = 180;
  dog.alive();
  expect([look(250), look(280)]).toEqual([false, true]);
  expect(woken).toEqual([100, 100]);
});
