import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { onEachEngine } from "@warmline/server/engines-fixture.ts";
import {
  changed,
  dispatcher,
  EAST,
  inEast,
  worker,
} from "@warmline/server/domains/cases/fixture.ts";
import { accept, assign } from "@warmline/server/domains/cases/dispatch-commands.ts";
import { arrive, resolve } from "@warmline/server/domains/cases/work-commands.ts";
import { agreeVisit, cancelVisit } from "@warmline/server/domains/cases/visit-commands.ts";
import { later } from "@warmline/shared/kernel/time.ts";
import type { Role, Scope } from "@warmline/shared/access/actor.ts";
import { households } from "@warmline/shared/households/model.ts";
import { notices, type Notice } from "@warmline/shared/notices/model.ts";
import type { UnreachedRow } from "@warmline/shared/notices/api.ts";
import { smsMessages } from "@warmline/shared/sms/model.ts";
import { PER_NUMBER_MS } from "@warmline/shared/sms/rules.ts";
import { replace } from "@warmline/shared/store/write.ts";
import type { Carrier } from "../carrier/carrier.ts";
import { startCarrier } from "../carrier/of-process.ts";
import type { CarrierOptions } from "../carrier/report.ts";
import { openOfficialPlatform, type OfficialPlatform } from "./contract/official.ts";
import { HOME, openChatRoom, SLOW, type ChatRoom } from "./contract/room.ts";

// A MongoDB just started takes its time over the first collections.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const OWNER = "+8613800000077";
const DAY_MS = 86_400_000;
const NOON_IN_CITY = 4 * 3_600_000;

onEachEngine((settings) => {
  let on: ChatRoom<OfficialPlatform>;
  let carrier: Carrier;
  let texting: CarrierOptions["texting"] | null = null;
  const deps = () => on.server().deps;

  beforeAll(async () => {
    // The carrier is the demo's.
    const telephone = { DEMO: "true", PUBLIC_URL: "https://warm.example/city/" };
    on = await openChatRoom({ ...settings, ...telephone }, await openOfficialPlatform());
    // Noon: what waits for the morning has a test of its own.
    const now = deps().clock.now();
    deps().advance(DAY_MS - (now % DAY_MS) + NOON_IN_CITY);
    const acting = { texting: (to: string) => texting?.(to) ?? ("delivered" as const) };
    carrier = (await startCarrier(deps(), on.server().url, acting))!;
    const home = (await deps().store.get(households, HOME.id))!;
    const owner = { id: "p1", name: "王秀英", relation: "owner", phones: [OWNER] } as const;
    await deps().store.commit([replace(households, home, { ...home, people: [owner] })]);
  });
  afterEach(() => {
    on.platform.hinder(null);
    texting = null;
    deps().advance(PER_NUMBER_MS + 1);
  });
  afterAll(() => on.close());

  const post = async (roles: readonly Role[], path: string, body: object = {}, scope?: Scope) => {
    const { cookie } = await on.server().signIn(roles, scope);
    return on.server().request(path, { cookie, body });
  };
  const step = async (path: string, body?: object) => {
    const { status } = await post(["agent"], path, body);
    expect([path, status]).toEqual([path, 200]);
  };
  /** Binds, reports the cold, and says which case it is. */
  const reports = async (userId: string): Promise<string> => {
    await on.talk(userId, "绑定", HOME.number, HOME.tail);
    await on.talk(userId, "我家暖气不热，从昨天开始，所有房间都不热", "没有", "1");
    const [known] = await on.casesOfHome();
    return known?.id ?? "";
  };
  const take = async (id: string) => {
    await changed(deps(), dispatcher, assign, { id, branchId: EAST, assigneeId: worker.actor.id });
    await changed(deps(), worker, accept, { id });
  };
  const done = async (id: string) => {
    await changed(deps(), worker, arrive, { id });
    await changed(deps(), worker, resolve, { id, description: "排气", roomTemperatureDeci: 200 });
  };
  /** The next test's case is one of its own. */
  const finish = async (id: string) => {
    const body = { outcome: "satisfied" };
    const back = await post(["agent"], `/api/cases/${id}/call-back`, body);
    const verb = back.status === 200 ? "close" : "withdraw";
    await step(`/api/cases/${id}/${verb}`, { description: "完" });
  };
  const noticesAbout = async (caseId: string): Promise<Notice[]> => {
    const where = { householdId: HOME.id };
    const all = await deps().store.find(notices, { index: "byHousehold", where, limit: 100 });
    return all.filter(({ about }) => "caseId" in about && about.caseId === caseId);
  };
  const stands = (caseId: string) => async () =>
    (await noticesAbout(caseId)).map(({ about, state, channel }) => [about.kind, state, channel]);
  const delivered = async () => {
    const sent = { index: "byNumber", where: { to: OWNER } } as const;
    const all = await deps().store.find(smsMessages, sent);
    return all.filter(({ state }) => state === "delivered").length;
  };
  const texts = () => carrier.texts().filter(({ to }) => to === OWNER);

  test("who reported in a chat is told there, once, how their case goes on", async () => {
    const id = await reports("n-chat");
    await take(id);
    await expect.poll(() => on.answers("n-chat").at(-1), SLOW).toContain("已有人处理");
    await done(id);
    await expect.poll(() => on.answers("n-chat").at(-1), SLOW).toContain("已处理完毕");
    await expect.poll(stands(id), SLOW).toEqual([
      ["case-accepted", "sent", "chat"],
      ["case-resolved", "sent", "chat"],
    ]);
    expect(texts()).toEqual([]);
    await finish(id);
  });

  test("who is to be visited is told when, and when instead", async () => {
    const id = await reports("n-visit");
    const hour = (n: number) => later(deps().clock.now(), n * 3_600_000);
    const visit = (from: number) => ({ id, from: hour(from), to: hour(from + 2) });
    await changed(deps(), dispatcher, agreeVisit, visit(2));
    await expect.poll(() => on.answers("n-visit").at(-1), SLOW).toContain("已约定");
    await changed(deps(), dispatcher, agreeVisit, visit(4));
    await expect.poll(() => on.answers("n-visit").at(-1), SLOW).toContain("上门时间改为");
    await changed(deps(), dispatcher, cancelVisit, { id, description: "缺配件" });
    await expect.poll(() => on.answers("n-visit").at(-1), SLOW).toContain("已取消");
    await expect.poll(stands(id), SLOW).toEqual([
      ["visit-agreed", "sent", "chat"],
      ["visit-moved", "sent", "chat"],
      ["visit-cancelled", "sent", "chat"],
    ]);
    expect(await on.talk("n-visit", "我的工单")).not.toContain("上门");
    await changed(deps(), dispatcher, agreeVisit, visit(6));
    // Only then: what is written is answered once.
    await expect.poll(() => on.answers("n-visit").at(-1), SLOW).toContain("已约定");
    expect(await on.talk("n-visit", "1", "我的工单")).toContain("上门，请在家等候");
    await finish(id);
  });

  test("what the chat cannot take goes by text message, else it is to be rung", async () => {
    const id = await reports("n-sms");
    on.platform.hinder(() => "quota");
    await take(id);
    await expect.poll(stands(id), SLOW).toEqual([["case-accepted", "sent", "sms"]]);
    expect(texts().at(-1)?.body).toContain("已有人处理");
    // What is told of it later is told of the next one.
    await expect.poll(delivered, SLOW).toBe(1);
    texting = () => "undelivered";
    await done(id);
    await expect.poll(stands(id), SLOW).toContainEqual(["case-resolved", "failed", undefined]);
    const { cookie } = await on.server().signIn(["agent"]);
    const list = async (): Promise<UnreachedRow[]> => {
      const { body } = await on.server().request("/api/notices/unreached", { cookie });
      return body.notices;
    };
    const row = (await list()).find(({ state }) => state === "failed");
    expect(row).toMatchObject({ phone: OWNER, tried: [{ why: "quota" }, { why: "refused" }] });
    const path = `/api/notices/${row!.id}`;
    await step(`${path}/tell`, { rev: row!.rev });
    const stale = await post(["agent"], `${path}/tell`, { rev: row!.rev });
    expect(stale.body.code).toBe("changed-meanwhile");
    expect(await list()).toMatchObject([{ state: "told" }]);
    await step(`${path}/untell`, {});
    texting = null;
    on.platform.hinder(null);
    // What they write opens their chat again.
    await on.talk("n-sms", "你好");
    await step(`${path}/resend`, {});
    await expect.poll(stands(id), SLOW).toContainEqual(["case-resolved", "sent", "chat"]);
    await finish(id);
  });

  test("a household that wants no text messages has none", async () => {
    const path = `/api/households/${HOME.id}/notices`;
    const { cookie } = await on.server().signIn(["cashier"], inEast);
    const before = (await on.server().request(path, { cookie })).body;
    expect(before).toMatchObject({ rev: 0, sms: ["case"], chats: 3 });
    const prefer = (sms: readonly string[], rev: number) =>
      on.server().request(`${path}/preference`, { cookie, body: { sms, rev } });
    expect((await prefer([], 0)).body).toEqual({ rev: 1 });
    expect((await prefer(["bill"], 0)).body.code).toBe("changed-meanwhile");
    const west = { kind: "branch", branchId: "branch-west" } as const;
    const elsewhere = await post(["cashier"], `${path}/preference`, { sms: [] }, west);
    expect(elsewhere.body.code).toBe("out-of-scope");
    const id = await reports("n-off");
    on.platform.hinder(() => "quota");
    await take(id);
    await expect.poll(stands(id), SLOW).toEqual([["case-accepted", "failed", undefined]]);
    expect((await prefer(["case"], 1)).body).toEqual({ rev: 2 });
    await finish(id);
  });

  test("who wants no notices of cases has none, until they want them again", async () => {
    await on.talk("n-muted", "退订", "1");
    const id = await reports("n-muted");
    await take(id);
    await expect.poll(stands(id), SLOW).toEqual([["case-accepted", "dropped", undefined]]);
    expect(await on.talk("n-muted", "打开通知")).toContain("工单进度（已关");
    await on.talk("n-muted", "1", "6");
    await done(id);
    await expect.poll(stands(id), SLOW).toContainEqual(["case-resolved", "sent", "chat"]);
    await finish(id);
  });

  test("an outage is told to the chats of all inside, and that it is over", async () => {
    await on.talk("n-home", "绑定", HOME.number, HOME.tail);
    await on.talk("n-none", "你好");
    const startedAt = deps().clock.now() - 60_000;
    const facts = { kind: "outage", nodeIds: [EAST], description: "漏水", startedAt };
    const { body } = await post(["supervisor"], "/api/incidents", facts);
    const toIncident = (verb: string) =>
      post(["supervisor"], `/api/incidents/${body.id}/${verb}`, { description: "说明" });
    expect((await toIncident("begin-repair")).status).toBe(200);
    await expect.poll(() => on.answers("n-home").at(-1), SLOW).toContain("阳光小区3号楼因");
    expect((await toIncident("restore")).status).toBe(200);
    await expect.poll(() => on.answers("n-home").at(-1), SLOW).toContain("已恢复供热");
    expect(on.answers("n-home").filter((text) => text.includes("停热"))).toHaveLength(1);
    expect(on.answers("n-none")).toHaveLength(1);
  });
});
