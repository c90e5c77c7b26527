import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { onEachEngine } from "@warmline/server/engines-fixture.ts";
import type { SignedIn } from "@warmline/server/testing.ts";
import { agents } from "@warmline/shared/acd/model.ts";
import { audit } from "@warmline/shared/audit/model.ts";
import { TYPING_EVERY_MS } from "@warmline/shared/chatdesk/api.ts";
import { chatMedia } from "@warmline/shared/chats/media.ts";
import { deskChats, OFFER_MS } from "@warmline/shared/chatdesk/model.ts";
import { conversations } from "@warmline/shared/conversations/model.ts";
import { addDays, cityDate } from "@warmline/shared/kernel/time.ts";
import { openOfficialPlatform, type OfficialPlatform } from "./contract/official.ts";
import { HOME, openChatRoom, SLOW, type ChatRoom } from "./contract/room.ts";

// A MongoDB just started takes its time over the first collections.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk" +
    "YPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);
const ABOUT = { disposition: { about: "fault" } };

onEachEngine((engine) => {
  let on: ChatRoom<OfficialPlatform>;
  let [one, two, boss]: SignedIn[] = [];
  beforeAll(async () => {
    on = await openChatRoom(engine, await openOfficialPlatform());
    [one, two] = [await on.server().signIn(["agent"]), await on.server().signIn(["agent"])];
    boss = await on.server().signIn(["supervisor"]);
  });
  /** Nobody is there, and nobody waits, when a test begins. */
  afterEach(async () => {
    for (const who of [one, two]) await post(who, "acd/pause", { reason: "break" });
    for (const { id } of await inState("served", "offered")) {
      await post(boss, `chatdesk/chats/${id}/take-back`, { reason: "测试" });
    }
    for (const who of [one, two]) await post(who, "acd/sign-off");
    await vi.waitUntil(
      async () => (await inState("waiting", "offered", "served")).length === 0,
      SLOW,
    );
  });
  afterAll(() => on.close());

  const inState = (...states: string[]) =>
    on.server().deps.store.find(deskChats, { index: "byState", where: { state: states } });
  async function post(who: SignedIn | undefined, path: string, body: object = {}) {
    const cookie = who?.cookie ?? "";
    const answer = await on.server().request(`/api/${path}`, { cookie, body });
    return { status: answer.status, code: answer.body?.code as string, body: answer.body };
  }
  const agent = async (who: SignedIn | undefined) =>
    on.server().deps.store.get(agents, who?.id ?? "");
  /** The chat that is theirs to take. */
  async function offeredTo(who: SignedIn | undefined): Promise<string> {
    const found = async () =>
      (await inState("offered")).find(({ agentId }) => agentId === who?.id)?.id;
    await expect.poll(found, SLOW).toBeDefined();
    return (await found()) ?? "";
  }
  const chat = (id: string) => on.server().deps.store.get(deskChats, id);

  test("who asks for a person is told how many wait, is served, and says how it was", async () => {
    await post(one, "acd/ready");
    expect(await on.talk("o-desk", "人工")).toContain("前面还有0位");
    const id = await offeredTo(one);
    await on.platform.official.say("o-desk", "三楼暖气不热");
    expect(await post(two, `chatdesk/chats/${id}/take`)).toMatchObject({ code: "chat-elsewhere" });
    expect((await post(one, `chatdesk/chats/${id}/say`, { text: "好" })).code).toBe(
      "chat-elsewhere",
    );
    expect(await post(one, `chatdesk/chats/${id}/take`)).toMatchObject({
      status: 200,
      body: { state: "served", unread: 1 },
    });
    expect((await post(one, "acd/sign-off")).code).toBe("chats-in-hand");
    expect(await post(one, `chatdesk/chats/${id}/say`, { text: "您好，哪一户？" })).toMatchObject({
      status: 200,
    });
    expect(await on.answer("o-desk", 2)).toBe("您好，哪一户？");
    // 人工 and numbers are words for the agent now; a picture, too.
    for (const words of ["人工", "1"]) await on.platform.official.say("o-desk", words);
    await on.platform.official.picture("o-desk", PNG);
    expect((await chat(id))?.unread).toBe(4);
    expect((await post(one, `chatdesk/chats/${id}/see`)).body).toMatchObject({ unread: 0 });
    const course = await on.server().deps.store.get(conversations, id);
    expect(course?.turns.map(({ kind, text }) => [kind, text])).toEqual([
      ["begun", "人工"],
      ["said", "三楼暖气不热"],
      ["agent", "您好，哪一户？"],
      ["said", "人工"],
      ["said", "1"],
      ["media", ""],
    ]);
    expect((await post(two, `chatdesk/chats/${id}/finish`, ABOUT)).code).toBe("chat-elsewhere");
    expect((await post(one, `chatdesk/chats/${id}/finish`, ABOUT)).status).toBe(200);
    expect((await post(one, `chatdesk/chats/${id}/finish`, ABOUT)).code).toBe("chat-over");
    expect(await on.answer("o-desk", 3)).toContain("请对本次服务评价");
    expect(await on.talk("o-desk", "1")).toContain("感谢您的评价");
    expect(await on.server().deps.store.get(conversations, id)).toMatchObject({
      state: "ended",
      score: 1,
    });
    expect(await chat(id)).toMatchObject({ end: "answered", dispositions: [{ about: "fault" }] });
    expect((await agent(one))?.chatIds).toEqual([]);
  });

  test("where nobody is at the desks it is a call-back, as ever", async () => {
    expect(await on.talk("o-alone", "人工")).toContain("请输入回电号码");
    await post(one, "acd/ready");
    await post(boss, `acd/agents/${one?.id}/skills`, { skills: { repairs: 2 }, chatCapacity: 0 });
    expect(await on.talk("o-alone", "人工")).toContain("已为您登记");
    await post(boss, `acd/agents/${one?.id}/skills`, { skills: { repairs: 2 }, chatCapacity: 3 });
  });

  test("the same request is sent once, and a queue can be left", async () => {
    await post(one, "acd/ready");
    await on.talk("o-cancel", "人工");
    const id = await offeredTo(one);
    expect(await on.talk("o-cancel", "取消")).toContain("已取消转人工");
    expect(await chat(id)).toMatchObject({ state: "ended", end: "abandoned" });
    expect((await agent(one))?.chatIds).toEqual([]);
    expect((await post(one, `chatdesk/chats/${id}/take`)).code).toBe("chat-over");
    // Again, in the same conversation.
    await on.talk("o-cancel", "人工");
    expect(await offeredTo(one)).toBe(id);
    await post(one, `chatdesk/chats/${id}/take`);
    const say = { cookie: one?.cookie ?? "", body: { text: "在的" }, key: "say-once-0001" };
    const path = `/api/chatdesk/chats/${id}/say`;
    const said = await Promise.all([1, 2, 3].map(() => on.server().request(path, say)));
    expect(said.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await on.answer("o-cancel", 4)).toBe("在的");
    await on.platform.official.leave("o-cancel");
    expect(on.answers("o-cancel")).toHaveLength(4);
    expect(await chat(id)).toMatchObject({ state: "ended", end: "answered" });
  });

  test("who does not take it is passed, and loses nobody's place", async () => {
    await post(one, "acd/ready");
    await on.talk("o-miss", "人工");
    const id = await offeredTo(one);
    const entered = (await chat(id))?.enteredAt;
    await post(two, "acd/ready");
    on.server().deps.advance(OFFER_MS + 1);
    expect(await offeredTo(two)).toBe(id);
    expect(await agent(one)).toMatchObject({ state: "paused", pauseReason: "no-answer" });
    await post(two, `chatdesk/chats/${id}/take`);
    await post(one, "acd/ready");
    const to = { agentId: one?.id };
    expect((await post(two, `chatdesk/chats/${id}/transfer`, { agentId: two?.id })).code).toBe(
      "transfer-to-oneself",
    );
    expect((await post(two, `chatdesk/chats/${id}/transfer`, to)).status).toBe(200);
    expect(await offeredTo(one)).toBe(id);
    expect((await chat(id))?.enteredAt).toBe(entered);
    expect((await post(one, `chatdesk/chats/${id}/take-back`, { reason: "转错" })).status).toBe(
      403,
    );
    expect((await post(boss, `chatdesk/chats/${id}/take-back`, { reason: "转错" })).status).toBe(
      200,
    );
  });

  test("what residents send is looked at by whoever has the chat, for as long", async () => {
    await post(one, "acd/ready");
    await on.talk("o-look", "人工");
    const id = await offeredTo(one);
    await on.platform.official.picture("o-look", PNG);
    const kept = async () => {
      const where = { conversationId: id, state: "kept" } as const;
      const found = await on
        .server()
        .deps.store.find(chatMedia, { index: "byConversation", where });
      return found[0]?.id;
    };
    await expect.poll(kept, SLOW).toBeDefined();
    const mediaId = (await kept()) ?? "";
    const look = (who: SignedIn | undefined, of = id) => {
      const path = `/api/chatdesk/chats/${encodeURIComponent(of)}/media/${mediaId}`;
      return fetch(on.server().url + path, { headers: { cookie: who?.cookie ?? "" } });
    };
    const shown = await look(one);
    expect([shown.status, shown.headers.get("content-type")]).toEqual([200, "image/png"]);
    const hall = { kind: "hall", hallId: "hall-xicheng" } as const;
    expect((await look(await on.server().signIn(["cashier"], hall))).status).toBe(403);
    expect((await look(one, "wechat:another")).status).toBe(403);
    await post(one, `chatdesk/chats/${id}/take`);
    await post(one, `chatdesk/chats/${id}/finish`, ABOUT);
    expect((await look(one)).status).toBe(403);
  });

  test("that an agent writes is shown to them, at most each five seconds", async () => {
    await post(one, "acd/ready");
    await on.talk("o-typing", "人工");
    const id = await offeredTo(one);
    const types = (who = one) => post(who, `chatdesk/chats/${id}/typing`);
    const isShown = () => on.platform.official.chatOf("o-typing").typing;
    expect((await types()).code).toBe("chat-elsewhere");
    await post(one, `chatdesk/chats/${id}/take`);
    expect((await types(two)).code).toBe("chat-elsewhere");
    expect(isShown()).toBe(false);
    expect((await types()).status).toBe(200);
    expect(isShown()).toBe(true);
    await post(one, `chatdesk/chats/${id}/say`, { text: "在的" });
    await on.answer("o-typing", 2);
    expect(isShown()).toBe(false);
    expect((await types()).status).toBe(200);
    expect(isShown()).toBe(false);
    on.server().deps.advance(TYPING_EVERY_MS);
    expect((await types()).status).toBe(200);
    expect(isShown()).toBe(true);
    // A platform that does not take it keeps nobody from writing.
    on.server().deps.advance(60_000);
    await post(one, `chatdesk/chats/${id}/say`, { text: "稍等" });
    await on.answer("o-typing", 3);
    expect((await types()).status).toBe(200);
    expect(isShown()).toBe(false);
  });

  test("when the last has gone, who waits is called back and told why", async () => {
    await post(one, "acd/ready");
    await on.talk("o-unserved", "绑定", HOME.number, HOME.tail, "人工");
    const id = await offeredTo(one);
    expect((await chat(id))?.branchIds).toHaveLength(1);
    await post(one, `chatdesk/chats/${id}/decline`);
    await offeredTo(one);
    const said = on.answers("o-unserved").length;
    await post(one, `acd/pause`, { reason: "break" });
    await post(one, `chatdesk/chats/${id}/decline`);
    expect(await on.answer("o-unserved", said + 1)).toContain("人工座席已经离开");
    expect(await chat(id)).toMatchObject({ state: "ended", end: "unserved" });
    expect(await on.talk("o-unserved", "1")).toContain("已登记");
  });

  test("what the platform would not take is refused, until they write again", async () => {
    await post(one, "acd/ready");
    await on.talk("o-quota", "人工");
    const id = await offeredTo(one);
    await post(one, `chatdesk/chats/${id}/take`);
    const say = (n: number) => post(one, `chatdesk/chats/${id}/say`, { text: `第${n}句` });
    const before = on.answers("o-quota").length;
    // One of five was the answer to 人工.
    for (let n = 1; n <= 4; n += 1) expect((await say(n)).status).toBe(200);
    expect((await say(5)).code).toBe("quota-spent");
    expect(await on.answer("o-quota", before + 4)).toBe("第4句");
    await on.platform.official.say("o-quota", "好的");
    expect((await say(6)).status).toBe(200);
  });

  test("chats have figures of their own, and are in none of the telephone's", async () => {
    const { store, clock } = on.server().deps;
    const until = cityDate(clock.now());
    const stats = async (of: string, by: string) => {
      const path = `/api/callstats?from=${addDays(until, -1)}&to=${until}&by=${by}&of=${of}`;
      return (await on.server().request(path, { cookie: boss?.cookie ?? "" })).body;
    };
    const periods = await store.find(audit, {
      index: "byCommand",
      where: { command: "chatdesk.take" },
    });
    expect(periods.length).toBeGreaterThan(3);
    await expect
      .poll(async () => (await stats("chats", "agent")).total.taken, SLOW)
      .toBe(periods.length);
    const { total } = await stats("chats", "queue");
    expect(total).toMatchObject({ offered: 8, answered: 6, abandoned: 1, unserved: 1 });
    expect(total.replied).toBeGreaterThan(2);
    const days = await stats("chats", "day");
    expect(days.total).toEqual(total);
    expect((await stats("calls", "queue")).total).toEqual({});
    const agentSums = (await stats("calls", "agent")).total;
    expect(agentSums).not.toHaveProperty("taken");
    expect(agentSums.chatMs).toBeGreaterThan(0);
  });
});
