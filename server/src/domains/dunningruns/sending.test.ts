import { afterEach, beforeEach, expect, test } from "vitest";
import { dunningEvents } from "@warmline/shared/dunning/model.ts";
import { dunningMessages, messageIdOf } from "@warmline/shared/dunningruns/model.ts";
import { notices } from "@warmline/shared/notices/model.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import { smsMessages } from "@warmline/shared/sms/model.ts";
import { holdDunning, recordPromise } from "../dunning/commands.ts";
import { noonOf } from "../dunning/fixture.ts";
import { checkSlip } from "../dunning/slips.ts";
import { dunningWork } from "../dunning/queries.ts";
import { dunningOf } from "../dunning/read-standing.ts";
import { onEachEngine } from "../ledger/each-engine/testing.ts";
import { caller, done } from "../ledger/testing.ts";
import { people } from "../requests/fixture.ts";
import {
  approved,
  begun,
  carryOn,
  live,
  openSendingRoom,
  PHONES,
  runOf,
  PUBLIC,
  standings,
  told,
  work,
  type SendingRoom,
} from "./fixture.ts";
import { readRunWhole } from "./queries.ts";

// 短信催缴: five are overdue; what is written, to whom, and what is taken back in time.

const TEXT =
  "【供热客服】张三（户号 100000000）：您户采暖费已于 2024-11-01 到期，截至 2025-11-01 共欠 ¥2,674.70。请尽快缴纳；已缴费请忽略。";

onEachEngine("reminders by message on %s", (engine) => {
  let room: SendingRoom;
  beforeEach(async () => {
    room = await openSendingRoom(engine);
  });
  afterEach(() => room.close());

  const hold = (id: string) =>
    done(room.deps, caller(), holdDunning, {
      id,
      holdGround: "hardship",
      heldUntil: "2025-11-30",
      reason: "低保",
    });
  const state = async (runId: string) => (await runOf(room.deps, runId)).state;
  const messages = (runId: string) => standings(room.deps, runId);

  /** As it was previewed, and the code at its end. */
  async function textTo(accountId: string, runId: string) {
    const message = await room.deps.store.get(dunningMessages, messageIdOf(runId, accountId));
    const text = message?.text?.zh ?? "";
    return [text, text.slice(-20)];
  }

  test("previewed, approved and sent: what was sent is a step, what failed is none", async () => {
    await hold("h3");
    await live(room.deps, ["sms.send"]);
    const id = await begun(room.deps);
    await expect.poll(() => state(id)).toBe("previewed");
    expect((await runOf(room.deps, id)).preview).toMatchObject({
      messages: 3,
      byWay: { chat: 1, sms: 2 },
      leftOut: 2,
      amountFen: 3 * 267_470,
    });
    expect(await messages(id)).toEqual([
      ["h0", "planned"],
      ["h1", "planned"],
      ["h2", "no-mobile"],
      ["h3", "hardship"],
      ["h4", "planned"],
    ]);
    const [text = "", code = ""] = await textTo("h0", id);
    expect(text).toBe(`${TEXT} 查验真伪及缴费方式：${PUBLIC}/check/${code}`);
    expect(await checkSlip(room.deps, code)).toMatchObject({ code: "slip-not-ours" });
    await approved(room, id);
    await expect.poll(() => state(id)).toBe("sent");
    expect(await checkSlip(room.deps, code)).toMatchObject({ value: { open: true } });
    const waiting = { index: "byState", where: { state: "queued" } };
    const texts = async () => (await room.deps.store.find(smsMessages, waiting)).length;
    await expect.poll(texts).toBe(2);
    // Between the queue and the carrier somebody pays: within seconds it is taken back.
    await room.paid(2_674.7, "h4");
    await expect.poll(async () => (await messages(id))[4]).toEqual(["h4", "paid"]);
    expect(await texts()).toBe(1);
    await work(room.deps, (name) => name === "sms.send");
    await expect.poll(() => room.sent).toEqual([PHONES.h0]);
    await told(room.deps, "sent");
    await expect.poll(async () => (await messages(id))[0]).toEqual(["h0", "sent"]);
    await expect.poll(async () => (await messages(id))[1]).toEqual(["h1", "sent"]);
    const left = await dunningWork(room.deps, people.finance, { step: "reminder" });
    expect(left).toMatchObject({ value: { rows: [{ id: "h2" }] } });
    expect(await dunningOf(room.deps, people.finance, "h0")).toMatchObject({
      value: {
        why: "waiting",
        next: { kind: "visit" },
        events: [
          {
            fact: {
              delivery: "message",
              sent: { way: "sms", text: expect.any(String), runId: id },
            },
          },
        ],
      },
    });
    // The carrier thinks better of it: the step is taken back, and it is the reminder's turn again.
    await told(room.deps, "failed");
    await expect.poll(async () => (await messages(id))[0]).toEqual(["h0", "refused"]);
    expect(await dunningOf(room.deps, people.finance, "h0")).toMatchObject({
      value: { why: "ready", next: { kind: "reminder" }, events: [{ undone: {} }] },
    });
    expect(await readRunWhole(room.deps, people.finance, id)).toMatchObject({
      value: {
        halted: false,
        waiting: null,
        figures: expect.arrayContaining([
          { state: "sent", way: "chat", messages: 1, amountFen: 267_470 },
          { state: "failed", way: "sms", why: "refused", messages: 1, amountFen: 267_470 },
          { state: "left-out", why: "no-mobile", messages: 1, amountFen: 267_470 },
        ]),
      },
    });
  });

  test("who pays, promises or owes another amount after the preview gets none", async () => {
    const id = await begun(room.deps);
    await carryOn(room.deps, id);
    await approved(room, id);
    await room.paid(2_674.7, "h0");
    await room.paid(100, "h1");
    const promise = { id: "h3", amountFen: fen(100_000), payBy: "2025-11-10" };
    await done(room.deps, caller(people.cashier), recordPromise, promise);
    expect((await carryOn(room.deps, id)).state).toBe("sent");
    expect(await messages(id)).toEqual([
      ["h0", "paid"],
      ["h1", "amount-changed"],
      ["h2", "no-mobile"],
      ["h3", "promise"],
      ["h4", "queued"],
    ]);
  });

  test("two processes at once, and the job again: each account has one message", async () => {
    const id = await begun(room.deps);
    await Promise.allSettled([carryOn(room.deps, id), carryOn(await room.another(), id)]);
    if ((await state(id)) === "previewing") await carryOn(room.deps, id);
    expect((await messages(id)).length).toBe(5);
    await approved(room, id);
    const other = { ...(await room.another()), jobs: room.deps.jobs, config: room.deps.config };
    await Promise.allSettled([carryOn(room.deps, id), carryOn(other, id)]);
    if ((await state(id)) === "sending") await carryOn(room.deps, id);
    const due = await room.deps.store.find(notices, { index: "byState", where: { state: "due" } });
    expect(due).toHaveLength(4);
    const homes = new Set(due.map(({ householdId }) => householdId));
    expect(homes).toEqual(new Set(["h0", "h1", "h3", "h4"]));
    await live(room.deps);
    await expect.poll(() => room.sent.toSorted()).toEqual(Object.values(PHONES));
    await told(room.deps, "sent");
    const steps = async () =>
      (await room.deps.store.find(dunningEvents, { index: "byAccount" })).length;
    await expect.poll(steps).toBe(4);
    // Another run finds nobody whose turn it is, but who has no number.
    const next = await begun(room.deps);
    await expect.poll(() => state(next)).toBe("previewed");
    expect(await messages(next)).toEqual([["h2", "no-mobile"]]);
  });

  test("by night nothing is queued, and in the morning it goes on by itself", async () => {
    const id = await begun(room.deps);
    await carryOn(room.deps, id);
    await approved(room, id);
    room.clock.at = Date.parse("2025-11-01T14:00:00Z");
    expect((await carryOn(room.deps, id)).state).toBe("sending");
    expect(await messages(id)).toContainEqual(["h0", "planned"]);
    const morning = Date.parse("2025-11-02T00:00:00Z");
    expect(await readRunWhole(room.deps, people.finance, id)).toMatchObject({
      value: { waitsUntil: morning },
    });
    room.clock.at = morning;
    await work(room.deps, (name) => name === "dunningruns.carry-on");
    await expect.poll(() => state(id)).toBe("sent");
    expect(room.clock.at).toBeLessThan(noonOf("2025-11-02"));
  });
});
