import { expect, test } from "vitest";
import { calls, type Call } from "@warmline/shared/calls/model.ts";
import { withoutPersonal } from "@warmline/shared/calls/expire.ts";
import { conversations, type Conversation } from "@warmline/shared/conversations/model.ts";
import * as talk from "@warmline/shared/conversations/model.ts";
import { orgNodes } from "@warmline/shared/households/model.ts";
import { instantOf } from "@warmline/shared/kernel/time.ts";
import { payments, type Payment } from "@warmline/shared/ledger/payment.ts";
import { refunds, type Refund } from "@warmline/shared/ledger/refund.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import * as it from "../cases/fixture.ts";
import { AT_ONCE, searchingOnBoth, SOON } from "./testing.ts";

// Calls, conversations, receipts, refunds, places and staff: each found by what it holds, by
// whoever may read it and by nobody else.

const AT = instantOf(Date.parse("2026-11-20T08:00:00+08:00"));

const call: Call = {
  id: "CA1",
  rev: 0,
  direction: "inbound",
  from: "+8613512340987",
  to: "+864008100000",
  state: "completed",
  standing: "over",
  startedAt: AT,
  households: [{ id: it.eastHome.id, number: "100000001", branchId: it.EAST }],
  caseIds: [],
  said: ["地下室的水表冻裂了"],
  recordings: [],
  events: [],
};

const conversation: Conversation = {
  id: "wechat:official:wx1:o1",
  rev: 0,
  channel: "wechat",
  externalId: "official:wx1:o1",
  state: "ended",
  startedAt: AT,
  lastAt: AT,
  expiresAt: AT,
  expired: false,
  language: "zh",
  householdId: it.eastHome.id,
  branchId: it.EAST,
  caseIds: [],
  session: null,
  capability: {},
  turns: [
    { id: "1", at: AT, kind: "said", text: "毛巾架一直滴水", replied: ["好的"] },
    { id: "2", at: AT, kind: "agent", text: "师傅下午上门", replied: [] },
  ],
  turnCount: 2,
};

const partOf = (accountId: string) => ({ accountId, entryId: `${accountId}/1`, amountFen: 1 });
const payment = {
  id: "XICHENG-2026-000123",
  rev: 0,
  bookedOn: "2026-11-20",
  tenders: [],
  channel: { kind: "bank", merchant: "icbc", serial: "4200771366", take: 1 },
  payer: "欧阳锋",
  takenBy: "bank",
  parts: [partOf(it.eastHome.id)],
} as unknown as Payment;

const refund = {
  id: "F1",
  rev: 0,
  state: "paid",
  accountId: it.eastHome.id,
  lotId: "XICHENG-2026-000123",
  method: "card",
  amountFen: 1,
  payee: "东方不败",
  approvedAt: AT,
  office: "hall/hall-1",
  paid: {
    number: "TF-XICHENG-2026-000001",
    bookedOn: "2026-11-20",
    channel: { merchant: "pos", serial: "4200990011" },
  },
} as unknown as Refund;

searchingOnBoth((on) => {
  const { found, groups, as } = on;

  test("a call by number, household and words, masked, until it expires", async () => {
    await on.deps.store.commit([insert(calls, call)]);
    await expect.poll(() => found("13512340987"), SOON).toEqual(["call CA1"]);
    expect(await found("水表冻裂")).toEqual(["call CA1"]);
    expect(await found("100000001")).toContain("call CA1");
    const [group] = await groups("0987");
    expect(group?.rows[0]).toMatchObject({ at: AT });
    expect(group?.rows[0]?.fields[0]).toEqual({
      name: "phone",
      text: "135****0987",
      marks: [[0, 11]],
    });
    expect(await found("水表冻裂", await as(["agent"], it.inWest))).toEqual([]);
    expect(await found("水表冻裂", await as(["agent"], it.inEast))).toEqual(["call CA1"]);
    expect(await found("水表冻裂", await as(["cashier"]))).toEqual([]);
    const standing = (await on.deps.store.get(calls, "CA1"))!;
    await on.deps.store.commit([replace(calls, standing, withoutPersonal(standing))]);
    await expect.poll(() => found("水表冻裂"), AT_ONCE).toEqual([]);
  });

  test("a conversation in writing by its words and its household, until it expires", async () => {
    const spoken = { ...conversation, id: "phone:CA1", channel: "phone" } as const;
    await on.deps.store.commit([
      insert(conversations, conversation),
      insert(conversations, spoken),
    ]);
    const all = [`conversation ${conversation.id}`];
    await expect.poll(() => found("毛巾架滴水"), SOON).toEqual(all);
    expect(await found("师傅下午上门")).toEqual(all);
    expect(await found("王秀英 毛巾架")).toEqual(all);
    expect(await found("毛巾架", await as(["supervisor"], it.inWest))).toEqual([]);
    expect(await found("毛巾架", await as(["dispatcher"]))).toEqual([]);
    const { store } = on.deps;
    const standing = (await store.get(conversations, conversation.id))!;
    const gone = talk.withoutPersonal(standing);
    await store.commit([replace(conversations, standing, gone)]);
    await expect.poll(() => found("毛巾架"), AT_ONCE).toEqual([]);
  });

  test("a receipt by number, serial and payer, by whoever may see all on it", async () => {
    const both = { ...payment, id: "CITY-2026-000009", channel: { kind: "counter" } };
    const parts = [partOf(it.eastHome.id), partOf(it.westHome.id)];
    await on.deps.store.commit([
      insert(payments, payment),
      insert(payments, { ...both, parts } as unknown as Payment),
    ]);
    const own = `receipt ${payment.id}`;
    await expect.poll(() => found("XICHENG-2026-000123"), SOON).toEqual([own]);
    expect(await found("xicheng2026000123")).toEqual([own]);
    expect(await found("4200771366")).toEqual([own]);
    expect(await found("ouyangfeng")).toEqual([own, `receipt ${both.id}`]);
    const inEast = await as(["cashier"], it.inEast);
    const inWest = await as(["cashier"], it.inWest);
    expect(await found("ouyangfeng", inEast)).toEqual([own]);
    expect(await found("ouyangfeng", inWest)).toEqual([]);
    expect(await found("ouyangfeng", await as(["dispatcher"]))).toEqual([]);
    expect((await groups("4200771366"))[0]?.rows[0]?.at).toBeGreaterThan(AT - 86_400_000);
  });

  test("a refund by the number of its slip, serial and payee, once it is paid out", async () => {
    const { store } = on.deps;
    await store.commit([insert(refunds, { ...refund, state: "due", paid: undefined as never })]);
    const due = (await store.get(refunds, refund.id))!;
    const near = { ...refund, id: "F2", accountId: it.westHome.id, payee: "西门吹雪" };
    const paid = { ...refund.paid, number: "TF-XICHENG-2026-000002" };
    await store.commit([insert(refunds, { ...near, paid } as Refund)]);
    await expect.poll(() => found("TF-XICHENG-2026-000002"), SOON).toEqual(["refund F2"]);
    expect(await found("TF-XICHENG-2026-000001")).not.toContain("refund F1");
    await store.commit([replace(refunds, due, refund)]);
    await expect.poll(() => found("TF-XICHENG-2026-000001"), SOON).toContain("refund F1");
    expect(await found("4200990011")).toContain("refund F1");
    const inEast = await as(["cashier"], it.inEast);
    expect(await found("dongfangbubai", inEast)).toEqual(["refund F1"]);
    expect(await found("dongfangbubai", await as(["cashier"], it.inWest))).toEqual([]);
    expect(await found("ximenchuixue", inEast)).toEqual([]);
    expect(await found("dongfangbubai", await as(["dispatcher"]))).toEqual([]);
  });

  test("what is meant in one kind stands before what is near in another", async () => {
    const near = { ...call, said: ["王秀音说水表冻裂了"] };
    await on.deps.store.commit([insert(calls, near)]);
    await expect.poll(() => found("王秀音"), SOON).toHaveLength(3);
    expect((await groups("王秀音")).map(({ kind, level }) => [kind, level])).toEqual([
      ["call", "typed"],
      ["household", "forgiven"],
    ]);
  });

  test("staff by name and log-in, a branch its own people, a hall its own", async () => {
    const supervisor = await as(["supervisor"]);
    await expect.poll(() => found("worker-east", supervisor), SOON).toEqual(["staff worker-east"]);
    expect(await found("worker-east", await as(["dispatcher"], it.inEast))).toHaveLength(1);
    expect(await found("worker-east", await as(["dispatcher"], it.inWest))).toEqual([]);
    const inHall = await as(["supervisor"], { kind: "hall", hallId: "hall-1" });
    expect(await found("worker-east", inHall)).toEqual([]);
    expect(await found("worker-east")).toEqual([]);
  });

  test("places by name and in pinyin, the larger first, for every one of the staff", async () => {
    const path = [it.EAST];
    const place = (kind: "station" | "building" | "unit", name: string) =>
      insert(orgNodes, { id: kind, kind, name, parentId: it.EAST, path: [...path, kind] });
    await on.deps.store.commit([
      place("building", "牛家村3号楼"),
      place("station", "牛家村换热站"),
      place("unit", "牛家村单元"),
    ]);
    const both = ["place station", "place building"];
    await expect.poll(() => found("niujia"), SOON).toEqual(both);
    expect(await found("牛家村三号楼", await as(["auditor"], it.inWest))).toEqual(both.slice(1));
    const cookie = await as(["auditor"]);
    const { body } = await on.server.request("/api/org/building", { cookie });
    expect(body).toMatchObject({ node: { name: "牛家村3号楼" }, above: [{ id: it.EAST }] });
  });
});
