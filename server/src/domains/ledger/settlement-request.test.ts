import { afterEach, beforeEach, expect, test } from "vitest";
import { onEachEngine } from "./each-engine/testing.ts";
import { PILOT } from "@warmline/shared/catalogue/metered-testing.ts";
import { heatMilli } from "@warmline/shared/kernel/heat.ts";
import { price10k } from "@warmline/shared/kernel/price.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import { onAccountFen, owedFen } from "@warmline/shared/ledger/account.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { installed, meterCity, recorded } from "../metering/testing.ts";
import { codeOf, openApprovalRoom, people, type Post } from "../requests/fixture.ts";
import { charge } from "./charge-commands.ts";
import { comparedSeasons, seasonsOf } from "./seasons-of.ts";
import { debtNow } from "./posting.ts";
import { relieve } from "./relief-command.ts";
import { settleMetered } from "./settlement-command.ts";
import { askSettlement, previewSettlement } from "./settlement-request.ts";
import { changeSpaces } from "./space-commands.ts";
import { caller, done, space, storedAccount, stream } from "./testing.ts";
import { verifyJournal } from "./verify.ts";

// 计量结算: charged by area in advance, settled by the meters, reversed and settled anew.

const SEASON = "2025-2026";
const program = { ...caller(), actor: { kind: "system", id: "p", name: "p" } } as const;

onEachEngine("a settlement on %s", (engine) => {
  let room: Awaited<ReturnType<typeof openApprovalRoom>>;
  let meter: string;
  beforeEach(async () => {
    room = await openApprovalRoom(engine, 2, [space({ settlement: "two-part" })]);
    await meterCity(room.deps);
    await done(room.deps, caller(), charge, { id: "h0", season: SEASON });
    room.clock.at = Date.UTC(2026, 3, 20);
    meter = await installed(room.deps);
  });
  afterEach(() => room.close());

  const ask = (by: Post = "cashier", over: object = {}) =>
    runCommand(room.deps, caller(people[by]), askSettlement, {
      id: "h0",
      season: SEASON,
      reason: "季末结算",
      ...over,
    });
  async function asked() {
    const answer = await ask();
    if (!answer.ok) throw new Error(`${answer.code} ${JSON.stringify(answer.detail)}`);
    return room.found(answer.value.id);
  }
  async function approved() {
    const { id } = await asked();
    expect(codeOf(await room.approve("manager", id))).toBe("ok");
    return id;
  }
  async function standing() {
    const account = (await storedAccount(room.deps, "h0"))!;
    return [owedFen(account), onAccountFen(account)];
  }
  const newest = async () => (await stream(room.deps, "h0")).at(-1)!;
  const sound = async () => {
    expect((await verifyJournal(room.deps.store)).findings).toEqual([]);
  };
  async function reversed() {
    const { id } = await room.asked("finance", (await newest()).id);
    expect(codeOf(await room.approve("second", id))).toBe("ok");
  }

  test("is shown, approved by another, explained at every door, and reversed", async () => {
    await room.paid(2_674.7);
    await recorded(room.deps, meter, "2026-04-02", 8_300);
    const { id, preview, amountFen } = await asked();
    expect(amountFen).toBe(64_229);
    expect(preview).toMatchObject({
      entries: [{ kind: "settlement", amountFen: -64_229 }],
      owed: [{ onAccountFen: { before: 0, after: 64_229 } }],
    });
    expect(preview.entries[0]?.about.zh).toContain("转预存 ¥642.29");
    expect(codeOf(await room.approve("cashier", id))).toBe("own-request");
    expect(codeOf(await room.approve("manager", id))).toBe("ok");
    expect(await standing()).toEqual([0, 64_229]);
    expect(await newest()).toMatchObject({
      requestId: id,
      detail: {
        kind: "settlement",
        basic: [{ rule: "basic-share@1", ruleCode: "pilot", catalogueVersion: 2 }],
        metered: [{ meters: [{ number: "7000001", from: { day: "2025-10-15" } }] }],
        advance: { prepaidFen: 267_470 },
      },
    });
    const debt = await debtNow(room.deps, (await storedAccount(room.deps, "h0"))!);
    expect(await seasonsOf(room.deps, debt)).toMatchObject([
      {
        chargedFen: 203_241,
        paidFen: 203_241,
        areas: [{ amountFen: 267_470 }],
        advanceFen: 267_470,
      },
    ]);
    expect(await comparedSeasons(room.deps, debt)).toMatchObject([
      { chargedFen: 203_241, advanceFen: 267_470, spaces: [{ label: "住宅" }] },
    ]);
    await sound();
    await reversed();
    expect(await standing()).toEqual([0, 0]);
    await sound();
  });

  test("a reading that was corrected since is settled anew", async () => {
    await room.paid(2_674.7);
    const wrong = await recorded(room.deps, meter, "2026-04-02", 9_100);
    await approved();
    expect(await standing()).toEqual([0, 52_229]);
    const reason = "抄错";
    await recorded(room.deps, meter, "2026-04-02", 8_300, { corrects: wrong, reason });
    const { id, preview } = await asked();
    expect(preview.entries).toMatchObject([
      { kind: "reversal" },
      { kind: "settlement", amountFen: -64_229 },
    ]);
    expect(codeOf(await room.approve("manager", id))).toBe("ok");
    expect(await standing()).toEqual([0, 64_229]);
    expect(codeOf(await ask())).toBe("already-settled");
    await sound();
  });

  test("what was relieved of its season is relieved of its parts, and back", async () => {
    await room.paid(2_674.7);
    await recorded(room.deps, meter, "2026-04-02", 8_300);
    const grounds = { evidence: "申请 0712", reason: "不热" };
    const relief = { id: "h0", season: SEASON, relief: "goodwill", ...grounds };
    await done(room.deps, program, relieve, { ...relief, amountFen: fen(50_000) });
    await approved();
    expect(await standing()).toEqual([0, 114_229]);
    const settled = (await stream(room.deps, "h0")).at(-2)!;
    expect(settled.detail.kind).toBe("settlement");
    await sound();
    const { id } = await room.asked("finance", settled.id);
    expect(codeOf(await room.approve("second", id))).toBe("ok");
    expect(await standing()).toEqual([0, 50_000]);
    expect(await newest()).toMatchObject({ detail: { kind: "relief", label: "其他减免" } });
    await sound();
  });

  test("not paid, its two parts are owed, and say why", async () => {
    await recorded(room.deps, meter, "2026-04-02", 8_300);
    await approved();
    expect(await standing()).toEqual([203_241, 0]);
    const debt = await debtNow(room.deps, (await storedAccount(room.deps, "h0"))!);
    expect(debt.sentence.zh).toContain("热表 7000001：2025-10-15 读数 100 至 2026-04-02 读数 8300");
    expect(debt.sentence.en).toContain("8200 kWh × 0.15 yuan/kWh = ¥1,230.00");
  });

  test("over a change of meters both are counted; an estimate is told as one", async () => {
    const replaces = { meterId: meter, figureMilli: heatMilli(4_100_000) };
    const change = { day: "2026-01-10", figureMilli: heatMilli(0), replaces };
    const second = await installed(room.deps, { number: "7000002", ...change });
    await recorded(room.deps, second, "2026-03-31", null);
    await approved();
    // 4,000 kWh, and 80 of 151 days of 90 kWh × 103.47 m².
    const [account] = [(await storedAccount(room.deps, "h0"))!];
    expect(account.items.map(({ fee, amountFen }) => [fee, amountFen])).toEqual([
      ["basic", 80_241],
      ["metered", 134_005],
    ]);
    const debt = await debtNow(room.deps, account);
    expect(debt.sentence.zh).toContain("（估抄）");
    await sound();
  });

  test("a change of area after it is refused until it is reversed", async () => {
    await recorded(room.deps, meter, "2026-04-02", 8_300);
    await approved();
    const input = {
      id: "h0",
      rev: 2,
      from: "2025-11-15",
      spaces: [space({ settlement: "two-part", billingAreaMilli: space().usableAreaMilli })],
      basis: "survey" as const,
      evidence: "测7号",
      reason: "实测",
    };
    expect(codeOf(await runCommand(room.deps, { ...program, key: "a" }, changeSpaces, input))).toBe(
      "settlement-stands",
    );
    await reversed();
    expect(codeOf(await runCommand(room.deps, { ...program, key: "b" }, changeSpaces, input))).toBe(
      "ok",
    );
    await approved();
    await sound();
  });

  test("refusals, in their order", async () => {
    const alone = { id: "h0", season: SEASON, reason: "结算" };
    const direct = await runCommand(room.deps, caller(people.finance), settleMetered, alone);
    expect(codeOf(direct)).toBe("approval-needed");
    expect(codeOf(await ask("cashier", { id: "h9" }))).toBe("not-found");
    expect(codeOf(await ask("cashier", { season: "2031-2032" }))).toBe("season-unknown");
    expect(codeOf(await ask("cashier", { season: "2024-2025" }))).toBe("no-settlement-rule");
    expect(codeOf(await ask("cashier", { id: "h1" }))).toBe("nothing-charged");
    await done(room.deps, caller(), charge, { id: "h1", season: SEASON });
    expect(codeOf(await ask("cashier", { id: "h1" }))).toBe("no-meter");
    expect(codeOf(await ask())).toBe("reading-missing");
    await recorded(room.deps, meter, "2026-04-02", 99, { reason: "表坏" });
    expect(codeOf(await ask())).toBe("figures-fall");
    const other = { id: "h1", number: "7000009", heatUnit: "gj" } as const;
    const inGj = await installed(room.deps, other);
    const h1 = { id: "h1", day: "2026-04-01" };
    await recorded(room.deps, inGj, h1.day, 130, h1);
    expect(codeOf(await ask("cashier", { id: "h1" }))).toBe("unit-differs");
    const head = await room.deps.store.head();
    expect(
      codeOf(await runCommand(room.deps, caller(people.cashier), previewSettlement, alone)),
    ).toBe("figures-fall");
    expect(await room.deps.store.head()).toBe(head);
  });

  test("what is settled by area has no advance", async () => {
    const input = { rev: 2, from: "2025-11-01", spaces: [space()], basis: "survey" as const };
    const why = { evidence: "测7号", reason: "改按面积" };
    await done(room.deps, { ...program, key: "c" }, changeSpaces, { id: "h0", ...input, ...why });
    expect(codeOf(await ask())).toBe("not-metered");
  });
});

test("per m² without a cap more may be owed than was charged in advance", async () => {
  const room = await openApprovalRoom("sqlite", 1, [space({ settlement: "two-part" })]);
  const basic = { form: "billing-area", price10k: price10k(120_000) } as const;
  await meterCity(room.deps, { ...PILOT, basic, price10k: price10k(1_600), capped: false });
  await done(room.deps, caller(), charge, { id: "h0", season: SEASON });
  room.clock.at = Date.UTC(2026, 3, 20);
  const meter = await installed(room.deps);
  await recorded(room.deps, meter, "2026-04-02", 15_100);
  await done(room.deps, program, settleMetered, { id: "h0", season: SEASON, reason: "结算" });
  // 103.47 × 12 + 15,000 × 0.16
  expect(owedFen((await storedAccount(room.deps, "h0"))!)).toBe(124_164 + 240_000);
  await room.close();
});
