import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { onEachEngine } from "@warmline/server/engines-fixture.ts";
import { conversations } from "@warmline/shared/conversations/model.ts";
import { chatLineContract } from "./contract.ts";
import { openOfficialPlatform, type OfficialPlatform } from "./contract/official.ts";
import { HOME, openChatRoom, SLOW, type ChatRoom } from "./contract/room.ts";

// A MongoDB just started takes its time over the first collections.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

chatLineContract("the official account", openOfficialPlatform);

onEachEngine((engine) => {
  let on: ChatRoom<OfficialPlatform>;
  beforeAll(async () => {
    on = await openChatRoom(engine, await openOfficialPlatform());
  });
  afterEach(() => on.platform.hinder(null));
  afterAll(() => on.close());

  test("who follows is greeted; what they bound is theirs in the next conversation", async () => {
    expect(await on.platform.official.follow("o-bind")).toBe(true);
    expect(await on.answer("o-bind", 1)).toContain("2. 查询欠费");
    await on.talk("o-bind", "2", HOME.number, HOME.tail);
    on.server().deps.advance(3 * 3_600_000);
    const later = await on.talk("o-bind", "缴费纪录");
    expect(later).toContain("您绑定的是阳光小区3号楼");
    expect(later).toContain("没有查到缴费记录");
    await on.talk("o-bind", "解绑", "1");
    expect(await on.talk("o-bind", "查欠费")).toContain("请输入户号");
  });

  test("a number of WeChat's that says something else by now is refused", async () => {
    await on.talk("o-other", "你好");
    await on.write("o-other", "报修", "7001");
    const fields = { FromUserName: "o-other", MsgType: "text", MsgId: "7001" };
    expect((await on.platform.tell({ ...fields, Content: "漏水" })).status).toBe(409);
    await on.answer("o-other", 2);
  });

  test("an access token that is over is asked for anew", async () => {
    await on.talk("o-token", "你好");
    on.platform.rest.expireToken();
    expect(await on.talk("o-token", "报修")).toContain("请输入您遇到的问题");
  });

  test("each click of the menu counts anew, until WeChat says otherwise", async () => {
    const { official } = on.platform;
    await official.follow("o-click");
    await on.answer("o-click", 1);
    for (const key of ["报修", "查欠费", "催办"]) await official.click("o-click", key);
    await on.answer("o-click", 4);
    on.platform.hinder(() => "quota");
    await official.click("o-click", "查工单");
    await expect
      .poll(() => on.messagesOf("o-click", "blocked"), SLOW)
      .toMatchObject([{ state: "blocked" }]);
    expect(on.answers("o-click")).toHaveLength(4);
  });

  test("who unfollowed is known to have left", async () => {
    await on.talk("o-gone", "你好");
    await on.platform.official.leave("o-gone");
    expect(await on.chatOf("o-gone")).toMatchObject({ followed: false });
    on.platform.hinder(() => "gone");
    await on.write("o-gone", "报修");
    await expect
      .poll(() => on.messagesOf("o-gone", "failed"), SLOW)
      .toMatchObject([{ failure: "gone", failureCode: "43004" }]);
  });

  test("a picture stands in the course, which can be read", async () => {
    await on.talk("o-media", "报修");
    await on.platform.official.picture("o-media", Buffer.from("of no kind"));
    await on.answer("o-media", 3);
    const id = (await on.chatOf("o-media"))?.conversationId ?? "";
    const course = await on.server().deps.store.get(conversations, id);
    expect(course?.turns.map(({ kind, text }) => [kind, text])).toEqual([
      ["begun", "报修"],
      ["media", ""],
    ]);
  });
});
