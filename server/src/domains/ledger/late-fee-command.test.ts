import { afterEach, beforeEach, expect, test } from "vitest";
import { onEachEngine } from "./each-engine/testing.ts";
import type { CatalogueChange } from "@warmline/shared/catalogue/catalogue-change.ts";
import type { LateFeeRule } from "@warmline/shared/catalogue/charging-rule.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import { price10k } from "@warmline/shared/kernel/price.ts";
import { addDays, cityDate } from "@warmline/shared/kernel/time.ts";
import { owedFen } from "@warmline/shared/ledger/account.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { changeCatalogue } from "../catalogue/change-command.ts";
import { codeOf, openApprovalRoom, people } from "../requests/fixture.ts";
import { charge } from "./charge-commands.ts";
import { chargeLateFee, type ChargeLateFee } from "./late-fee-command.ts";
import { lateFeesNow } from "./late-fee-query.ts";
import { debtNow } from "./posting.ts";
import { relieve } from "./relief-command.ts";
import { reverse } from "./undo-commands.ts";
import { actor, caller, done, finance, paying, storedAccount, stream } from "./testing.ts";
import { pay } from "./payment-commands.ts";
import { verifyJournal } from "./verify.ts";

// 违约金: shown day by day, charged when finance says so, undone by its reversal.

const SEASON = "2025-2026";
const DAY_MS = 86_400_000;
const program = { actor: { kind: "system", id: "p", name: "p" } } as const;

const RULE: LateFeeRule = {
  kind: "late-fee",
  share10k: price10k(1_000),
  graceDays: 0,
  maxShare10k: price10k(300_000),
  fees: ["heat"],
};

function ruled(from: string): CatalogueChange {
  return {
    list: "rules",
    row: { code: "late-fee", zh: "违约金", en: "Late fee", from, rule: RULE },
  };
}

onEachEngine("late fees on %s", (engine) => {
  let room: Awaited<ReturnType<typeof openApprovalRoom>>;
  beforeEach(async () => {
    room = await openApprovalRoom(engine);
    const input = { base: 1, changes: [ruled("2025-07-01")], reason: "供热条例第三十条" };
    await done(room.deps, { ...caller(), ...program }, changeCatalogue, input);
    await done(room.deps, caller(), charge, { id: "h0", season: SEASON });
  });
  afterEach(() => room.close());

  const today = () => cityDate(room.deps.clock.now());
  const pass = (days: number) => {
    room.clock.at += days * DAY_MS;
  };
  const late = async (id = "h0") => {
    const answer = await lateFeesNow(room.deps, finance, id);
    if (!answer.ok) throw new Error(answer.code);
    return answer.value;
  };
  const wanted = (over: Partial<ChargeLateFee> = {}) => ({ id: "h0", day: today(), ...over });
  const ask = (over: Partial<ChargeLateFee> = {}) =>
    runCommand(room.deps, caller(), chargeLateFee, wanted(over));
  const owed = async () => owedFen((await storedAccount(room.deps, "h0"))!);
  const sound = async () => {
    expect((await verifyJournal(room.deps.store)).findings).toEqual([]);
  };

  test("are shown with their steps and what would then be owed, and charged as shown", async () => {
    pass(31);
    const shown = await late();
    expect(shown).toMatchObject({ day: "2025-12-02", seq: 1, amountFen: 8_292 });
    expect(shown.owedAfterFen).toBe(267_470 + 8_292);
    expect(shown.fees[0]?.why.zh).toContain("¥2,674.70 × 31 天，每日 1‰ = ¥82.92");
    expect(await owed()).toBe(267_470);
    const answer = await ask({ day: shown.day, seenSeq: shown.seq });
    expect(answer).toMatchObject({ ok: true, value: { owedFen: shown.owedAfterFen } });
    const [entry] = (await stream(room.deps, "h0")).slice(-1);
    expect(entry).toMatchObject({
      detail: {
        kind: "lateFee",
        items: [{ steps: [{ ruleCode: "late-fee", catalogueVersion: 2 }] }],
      },
    });
    const { sentence } = await debtNow(room.deps, (await storedAccount(room.deps, "h0"))!);
    expect(sentence.en).toContain("counted from 2025-11-02 on: ¥2,674.70 × 31 days, at 1‰ a day");
    expect((await late()).fees).toEqual([]);
    await sound();
  });

  test("grow from what is charged, never twice for a day", async () => {
    pass(11);
    expect(codeOf(await ask())).toBe("ok");
    expect(codeOf(await ask())).toBe("nothing-accrued");
    pass(20);
    expect((await late()).amountFen).toBe(8_292 - 2_942);
    expect(codeOf(await ask())).toBe("ok");
    expect(await owed()).toBe(267_470 + 8_292);
    await sound();
  });

  test("count a bank's payment from the day on which the bank had the money", async () => {
    pass(40);
    const part = {
      ...paying("h0", fen(267_470), { method: "bank" }),
      effectiveOn: addDays(today(), -30),
    };
    await done(room.deps, caller(), pay, part);
    // Ten days until the bank had it.
    expect((await late()).amountFen).toBe(2_675);
    await sound();
  });

  test("too much charged is shown, and mended by reversing and charging anew", async () => {
    pass(31);
    await ask();
    const [entry] = (await stream(room.deps, "h0")).slice(-1);
    const part = {
      ...paying("h0", fen(267_470), { method: "bank" }),
      effectiveOn: addDays(today(), -21),
    };
    await done(room.deps, caller(), pay, part);
    const shown = await late();
    expect(shown.amountFen).toBe(0);
    expect(shown.fees[0]?.step.amountFen).toBe(2_675 - 8_292);
    expect(codeOf(await ask())).toBe("nothing-accrued");
    await done(room.deps, { ...caller(), ...program }, reverse, {
      id: entry!.id,
      reason: "起息日",
    });
    expect((await late()).amountFen).toBe(2_675);
    expect(codeOf(await ask())).toBe("ok");
    expect(await owed()).toBe(2_675);
    await sound();
  });

  test("are waived by a relief of their own, and come about no further than before", async () => {
    pass(31);
    await ask();
    const named = { relief: "late-fee", amountFen: fen(8_292), evidence: "申请 7", reason: "困难" };
    const input = { id: "h0", season: SEASON, ...named };
    await done(room.deps, { ...caller(), ...program }, relieve, input);
    expect(await owed()).toBe(267_470);
    expect((await late()).fees).toEqual([]);
    const again = await runCommand(room.deps, { ...caller(), ...program }, relieve, input);
    expect(codeOf(again)).toBe("nothing-charged");
    await sound();
  });

  test("stand in the way of undoing their charge", async () => {
    pass(31);
    await ask();
    const [entry] = await stream(room.deps, "h0");
    const input = { id: entry!.id, reason: "错" };
    const refused = await runCommand(room.deps, { ...caller(), ...program }, reverse, input);
    expect(codeOf(refused)).toBe("late-fee-stands");
  });

  test("refusals, in their order", async () => {
    expect(codeOf(await ask({ id: "h9" }))).toBe("not-found");
    const ahead = { seenSeq: 9, day: addDays(today(), 1) };
    expect(codeOf(await ask(ahead))).toBe("account-changed");
    expect(await ask({ ...ahead, seenSeq: 1 })).toMatchObject({
      code: "day-ahead",
      detail: { today: today() },
    });
    expect(codeOf(await ask())).toBe("nothing-accrued");
    const elsewhere = {
      ...people.finance,
      scope: { kind: "branch", branchId: "branch-9" },
    } as const;
    expect(codeOf(await runCommand(room.deps, caller(elsewhere), chargeLateFee, wanted()))).toBe(
      "out-of-scope",
    );
    const other = actor(["cashier"], { kind: "branch", branchId: "branch-9" });
    expect(codeOf(await lateFeesNow(room.deps, other, "h0"))).toBe("out-of-scope");
    expect(codeOf(await lateFeesNow(room.deps, finance, "h9"))).toBe("not-found");
  });

  test("of a season that no rule is for there are none", async () => {
    await done(room.deps, caller(), charge, { id: "h1", season: "2024-2025" });
    pass(100);
    expect((await late("h1")).fees).toEqual([]);
  });
});
