import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { onEachEngine } from "../ledger/each-engine/testing.ts";
import { audit } from "@warmline/shared/audit/model.ts";
import { cases, type Case } from "@warmline/shared/cases/model.ts";
import { conversations } from "@warmline/shared/conversations/model.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import { readRecords } from "@warmline/shared/security/read-record.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { lookUp } from "../../channels/kiosk/look-up.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import type { Deps } from "../../platform/deps.ts";
import { charge } from "../ledger/charge-commands.ts";
import { pay } from "../ledger/payment-commands.ts";
import { actor, caller, cashier, done, paid, paying, type LedgerRoom } from "../ledger/testing.ts";
import { voidPayment } from "../ledger/undo-commands.ts";
import { expireConversation } from "./expire-job.ts";
import {
  atKiosk,
  call,
  heard,
  must,
  onLine,
  openTelephone,
  outage,
  TAIL_OF_H0,
  ZHANG,
} from "./fixture.ts";
import { conversationFor } from "./read-conversation.ts";
import { takeTurn } from "./take-turn.ts";

// A MongoDB just started takes its time over the first collections.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const STRANGER = "+8613911112222";
const byNumber = { by: "number", value: "100000000" } as const;

onEachEngine("on %s", (engine) => {
  let room: LedgerRoom;
  let deps: Deps;
  beforeEach(async () => {
    room = await openTelephone(engine);
    ({ deps } = room);
  });
  afterEach(() => room.close());

  const casesOf = (householdId: string): Promise<Case[]> =>
    deps.store.find(cases, { index: "byHouseholdOpen", where: { householdId, open: true } });

  test("what is owed and was paid is what a kiosk says", async () => {
    for (const season of ["2024-2025", "2025-2026"]) {
      await done(deps, caller(), charge, { id: "h0", season });
    }
    await done(deps, caller(cashier), pay, paying("h0", fen(100_700)));
    const wrong = await paid(deps, caller(cashier), paying("h0", fen(5_000)));
    await done(deps, caller(cashier), voidPayment, { id: wrong.entryId, reason: "误收" });
    const kiosk = await must(lookUp(deps, atKiosk, { ...byNumber, digits: "1111" }));
    expect(kiosk.value.owedFen).toBe(434_240);

    const talk = await call(deps, ZHANG);
    expect(heard(talk.first)).toContain("阳光1，门牌尾号01，户名张某");
    await talk.press("2");
    const owed = await talk.press(TAIL_OF_H0);
    expect(owed.replies.slice(0, 3)).toEqual([
      { say: "bots.fee.owed", with: { owed: { kind: "money", amount: kiosk.value.owedFen } } },
      ...kiosk.value.seasons.map((one) => ({
        say: "bots.fee.season",
        with: {
          season: { kind: "season", season: one.season },
          owed: { kind: "money", amount: one.owedFen },
        },
      })),
    ]);
    expect(heard(owed)).toContain("欠费四千三百四十二元四角");
    expect(heard(await talk.say("为什么和去年不一样"))).toMatch(
      /应收两千六百七十四元七角，.*两季一样。面积、单价和价格类别都没有变化。还需要/,
    );
    // What was voided was never paid.
    expect(heard(await talk.say("缴费记录"))).toMatch(
      /^二零二五年十一月一日缴费一千零七元整，方式：现金。还需要/,
    );
    await deps.records.flush();
    const looks = await deps.store.find(readRecords, { index: "byTime", where: {} });
    const shown = looks.filter(({ actorKind }) => actorKind === "channel");
    const told = shown.flatMap((one) => one.looks);
    expect(new Set(told.flatMap((one) => one.subjects))).toEqual(new Set(["households/h0"]));
    // Whose number it is, what is owed, two seasons side by side, what was paid.
    expect(told.reduce((sum, { times }) => sum + times, 0)).toBe(4);
  });

  test("a turn that comes again, on two nodes at once, is one case and one answer", async () => {
    const other = await room.another();
    const talk = await call(deps, ZHANG);
    await talk.say("我家暖气不热，从昨天开始，所有房间都不热");
    await talk.press("2");
    const event = { kind: "keys", digits: "1" } as const;
    const turn = { conversationId: talk.id, turnId: "file", event };
    const answers = await Promise.all(
      [deps, other, deps, other].map((node) => must(takeTurn(node, onLine, turn))),
    );
    expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1);
    const [filed, ...more] = await casesOf("h0");
    expect(more).toEqual([]);
    expect(filed).toMatchObject({
      source: "phone",
      category: "not-warm",
      urgency: "normal",
      contact: { phone: ZHANG },
      description: expect.stringContaining("原话：我家暖气不热，从昨天开始，所有房间都不热。"),
    });
    expect(answers[0]).toMatchObject({ caseIds: [filed?.id], householdId: "h0" });
    expect(JSON.stringify(answers[0]?.replies)).toContain(filed?.number);
    const reused = { ...turn, event: { kind: "said", text: "提交" } } as const;
    expect(await takeTurn(deps, onLine, reused)).toMatchObject({ code: "turn-reused" });
  });

  test("who wants to be told of an outage has joined it in the same commit", async () => {
    await outage(deps);
    const talk = await call(deps, ZHANG);
    expect(heard(talk.first)).toContain("正在停热，从十一月一日十一点开始。原因：主管道破裂。");
    await talk.press("1");
    expect(await casesOf("h0")).toMatchObject([
      { rev: 1, category: "not-warm", incidentId: "outage-1", incidentNumber: "SJ20251101-0001" },
    ]);
    // Calling again does not make it two, and it stays in.
    const again = await call(deps, ZHANG);
    await again.press("1");
    expect(await casesOf("h0")).toMatchObject([{ reportCount: 2, incidentId: "outage-1" }]);
  });

  test("a case is told and urged; one that was closed meanwhile leads to a person", async () => {
    const talk = await call(deps, ZHANG);
    for (const key of ["1", "2", "2"]) await talk.press(key);
    await talk.say("卫生间水管漏水");
    await talk.press("1");
    expect(heard(await talk.say("几点来"))).toContain("反映的漏水，目前状态：待派，承诺在");
    await talk.press("1");
    await talk.press("5");
    await talk.press("1");
    const [leak] = await casesOf("h0");
    expect(leak?.urgedCount).toBe(1);
    await talk.press("1");
    await talk.press("5");
    await deps.store.commit([replace(cases, leak!, { ...leak!, state: "closed", open: false })]);
    const refused = await talk.press("1");
    expect(refused).toMatchObject({ expects: null, intents: [{ kind: "person" }] });
    expect(heard(refused)).toContain("没有办成");
    expect(await deps.store.get(conversations, talk.id)).toMatchObject({
      state: "person",
      skill: "repairs",
      caseIds: [leak?.id],
    });
  });

  test("a call-back is a case in the order of those who wait", async () => {
    const first = await call(deps, STRANGER);
    await first.press("6");
    expect(heard(await first.press("1"))).toContain("前面还有零位");
    const second = await call(deps, ZHANG);
    await second.press("6");
    expect(heard(await second.press("1"))).toContain("前面还有一位");
    const waiting = { index: "byCategory", where: { category: "callback", open: true } } as const;
    expect(await deps.store.find(cases, waiting)).toMatchObject([
      { contact: { phone: STRANGER }, source: "phone" },
      { contact: { phone: ZHANG }, householdId: "h0" },
    ]);
  });

  test("guesses count together at kiosk and phone, and on two nodes at once", async () => {
    for (const digits of ["0001", "0002", "0003"]) {
      await lookUp(deps, atKiosk, { ...byNumber, digits });
    }
    const other = await room.another();
    const guess = async (node: Deps, place: number) => {
      const talk = await call(node, `+861391111333${place}`);
      await talk.press("2");
      await talk.press(byNumber.value);
      return heard(await talk.press(`900${place}`));
    };
    const guesses = await Promise.all([0, 1, 2, 3].map((n) => guess(n % 2 ? deps : other, n)));
    expect(guesses.filter((told) => told.includes("没有查到"))).toHaveLength(2);
    expect(guesses.filter((told) => told.includes("输入次数过多"))).toHaveLength(2);
    const shut = await lookUp(deps, atKiosk, { ...byNumber, digits: "1111" });
    expect(shut).toMatchObject({ code: "lookup-shut" });
  });

  test("one caller does not guess household after household", async () => {
    const told: string[] = [];
    for (let n = 0; n < 10; n += 1) {
      const talk = await call(deps, STRANGER);
      await talk.press("2");
      await talk.press(String(200_000_000 + n));
      told.push(heard(await talk.press("1111")));
    }
    expect(told.filter((one) => one.includes("没有查到"))).toHaveLength(8);
    expect(told.slice(8).every((one) => one.includes("输入次数过多"))).toBe(true);
  });

  test("no trail keeps what was told, no turn the factor; a day later all is gone", async () => {
    await done(deps, caller(), charge, { id: "h0", season: "2025-2026" });
    const talk = await call(deps, ZHANG);
    await talk.press("2");
    await talk.press(TAIL_OF_H0);
    const kept = await deps.store.get(conversations, talk.id);
    expect(kept).toMatchObject({ turnCount: 3, phone: ZHANG, householdId: "h0", state: "open" });
    expect(kept?.turns.map(({ text }) => text)).toEqual(["", "2", "****"]);
    expect(kept?.turns[2]?.replied.join()).toContain("¥2,674.70");
    const trail = await deps.store.find(audit, { index: "byTime", where: {} });
    expect(JSON.stringify(trail.filter(({ actorKind }) => actorKind === "channel"))).not.toMatch(
      /2674|267470|answer/,
    );
    const course = await must(conversationFor(deps, { actor: actor(["agent"]) }, talk.id));
    expect(course).toMatchObject({ phone: ZHANG, turnCount: 3, expired: false });
    expect(course.turns.map(({ text }) => text)).toEqual(["", "2", "****"]);
    const stranger = actor(["agent"], { kind: "branch", branchId: "branch-2" });
    expect(await conversationFor(deps, { actor: stranger }, talk.id)).toMatchObject({
      code: "out-of-scope",
    });
    const expire = () => runCommand(deps, onLine, expireConversation, { id: talk.id });
    expect(await expire()).toMatchObject({ value: false });
    room.clock.at += 86_400_000;
    expect(await expire()).toMatchObject({ value: true });
    const gone = await deps.store.get(conversations, talk.id);
    expect(gone).toMatchObject({ expired: true, session: null, turns: [], turnCount: 3 });
    expect(JSON.stringify({ ...gone, by: null })).not.toMatch(/13800001111|h0|张/);
    const late = { conversationId: talk.id, turnId: "late", event: { kind: "silence" } } as const;
    expect(await takeTurn(deps, onLine, late)).toMatchObject({ code: "conversation-over" });
    const unknown = { ...late, conversationId: "phone:nobody" };
    expect(await takeTurn(deps, onLine, unknown)).toMatchObject({ code: "conversation-unknown" });
  });
});
