import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { onEachEngine } from "@warmline/server/engines-fixture.ts";
import type { ChatPlatform, Hindrance } from "./contract/platform.ts";
import { PNG } from "./contract/files.ts";
import { HOME, openChatRoom, SLOW, type ChatRoom } from "./contract/room.ts";

// A MongoDB just started takes its time over the first collections.
const LIMITS = { timeout: 60_000 };

/** What every way to write to us does, end to end over HTTP, on each set of engines. */
export function chatLineContract(name: string, open: () => Promise<ChatPlatform>): void {
  describe(`${name}: a way to write to us`, LIMITS, () => {
    onEachEngine((engine) => {
      let on: ChatRoom;
      beforeAll(async () => {
        on = await openChatRoom(engine, await open());
      }, LIMITS.timeout);
      afterEach(() => on.platform.hinder(null));
      afterAll(() => on.close(), LIMITS.timeout);
      answered(() => on);
      told(() => on);
      hindered(() => on);
    });
  });
}

function answered(at: () => ChatRoom): void {
  test("whoever writes is answered, and proves a household once", async () => {
    const on = at();
    expect(await on.talk("p-bind", "你好")).toContain("2. 查询欠费");
    const debt = await on.talk("p-bind", "2", HOME.number, HOME.tail);
    expect(debt).toMatch(/^已绑定阳光小区3号楼，门牌尾号01，户名王\*\*/);
    expect(debt).toContain("没有欠费");
    expect((await on.chatOf("p-bind"))?.bindings).toMatchObject([{ householdId: HOME.id }]);
    expect(await on.talk("p-bind", "解绑", "1")).toContain("已解绑");
    expect((await on.chatOf("p-bind"))?.bindings).toEqual([]);
  });

  test("the same person at another account of ours is another chat", async ({ skip }) => {
    const on = at();
    const [first, other] = on.platform.accounts;
    if (other === undefined) return skip("there is one account");
    await on.talk("p-two", "绑定", HOME.number, HOME.tail);
    await on.platform.write({ account: other, userId: "p-two", text: "查欠费" });
    const there = () => on.platform.answers(other, "p-two");
    await expect.poll(() => there().length, SLOW).toBe(1);
    expect(there()[0]).toContain("请输入户号");
    expect((await on.chatOf("p-two", first))?.bindings).toHaveLength(1);
    expect((await on.chatOf("p-two", other))?.bindings).toEqual([]);
  });

  test("what we wrote ourselves is not answered", async ({ skip }) => {
    const on = at();
    const { accounts, echo } = on.platform;
    if (echo === undefined) return skip("nobody's own messages come back");
    const menu = await on.talk("p-echo", "你好");
    await echo({ account: accounts[0], userId: "p-echo", text: menu });
    expect(await on.talk("p-echo", "报修")).toContain("请输入您遇到的问题");
    expect(await on.turnsOf("p-echo")).toBe(2);
  });
}

function told(at: () => ChatRoom): void {
  test("a report told again and again, and confirmed twice at once, is one case", async () => {
    const on = at();
    await on.talk("p-case", "绑定", HOME.number, HOME.tail);
    await on.talk("p-case", "我家暖气不热，从昨天开始，所有房间都不热", "没有");
    const said = on.answers("p-case").length;
    const turns = await on.turnsOf("p-case");
    await Promise.all(["7001", "7001", "7002", "7001"].map((id) => on.write("p-case", "1", id)));
    // Confirmed, and “something else” chosen: what is said twice is answered twice.
    await on.answer("p-case", said + 2);
    expect(await on.casesOfHome()).toMatchObject([
      { source: "wechat", category: "not-warm", reportCount: 1 },
    ]);
    await on.write("p-case", "1", "7001");
    await on.talk("p-case", "查工单");
    expect(on.answers("p-case")).toHaveLength(said + 3);
    expect(await on.turnsOf("p-case")).toBe(turns + 3);
  });

  test("a picture is kept, and hangs on the case that comes of it", async () => {
    const on = at();
    const of = { account: on.platform.accounts[0], userId: "p-picture" };
    expect(await on.talk("p-picture", "管道爆了", "翠湖小区5号楼2单元301", "1")).toContain(
      "请发一张现场照片",
    );
    await on.platform.picture(of, PNG);
    expect(await on.answer("p-picture", 4)).toMatch(/已收到.*请核对/s);
    expect(await on.talk("p-picture", "1")).toContain("已受理");
    expect(await on.attached("p-picture", 1)).toEqual(["image/png"]);
    await on.platform.picture(of, Buffer.from("no picture"));
    expect(await on.answer("p-picture", 7)).toContain("没能保存");
  });

  test("one id from three people is three messages", async () => {
    const on = at();
    const people = ["p-one", "p-two-of", "p-three"];
    for (const one of people) await on.talk(one, "你好");
    await Promise.all(people.map((one) => on.write(one, "报修", "8001")));
    for (const one of people) expect(await on.answer(one, 2)).toContain("请输入您遇到的问题");
  });

  test("what is said at the same instant is answered in an order, each once", async () => {
    const on = at();
    await on.talk("p-order", "你好");
    const ids = ["9001", "9002", "9003", "9004"];
    await Promise.all(ids.map((id) => on.write("p-order", "在吗", id)));
    await on.answer("p-order", 5);
    const places = async () => (await on.messagesOf("p-order", "sent")).map(({ place }) => place);
    await expect.poll(places, SLOW).toEqual([0, 1, 2, 3, 4]);
  });

  test("what is said while our server is not there is answered once it is, once", async () => {
    const on = at();
    await on.talk("p-down", "你好");
    await on.restart(() => on.write("p-down", "报修", "9101"));
    expect(await on.answer("p-down", 2)).toContain("请输入您遇到的问题");
    await on.write("p-down", "报修", "9101");
    expect(await on.talk("p-down", "漏水")).toContain("请输入小区");
    expect(on.answers("p-down")).toHaveLength(3);
    expect(await on.turnsOf("p-down")).toBe(3);
  });
}

function hindered(at: () => ChatRoom): void {
  const always = (why: Hindrance) => () => why;

  test("a platform that is away gets it later, and in order", async () => {
    const on = at();
    await on.talk("p-away", "你好");
    let away = 2;
    on.platform.hinder(() => {
      away -= 1;
      return away >= 0 ? "away" : null;
    });
    await on.write("p-away", "报修");
    await on.write("p-away", "漏水");
    await on.answer("p-away", 3);
    const [, first, second] = on.answers("p-away");
    expect(first).toContain("请输入您遇到的问题");
    expect(second).toContain("请输入小区");
    expect(away).toBeLessThan(0);
  });

  test("what the platform takes no more is listed, and sent again once they wrote", async ({
    skip,
  }) => {
    const on = at();
    if (!on.platform.counts) return skip("nothing is counted");
    await on.talk("p-quota", "你好");
    on.platform.hinder(always("quota"));
    await on.write("p-quota", "报修");
    await expect.poll(() => on.messagesOf("p-quota", "blocked"), SLOW).toHaveLength(1);
    on.platform.hinder(null);
    const { request, signIn } = on.server();
    const { cookie } = await signIn(["supervisor"]);
    const unsent = async () => {
      const { body } = await request("/api/chats/unsent", { cookie });
      return body.messages as { id: string; quotaLeft: number; text: string }[];
    };
    const [blocked] = await unsent();
    const resend = () => request(`/api/chats/messages/${blocked!.id}/resend`, { cookie, body: {} });
    expect(blocked!.quotaLeft).toBe(0);
    expect((await resend()).body.code).toBe("quota-spent");
    // Their next word opens it again; what was blocked stays so until a person sends it again.
    await on.talk("p-quota", "漏水");
    expect(await unsent()).toMatchObject([{ id: blocked!.id }]);
    expect((await resend()).status).toBe(200);
    expect(await on.answer("p-quota", 3)).toBe(blocked!.text);
    expect((await resend()).body.code).toBe("message-not-unsent");
  });

  test("who has left gets nothing, and it says so", async () => {
    const on = at();
    await on.talk("p-gone", "你好");
    on.platform.hinder(always("gone"));
    await on.write("p-gone", "报修");
    await expect
      .poll(() => on.messagesOf("p-gone", "failed"), SLOW)
      .toMatchObject([{ failure: "gone" }]);
    expect(on.answers("p-gone")).toHaveLength(1);
  });
}
