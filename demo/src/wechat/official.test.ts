import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { simulatedOfficial } from "@warmline/server/channels/wechat/account.ts";
import { closeAndDrop, onEachEngine } from "@warmline/server/engines-fixture.ts";
import { chatMessages, chats, type ChatMessage } from "@warmline/shared/chats/model.ts";
import { conversations } from "@warmline/shared/conversations/model.ts";
import { HOME, openOfficial, SLOW, type OfficialRoom } from "./chat-fixture.ts";
import { messageXml } from "./message-xml.ts";
import { OURS, post } from "./post.ts";

// A MongoDB just started takes its time over the first collections.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

onEachEngine((settings) => {
  let on: OfficialRoom;
  beforeAll(async () => {
    on = await openOfficial(settings);
  });
  afterEach(() => on.hinder(null));
  afterAll(() => closeAndDrop(on.server));

  const chatOf = (userId: string) => {
    const { appId } = simulatedOfficial(on.server.deps.config)!;
    return on.server.deps.store.get(chats, `official:${appId}:${userId}`);
  };
  const messagesOf = async (userId: string, state: ChatMessage["state"]) => {
    const chatId = (await chatOf(userId))?.id ?? "";
    const where = { chatId, state };
    return on.server.deps.store.find(chatMessages, { index: "byChatState", where });
  };
  /** A message with an id of ours, as WeChat would send it. */
  const raw = (userId: string, id: string, text: string) => {
    const { deps, url } = on.server;
    const door = { account: simulatedOfficial(deps.config)!, url, clock: deps.clock };
    const fields = { MsgType: "text", Content: text, MsgId: id, CreateTime: 1, ToUserName: OURS };
    return post(door, messageXml({ ...fields, FromUserName: userId }));
  };

  test("who follows is greeted, proves a household once, and has it from then on", async () => {
    expect(await on.official.follow("o-bind")).toBe(true);
    expect(await on.answer("o-bind", 1)).toContain("2. 查询欠费");
    const debt = await on.talk("o-bind", "2", HOME.number, HOME.tail);
    expect(debt).toMatch(/^已绑定阳光小区3号楼，门牌尾号01，户名王\*\*/);
    expect(debt).toContain("没有欠费");
    expect((await chatOf("o-bind"))?.bindings).toMatchObject([{ householdId: HOME.id }]);
    on.server.deps.advance(3 * 3_600_000);
    const later = await on.talk("o-bind", "缴费纪录");
    expect(later).toContain("您绑定的是阳光小区3号楼");
    expect(later).toContain("没有查到缴费记录");
    expect(await on.talk("o-bind", "解绑", "1")).toContain("已解绑");
    expect((await chatOf("o-bind"))?.bindings).toEqual([]);
    expect(await on.talk("o-bind", "查欠费")).toContain("请输入户号");
  });

  test("a report told again and again, and confirmed twice at once, is one case", async () => {
    await on.talk("o-case", "绑定", HOME.number, HOME.tail);
    await on.talk("o-case", "我家暖气不热，从昨天开始，所有房间都不热", "没有");
    const said = on.answers("o-case").length;
    const told = await Promise.all([
      ...["7001", "7001", "7001"].map((id) => raw("o-case", id, "1")),
      raw("o-case", "7002", "1"),
    ]);
    expect(told.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(await told[0]!.text()).toBe("success");
    // Confirmed, and “something else” chosen: what is said twice is answered twice.
    await on.answer("o-case", said + 2);
    expect(await on.casesOfHome()).toMatchObject([
      { source: "wechat", category: "not-warm", reportCount: 1 },
    ]);
    const again = await raw("o-case", "7001", "1");
    expect(again.status).toBe(200);
    expect((await raw("o-case", "7001", "something else")).status).toBe(409);
    expect(on.answers("o-case")).toHaveLength(said + 2);
  });

  test("one id from three people is three messages", async () => {
    const people = ["o-one", "o-two", "o-three"];
    for (const one of people) await on.talk(one, "你好");
    await Promise.all(people.map((one) => raw(one, "8001", "报修")));
    for (const one of people) expect(await on.answer(one, 2)).toContain("请输入您遇到的问题");
  });

  test("what is said at the same instant is answered in an order, each once", async () => {
    await on.talk("o-order", "你好");
    const many = Array.from({ length: 4 }, (_, n) => raw("o-order", `90${n}`, "在吗"));
    for (const { status } of await Promise.all(many)) expect(status).toBe(200);
    await on.answer("o-order", 5);
    const places = async () => (await messagesOf("o-order", "sent")).map(({ place }) => place);
    await expect.poll(places, SLOW).toEqual([0, 1, 2, 3, 4]);
  });

  test("a platform that is away gets it later, in order, and with a new token", async () => {
    await on.talk("o-away", "你好");
    on.rest.expireToken();
    let away = 2;
    on.hinder(() => {
      away -= 1;
      if (away >= 0) throw new Error("away");
      return null;
    });
    await on.official.say("o-away", "报修");
    await on.official.say("o-away", "漏水");
    await on.answer("o-away", 3);
    const [, first, second] = on.answers("o-away");
    expect(first).toContain("请输入您遇到的问题");
    expect(second).toContain("请输入小区");
  });

  test("what WeChat takes no more is listed as blocked", async () => {
    await on.official.follow("o-click");
    await on.answer("o-click", 1);
    for (const key of ["报修", "查欠费", "催办"]) await on.official.click("o-click", key);
    // Each click counts anew.
    await on.answer("o-click", 4);
    on.hinder(() => 45047);
    await on.official.click("o-click", "查工单");
    await expect.poll(() => messagesOf("o-click", "blocked"), SLOW).toHaveLength(1);
    expect(on.answers("o-click")).toHaveLength(4);
    on.hinder(null);
    const { cookie } = await on.server.signIn(["supervisor"]);
    const unsent = async () => {
      const { body } = await on.server.request("/api/chats/unsent", { cookie });
      return body.messages as { id: string; rev: number; quotaLeft: number; text: string }[];
    };
    const [blocked] = await unsent();
    expect(blocked).toMatchObject({ state: "blocked", quotaLeft: 0, households: [] });
    const resend = () =>
      on.server.request(`/api/chats/messages/${blocked!.id}/resend`, { cookie, body: {} });
    expect((await resend()).body.code).toBe("quota-spent");
    // Their next word opens it again; what was blocked stays so until a person sends it again.
    await on.talk("o-click", "人工");
    expect(await unsent()).toMatchObject([{ id: blocked!.id, quotaLeft: 4 }]);
    expect((await resend()).status).toBe(200);
    expect(await on.answer("o-click", 6)).toBe(blocked!.text);
    expect(await unsent()).toEqual([]);
    expect((await resend()).body.code).toBe("message-not-unsent");
  });

  test("who has left gets nothing, and it says why", async () => {
    await on.talk("o-gone", "你好");
    on.hinder(() => 43004);
    await on.official.say("o-gone", "报修");
    await expect
      .poll(() => messagesOf("o-gone", "failed"), SLOW)
      .toMatchObject([{ failure: "gone", failureCode: "43004" }]);
    await on.official.leave("o-gone");
    expect(await chatOf("o-gone")).toMatchObject({ followed: false });
  });

  test("a picture is answered honestly, and the course can be read", async () => {
    await on.talk("o-media", "报修");
    await on.official.picture("o-media");
    expect(await on.answer("o-media", 2)).toContain("收不了图片");
    const id = (await chatOf("o-media"))?.conversationId ?? "";
    const course = await on.server.deps.store.get(conversations, id);
    expect(course?.turns.map(({ kind, text }) => [kind, text])).toEqual([
      ["begun", "报修"],
      ["media", ""],
    ]);
  });
});
