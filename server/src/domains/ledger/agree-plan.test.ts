import { afterEach, beforeEach, expect, test } from "vitest";
import { onEachEngine } from "./each-engine/testing.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import { DEFAULT_PLAN_TERMS } from "@warmline/shared/catalogue/plan-terms.ts";
import { instalmentPlans, type Instalment } from "@warmline/shared/ledger/plan.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { changeCatalogue } from "../catalogue/change-command.ts";
import { codeOf, openApprovalRoom, people, type Post } from "../requests/fixture.ts";
import { agreeingPlan, askPlan, previewPlan, type AgreePlan } from "./agree-plan.ts";
import { cancelPlan, resumePlan } from "./cancel-plan.ts";
import { charge } from "./charge-commands.ts";
import { plansOf } from "./plans-of.ts";
import { caller, done } from "./testing.ts";
import { askWriteOff } from "./write-off-request.ts";

// 分期缴费: asked for at the counter, agreed to by another, kept or broken by what is paid, cancelled.

const program = { actor: { kind: "system", id: "p", name: "p" } } as const;
const [LAST, NOW] = ["2024-2025", "2025-2026"] as const;
/** The clock stands at noon of 1 November 2025. */
const HALVES: readonly Instalment[] = [
  { dueOn: "2025-11-05", amountFen: fen(133_735) },
  { dueOn: "2025-12-05", amountFen: fen(133_735) },
];

onEachEngine("on %s", (engine) => {
  let room: Awaited<ReturnType<typeof openApprovalRoom>>;
  beforeEach(async () => {
    room = await openApprovalRoom(engine);
    for (const season of [LAST, NOW]) {
      await done(room.deps, caller(), charge, { id: "h0", season });
    }
  });
  afterEach(() => room.close());

  const wanted = (over: Partial<AgreePlan> = {}): AgreePlan => ({
    id: "h0",
    seasons: [LAST],
    instalments: HALVES,
    reason: "下岗",
    ...over,
  });
  const ask = (over: Partial<AgreePlan> = {}, by: Post = "cashier") =>
    runCommand(room.deps, caller(people[by]), askPlan, wanted(over));
  async function asked() {
    const answer = await ask();
    if (!answer.ok) throw new Error(answer.code);
    return room.found(answer.value.id);
  }
  async function agreed() {
    const { id } = await asked();
    expect(codeOf(await room.approve("manager", id))).toBe("ok");
    return (await newest()).id;
  }
  async function newest() {
    const told = await plansOf(room.deps, people.finance, "h0");
    if (!told.ok) throw new Error(told.code);
    return told.value.plans[0]!;
  }
  const cancel = (planId: string, by: Post = "manager") =>
    runCommand(room.deps, caller(people[by]), cancelPlan, { id: "h0", planId, reason: "误" });

  test("is shown, agreed to by another, and stands by what is paid", async () => {
    const { id, amountFen, preview } = await asked();
    expect(amountFen).toBe(267_470);
    expect(preview.changes).toMatchObject([
      { to: [LAST] },
      { to: ["2025-11-05 ¥1,337.35", "2025-12-05 ¥1,337.35"] },
    ]);
    expect(preview.entries).toEqual([]);
    expect(codeOf(await room.approve("cashier", id))).toBe("own-request");
    expect(codeOf(await room.approve("manager", id))).toBe("ok");
    expect(await newest()).toMatchObject({ state: "kept", paidFen: 0, seasons: [LAST] });
    await room.paid(1_400);
    expect((await newest()).instalments).toMatchObject([
      { state: "paid", paidFen: 133_735 },
      { state: "due", paidFen: 6_265 },
    ]);
    room.clock.at = Date.UTC(2025, 11, 9, 4);
    expect(await newest()).toMatchObject({ state: "broken", brokenOn: "2025-12-09" });
  });

  test("is in the way of a write-off and of another plan until it is cancelled", async () => {
    const planId = await agreed();
    const dead = { id: "h0", ground: "limitation", evidence: "1", reason: "久" } as const;
    const writeOff = () =>
      runCommand(room.deps, caller(people.finance), askWriteOff, { ...dead, seasons: [LAST] });
    expect(codeOf(await writeOff())).toBe("in-plan");
    expect(codeOf(await ask({ seasons: [LAST, NOW] }))).toBe("in-plan");
    expect(codeOf(await cancel(planId))).toBe("ok");
    expect(await newest()).toMatchObject({ state: "cancelled", cancelledOn: "2025-11-01" });
    expect(codeOf(await cancel(planId))).toBe("plan-over");
    expect(codeOf(await writeOff())).toBe("ok");
  });

  test("a cancellation by mistake is taken back, unless another plan is kept by then", async () => {
    const planId = await agreed();
    const resume = (id = planId) =>
      runCommand(room.deps, caller(people.manager), resumePlan, {
        id: "h0",
        planId: id,
        reason: "误",
      });
    expect(codeOf(await resume("none"))).toBe("no-such-plan");
    expect(codeOf(await resume())).toBe("plan-stands");
    await cancel(planId);
    expect(codeOf(await resume())).toBe("ok");
    const kept = await newest();
    expect(kept).toMatchObject({ id: planId, state: "kept" });
    expect(kept).not.toHaveProperty("cancelledOn");
    await cancel(planId);
    await agreed();
    expect(codeOf(await resume())).toBe("in-plan");
    expect(await room.deps.store.get(instalmentPlans, planId)).toMatchObject({
      cancelled: { reason: "误" },
      takenBack: [{ cancelled: { reason: "误" }, resumed: { byId: people.manager.id } }],
    });
  });

  test("paid meanwhile it is not agreed to", async () => {
    const { id } = await asked();
    await room.paid(1);
    expect(codeOf(await room.approve("manager", id))).not.toBe("ok");
    const told = await plansOf(room.deps, people.finance, "h0");
    expect(told).toMatchObject({ value: { plans: [] } });
  });

  test("goes by the terms of the day on which it is agreed to", async () => {
    const { id } = await asked();
    const terms = { ...DEFAULT_PLAN_TERMS, mostInstalments: 1, graceDays: 10 };
    const named = { code: "fq", zh: "分期条件", en: "Instalments" };
    const row = { ...named, from: "2025-07-01", rule: terms };
    const change = { base: 1, changes: [{ list: "rules", row }] as const, reason: "1号" };
    await done(room.deps, { ...caller(), ...program }, changeCatalogue, change);
    expect(codeOf(await room.approve("manager", id))).not.toBe("ok");
    expect(codeOf(await ask())).toBe("too-many-instalments");
    const whole = [{ dueOn: "2025-11-05", amountFen: fen(267_470) }];
    const again = await ask({ instalments: whole }, "other");
    if (!again.ok) throw new Error(again.code);
    expect(codeOf(await room.approve("manager", again.value.id))).toBe("ok");
    const [plan] = await room.deps.store.find(instalmentPlans, {
      index: "byAccount",
      where: { accountId: "h0" },
      limit: 1,
    });
    expect(plan).toMatchObject({ graceDays: 10, terms: { ruleCode: "fq", catalogueVersion: 2 } });
  });

  test("refusals, in their order", async () => {
    const alone = runCommand(room.deps, caller(people.finance), agreeingPlan.command, wanted());
    expect(codeOf(await alone)).toBe("approval-needed");
    expect(codeOf(await ask({ id: "h9" }))).toBe("not-found");
    expect(codeOf(await ask({ seasons: ["2023-2024"] }))).toBe("season-not-owed");
    expect(codeOf(await ask({ instalments: HALVES.toReversed() }))).toBe(
      "instalments-out-of-order",
    );
    expect(codeOf(await ask({ seasons: [NOW, LAST] }))).toBe("instalments-differ");
    expect(codeOf(await cancel("none"))).toBe("no-such-plan");
    const head = await room.deps.store.head();
    const seen = caller(people.cashier);
    expect(codeOf(await runCommand(room.deps, seen, previewPlan, wanted()))).toBe("ok");
    expect(await room.deps.store.head()).toBe(head);
  });
});
