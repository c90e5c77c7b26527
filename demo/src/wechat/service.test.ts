import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { onEachEngine } from "@warmline/server/engines-fixture.ts";
import { AMR } from "./contract/files.ts";
import { serviceCursors } from "@warmline/shared/wechat/model.ts";
import { chatLineContract } from "./contract.ts";
import { openChatRoom, SLOW, type ChatRoom } from "./contract/room.ts";
import { openServicePlatform, type ServicePlatform } from "./contract/service.ts";
import { STATE } from "./service.ts";

// A MongoDB just started takes its time over the first collections.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

chatLineContract("WeChat customer service", openServicePlatform);

onEachEngine((engine) => {
  let on: ChatRoom<ServicePlatform>;
  beforeAll(async () => {
    on = await openChatRoom(engine, await openServicePlatform());
  });
  afterEach(() => on.platform.hinder(null));
  afterAll(() => on.close());

  const talkOf = (userId: string) => ({ openKfId: on.platform.openKfIds[0], userId });

  test("who enters is welcomed by the menu once, and what they write answers it", async () => {
    const { service } = on.platform;
    await service.enter(talkOf("k-enter"));
    expect(await on.answer("k-enter", 1)).toContain("2. 查询欠费");
    await service.enter(talkOf("k-enter"));
    expect(await on.talk("k-enter", "1")).toContain("请输入您遇到的问题");
    expect(on.answers("k-enter")).toHaveLength(2);
    expect(await on.turnsOf("k-enter")).toBe(2);
    expect(service.rest.stateOf(talkOf("k-enter"))).toBe(STATE.bot);
    // It counted against nothing: of five, one was an answer.
    expect((await on.chatOf("k-enter"))?.grants.word?.left).toBe(4);
  });

  test("who entered too long ago, or wrote before, is not welcomed", async () => {
    const { service } = on.platform;
    await service.enter(talkOf("k-late"), 21_000);
    expect(await on.talk("k-late", "报修")).toContain("请输入您遇到的问题");
    await service.enter(talkOf("k-late"));
    expect(await on.talk("k-late", "漏水")).toContain("请输入小区");
    expect(on.answers("k-late")).toHaveLength(2);
  });

  test("a talk that is in 企业微信, waits there or is over is not written into", async () => {
    const { service } = on.platform;
    for (const [name, state] of Object.entries({ pool: STATE.pool, person: STATE.person })) {
      await on.talk(`k-${name}`, "你好");
      service.move(talkOf(`k-${name}`), state);
      await on.write(`k-${name}`, "报修");
      await expect
        .poll(() => on.messagesOf(`k-${name}`, "failed"), SLOW)
        .toMatchObject([{ failure: "elsewhere", failureCode: `state ${state}` }]);
      expect(on.answers(`k-${name}`)).toHaveLength(1);
    }
    await on.talk("k-over", "你好");
    service.move(talkOf("k-over"), STATE.over);
    // Who writes again begins a new one there.
    expect(await on.talk("k-over", "报修")).toContain("请输入您遇到的问题");
  });

  test("a message whose answer was lost is sent again, and shown once", async () => {
    await on.talk("k-lost", "你好");
    on.platform.loseAnswers(2);
    await on.write("k-lost", "报修");
    await expect.poll(() => on.messagesOf("k-lost", "sent"), SLOW).toHaveLength(2);
    expect(on.answers("k-lost")).toHaveLength(2);
  });

  test.each([
    [10, { state: "failed", failure: "gone", failureCode: "fail 10" }],
    [5, { state: "failed", failure: "elsewhere", failureCode: "fail 5" }],
    [1, { state: "failed", failure: "refused", failureCode: "fail 1" }],
    [6, { state: "blocked" }],
  ] as const)("what WeChat says later did not come (%i) is listed", async (why, row) => {
    const user = `k-fail-${why}`;
    await on.talk(user, "你好");
    await expect.poll(() => on.messagesOf(user, "sent"), SLOW).toHaveLength(1);
    await on.platform.service.fail(talkOf(user), why);
    await expect.poll(() => on.messagesOf(user, row.state), SLOW).toMatchObject([row]);
    // Of what a person has sent again since, it says nothing.
    const [{ id } = { id: "" }] = await on.messagesOf(user, row.state);
    const { cookie } = await on.server().signIn(["supervisor"]);
    await on.talk(user, "你好");
    await on.server().request(`/api/chats/messages/${id}/resend`, { cookie, body: {} });
    await on.answer(user, 3);
    await expect.poll(() => on.messagesOf(user, "sent"), SLOW).toHaveLength(2);
  });

  test("what was told without a callback is found, page by page, and the cursor kept", async () => {
    await on.talk("k-pages", "你好");
    const [openKfId] = on.platform.openKfIds;
    const cursor = async () =>
      (await on.server().deps.store.get(serviceCursors, openKfId))?.cursor ?? "";
    const before = await cursor();
    await on.restart(async () => {
      for (let n = 0; n < 45; n += 1) await on.write("k-pages", "在吗");
    });
    await expect.poll(() => on.turnsOf("k-pages"), SLOW).toBeGreaterThan(3);
    // Forty-five turns, one after the other.
    await expect.poll(cursor, { ...SLOW, timeout: 45_000 }).toBe(String(Number(before) + 45));
  });

  test("a voice message is kept, as nobody tells us its words", async () => {
    await on.talk("k-voice", "管道爆了", "翠湖小区5号楼2单元301", "1");
    await on.platform.service.voice(talkOf("k-voice"), AMR);
    expect(await on.answer("k-voice", 4)).toMatch(/已收到.*请核对/s);
    expect(await on.talk("k-voice", "1")).toContain("已受理");
    expect(await on.attached("k-voice", 1)).toEqual(["audio/amr"]);
  });
});
