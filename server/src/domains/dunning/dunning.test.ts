import { afterEach, beforeEach, expect, test } from "vitest";
import { onEachEngine } from "../ledger/each-engine/testing.ts";
import { cases } from "@warmline/shared/cases/model.ts";
import { caseWith } from "@warmline/shared/incidents/fixture.ts";
import { accounts } from "@warmline/shared/ledger/account.ts";
import { dunningCases, dunningEvents } from "@warmline/shared/dunning/model.ts";
import { storedFiles } from "@warmline/shared/files/model.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { changeCatalogue } from "../catalogue/change-command.ts";
import { askPlan } from "../ledger/agree-plan.ts";
import { actor, caller, done } from "../ledger/testing.ts";
import { reverse } from "../ledger/undo-commands.ts";
import { codeOf, people } from "../requests/fixture.ts";
import {
  disputeItems,
  holdDunning,
  recordPromise,
  recordStep,
  undoDunning,
  type RecordStep,
} from "./commands.ts";
import { lookedAt, noonOf, openDunningRoom, picture } from "./fixture.ts";
import { followDunning } from "./follow.ts";
import { dunningCounts, dunningWork } from "./queries.ts";
import { dunningOf } from "./read-standing.ts";

// 催缴: h0 owes a season that was due a year ago; the clock stands on 1 November 2025.

const OWED = fen(267_470);
const WORDS =
  "张三（户号 100000000）：您户采暖费已于 2024-11-01 到期，截至 2025-11-01 共欠 ¥2,674.70。请尽快缴纳；已缴费请忽略。";

onEachEngine("dunning on %s", (engine) => {
  let room: Awaited<ReturnType<typeof openDunningRoom>>;
  beforeEach(async () => {
    room = await openDunningRoom(engine);
  });
  afterEach(() => room.close());

  const step = (over: Partial<RecordStep> = {}, who = people.finance) =>
    runCommand(room.deps, caller(who), recordStep, {
      id: "h0",
      step: "reminder",
      day: "2025-11-01",
      delivery: "call",
      ...over,
    });
  const undo = (eventId: string) =>
    runCommand(room.deps, caller(), undoDunning, { id: "h0", eventId, reason: "误登" });
  async function told(who = people.finance, id = "h0") {
    const found = await dunningOf(room.deps, who, id);
    if (!found.ok) throw new Error(found.code);
    return found.value;
  }
  async function work(kind: RecordStep["step"], who = people.finance) {
    const found = await dunningWork(room.deps, who, { step: kind });
    return found.ok ? found.value.rows.map(({ id }) => id) : [];
  }

  test("the daily job lists who is overdue; a step is put on record and taken back", async () => {
    expect(await work("reminder")).toEqual([]);
    await lookedAt(room.deps);
    expect(await work("reminder")).toEqual(["h0"]);
    const recorded = await step();
    if (!recorded.ok) throw new Error(recorded.code);
    expect(await work("reminder")).toEqual([]);
    expect(await told()).toMatchObject({
      why: "waiting",
      overdueFen: OWED,
      since: "2024-11-01",
      lapsesOn: "2027-11-01",
      next: { kind: "visit", from: "2025-11-08" },
      events: [{ id: recorded.value.id, fact: { kind: "step", amountFen: OWED } }],
    });
    room.clock.at = noonOf("2025-11-08");
    expect(await work("visit")).toEqual(["h0"]);
    expect(codeOf(await undo(recorded.value.id))).toBe("ok");
    expect(await told()).toMatchObject({
      why: "ready",
      next: { kind: "reminder" },
      events: [{ undone: { reason: "误登" } }],
    });
    // Nothing has moved since: the job writes nothing.
    const before = await room.deps.store.get(dunningCases, "h0");
    await lookedAt(room.deps);
    expect(await room.deps.store.get(dunningCases, "h0")).toEqual(before);
  });

  test("who pays is off the list at once, and comes back if it is reversed", async () => {
    await lookedAt(room.deps);
    await followDunning(room.deps);
    await followDunning(await room.another());
    await step();
    room.clock.at = noonOf("2025-11-08");
    expect(await work("visit")).toEqual(["h0"]);
    const entryId = await room.paid(2_674.7);
    await expect.poll(kept).toMatchObject({ overdueFen: 0 });
    expect((await kept())?.nextFrom).toBeUndefined();
    expect(await work("visit")).toEqual([]);
    expect(await told()).toMatchObject({ why: "nothing-overdue", overdueFen: 0 });
    const counts = await dunningCounts(room.deps, people.finance);
    expect(counts).toMatchObject({ ok: true, value: { counts: [] } });
    const reason = "付错户";
    await done(room.deps, caller(), reverse, { id: entryId, reason });
    // The reminder was about the same debt: it goes on where it stood.
    await expect.poll(kept).toMatchObject({ overdueFen: OWED, nextKind: "visit" });
    expect(await work("visit")).toEqual(["h0"]);
  });

  test("whose payment no node has followed yet is not on the list either", async () => {
    await lookedAt(room.deps);
    await room.paid(2_674.7);
    expect(await work("reminder")).toEqual([]);
    expect(await kept()).toMatchObject({ overdueFen: OWED });
  });

  test("a part that is paid leaves the rest, with what is left of it", async () => {
    await lookedAt(room.deps);
    await followDunning(room.deps);
    await room.paid(2_000);
    await expect.poll(kept).toMatchObject({ overdueFen: 67_470 });
    const counts = await dunningCounts(room.deps, people.finance);
    expect(counts).toMatchObject({
      value: {
        counts: [{ branchId: "branch-1", step: "reminder", accounts: 1, overdueFen: 67_470 }],
      },
    });
  });

  test("a hold, a promise and a dispute keep it off the list until they end", async () => {
    await lookedAt(room.deps);
    const held = await done(room.deps, caller(), holdDunning, {
      id: "h0",
      holdGround: "hardship",
      heldUntil: "2025-11-30",
      reason: "低保",
    });
    expect(await work("reminder")).toEqual([]);
    expect(await told()).toMatchObject({ why: "held", next: { from: "2025-12-01" } });
    expect(codeOf(await step())).toBe("dunning-held");
    expect(codeOf(await undo(held.id))).toBe("ok");
    expect(await work("reminder")).toEqual(["h0"]);
    const promise = { id: "h0", amountFen: fen(100_000), payBy: "2025-11-10" };
    await done(room.deps, caller(people.cashier), recordPromise, promise);
    expect(await told()).toMatchObject({
      why: "held",
      holds: [{ ground: "promise", until: "2025-11-13" }],
      events: [{ fact: { kind: "promise", state: "kept", claimUntil: "2028-11-01" } }, {}],
    });
    room.clock.at = noonOf("2025-11-14");
    expect(await work("reminder")).toEqual(["h0"]);
    expect(await told()).toMatchObject({
      why: "ready",
      events: [{ fact: { state: "broken" } }, {}],
    });
    const [item] = await itemsOf();
    const disputed = await done(room.deps, caller(), disputeItems, {
      id: "h0",
      itemIds: [item!],
      reason: "面积",
    });
    expect(await work("reminder")).toEqual([]);
    expect(await told()).toMatchObject({ why: "nothing-overdue", disputed: [item] });
    expect(codeOf(await undo(disputed.id))).toBe("ok");
    expect(await work("reminder")).toEqual(["h0"]);
  });

  test("an open case about heat, and a plan that is kept, hold it by themselves", async () => {
    await lookedAt(room.deps);
    await followDunning(room.deps);
    const of = { householdId: "h0", category: "not-warm", open: true } as const;
    const { rev: _, ...cold } = caseWith(of);
    await room.deps.store.commit([insert(cases, cold)]);
    expect(await told()).toMatchObject({ why: "held", holds: [{ ground: "heat-case" }] });
    await expect.poll(async () => (await kept())?.nextFrom).toBeUndefined();
    expect(await work("reminder")).toEqual([]);
    const instalments = [{ dueOn: "2025-11-20", amountFen: OWED }];
    const plan = { id: "h0", seasons: ["2024-2025"], instalments, reason: "下岗" };
    const asked = await done(room.deps, caller(people.cashier), askPlan, plan);
    expect(codeOf(await room.approve("manager", asked.id))).toBe("ok");
    await expect.poll(kept).toMatchObject({ overdueFen: 0 });
    room.clock.at = noonOf("2025-11-24");
    await lookedAt(room.deps);
    expect(await room.deps.store.get(dunningCases, "h0")).toMatchObject({ overdueFen: OWED });
  });

  test("a ladder of the catalogue holds from its day on, and steps name it", async () => {
    const steps = [
      { kind: "visit", fromFen: fen(1), fromDays: 3, waitDays: 0, evidence: ["receiver"] },
      { kind: "suit", fromFen: fen(1), fromDays: 9, waitDays: 5, evidence: [] },
    ] as const;
    const row = { code: "ladder", zh: "催缴阶梯", en: "Ladder", from: "2025-11-02" };
    const changes = [{ list: "rules", row: { ...row, rule: { kind: "dunning", steps } } }] as const;
    const program = { ...caller(), actor: { kind: "system", id: "p", name: "p" } } as const;
    const wanted = { base: 1, changes, reason: "供热〔2025〕3号" };
    await done(room.deps, program, changeCatalogue, wanted);
    expect(await told()).toMatchObject({ next: { kind: "reminder", words: { zh: WORDS } } });
    room.clock.at = noonOf("2025-11-02");
    await lookedAt(room.deps);
    expect(await work("visit")).toEqual(["h0"]);
    const visit = { step: "visit", day: "2025-11-02", delivery: "in-person" } as const;
    expect(codeOf(await step(visit))).toBe("evidence-needed");
    const kept = await step({ ...visit, receiver: "李四" });
    if (!kept.ok) throw new Error(kept.code);
    expect(await room.deps.store.get(dunningEvents, kept.value.id)).toMatchObject({
      fact: { ladder: { ruleCode: "ladder", catalogueVersion: 2 } },
    });
    expect(await told()).toMatchObject({ next: { kind: "suit", from: "2025-11-07" } });
  });

  test("evidence is kept with the step that it is of", async () => {
    for (const [kind, day] of [
      ["reminder", "2025-11-01"],
      ["visit", "2025-11-08"],
    ] as const) {
      room.clock.at = noonOf(day);
      expect(codeOf(await step({ step: kind, day }))).toBe("ok");
    }
    room.clock.at = noonOf("2025-11-15");
    const notice = { step: "notice", day: "2025-11-15", delivery: "in-person" } as const;
    expect(codeOf(await step({ ...notice, receiver: "李四" }))).toBe("evidence-needed");
    expect(codeOf(await step({ ...notice, fileIds: ["none"] }))).toBe("file-not-found");
    await picture(room.deps, "photo", people.finance.id);
    const kept = await step({ ...notice, receiver: "李四", fileIds: ["photo"] });
    expect(codeOf(kept)).toBe("ok");
    expect(await room.deps.store.get(storedFiles, "photo")).toMatchObject({
      state: "attached",
      accountId: "h0",
    });
    expect((await told()).events[0]).toMatchObject({
      files: [{ fileId: "photo" }],
      fact: { receiver: "李四", claimUntil: "2028-11-15" },
    });
  });

  test("two at once: one step, and the other is told", async () => {
    await lookedAt(room.deps);
    const second = await room.another();
    const input = { id: "h0", step: "reminder", day: "2025-11-01", delivery: "call" } as const;
    const one = await step();
    if (!one.ok) throw new Error(one.code);
    const undoing = { id: "h0", eventId: one.value.id, reason: "误登" };
    const both = await Promise.all([
      runCommand(room.deps, caller(), undoDunning, undoing),
      runCommand(second, caller(), undoDunning, undoing),
    ]);
    expect(both.map(codeOf).toSorted()).toEqual(["event-undone", "ok"]);
    const again = await Promise.all([
      runCommand(room.deps, caller(), recordStep, input),
      runCommand(second, caller(), recordStep, input),
    ]);
    // The same reminder twice is one that was repeated.
    expect(again.map(codeOf)).toEqual(["ok", "ok"]);
    const where = { accountId: "h0" };
    const kept = await room.deps.store.find(dunningEvents, { index: "byAccount", where });
    expect(kept).toHaveLength(4);
  });

  test("refusals, and what another branch sees", async () => {
    await lookedAt(room.deps);
    expect(codeOf(await step({ id: "h9" }))).toBe("not-found");
    expect(codeOf(await step({ id: "h0.1" }))).toBe("not-found");
    expect(codeOf(await step({ id: "h1" }))).toBe("nothing-overdue");
    expect(codeOf(await step({ step: "notice" }))).toBe("step-not-next");
    const away = actor(["cashier"], { kind: "branch", branchId: "branch-9" });
    expect(codeOf(await step({}, away))).toBe("out-of-scope");
    expect(await dunningOf(room.deps, away, "h0")).toMatchObject({ code: "out-of-scope" });
    expect(await dunningOf(room.deps, away, "h9")).toMatchObject({ code: "not-found" });
    expect(await work("reminder", away)).toEqual([]);
    const own = actor(["cashier"], { kind: "branch", branchId: "branch-1" });
    expect(await work("reminder", own)).toEqual(["h0"]);
    const asked = await dunningWork(room.deps, own, { step: "reminder", branchId: "branch-9" });
    expect(asked).toMatchObject({ value: { rows: [] } });
    expect(await dunningCounts(room.deps, away)).toMatchObject({ value: { counts: [] } });
    expect(codeOf(await undo("none"))).toBe("event-unknown");
  });

  const kept = () => room.deps.store.get(dunningCases, "h0");
  async function itemsOf(): Promise<string[]> {
    const account = await room.deps.store.get(accounts, "h0");
    return (account?.items ?? []).map(({ itemId }) => itemId);
  }
});
