import { afterEach, beforeEach, expect, test } from "vitest";
import { onEachEngine } from "../ledger/each-engine/testing.ts";
import { incidents, type Incident } from "@warmline/shared/incidents/model.ts";
import { areaMilli } from "@warmline/shared/kernel/area.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import { onAccountFen, owedFen } from "@warmline/shared/ledger/account.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import type { Deps } from "../../platform/deps.ts";
import { fenceOf } from "../../platform/jobs/fence.ts";
import { RunAborted } from "../../platform/jobs/run.ts";
import { charge } from "../ledger/charge-commands.ts";
import { pay } from "../ledger/payment-commands.ts";
import { relieve } from "../ledger/relief-command.ts";
import { changeSpaces } from "../ledger/space-commands.ts";
import { caller, cashier, done, paying, space, storedAccount, stream } from "../ledger/testing.ts";
import { reverse } from "../ledger/undo-commands.ts";
import { verifyJournal } from "../ledger/verify.ts";
import { codeOf, openApprovalRoom, people } from "../requests/fixture.ts";
import { beginOutageRefund } from "./begin-command.ts";
import { dropOutageRefund } from "./drop-command.ts";
import { anOutage, approved, carryOn, previewed, refundOf } from "./fixture.ts";
import { BY_ITSELF } from "./by-itself.ts";
import { refundOne } from "./refund-one-command.ts";
import { outageRefundJob } from "./refund-job.ts";
import { askRefunding } from "./refund-request.ts";
import { askUndoing } from "./undo-request.ts";

// 停热整片退费: previewed, approved, posted once each whatever is cut short, and undone.

const SEASON = "2025-2026";
const [CHARGED, REFUNDED] = [267_470, 5_314];
const HOUSEHOLDS = 12;
const program = { kind: "system", id: "p", name: "p" } as const;

onEachEngine("the refund of an outage on %s", (engine) => {
  const all = Array.from({ length: HOUSEHOLDS }, (_, place) => `h${place}`);
  /** All but the last two are charged. */
  const charged = all.slice(0, -2);
  let room: Awaited<ReturnType<typeof openApprovalRoom>>;
  beforeEach(async () => {
    room = await openApprovalRoom(engine, HOUSEHOLDS);
    for (const id of charged) await done(room.deps, caller(), charge, { id, season: SEASON });
  });
  afterEach(() => room.close());

  const balances = (deps: Deps = room.deps) =>
    Promise.all(
      all.map(async (id) => {
        const account = await storedAccount(deps, id);
        return account === null ? 0 : owedFen(account) - onAccountFen(account);
      }),
    );
  const sound = async () => expect((await verifyJournal(room.deps.store)).findings).toEqual([]);

  test("previewed, it says how much, and who is left out and why; nothing is posted", async () => {
    await anOutage(room.deps);
    const before = await balances();
    const { state, preview, season, label } = await previewed(room, "i1");
    expect([state, season, label]).toEqual(["previewed", SEASON, "停热退费"]);
    expect(preview).toMatchObject({
      households: 10,
      amountFen: 10 * REFUNDED,
      leftOut: [{ code: "nothing-charged", households: 2 }],
    });
    expect(await balances()).toEqual(before);
  });

  test("approved by another, each is refunded once, by incident and request", async () => {
    await anOutage(room.deps);
    await done(room.deps, caller(cashier), pay, paying("h1", fen(CHARGED)));
    const { id } = await previewed(room, "i1");
    const { refunded } = await approved(room, id, "refund");
    const ended = await carryOn(room.deps, id);
    expect(ended.posted).toMatchObject({ households: 10, amountFen: 10 * REFUNDED });
    expect((await balances()).slice(0, 2)).toEqual([CHARGED - REFUNDED, -REFUNDED]);
    const entry = (await stream(room.deps, "h0")).at(-1)!;
    expect(entry).toMatchObject({
      incidentId: "i1",
      requestId: refunded?.requestId,
      detail: {
        kind: "relief",
        relief: "outage",
        days: { cause: { incident: "SJ20261201-0001" } },
      },
    });
    const again = await previewed(room, "i1");
    expect(again.preview).toMatchObject({ households: 0, amountFen: 0 });
    await sound();
  });

  test("cut short anywhere, by two processes, beside payments, each is refunded once", async () => {
    await anOutage(room.deps);
    const { id } = await previewed(room, "i1");
    await approved(room, id, "refund");
    const other = await room.another();
    for (const ms of [5, 20, 40]) {
      const abort = new AbortController();
      const timer = setTimeout(() => abort.abort(new RunAborted("stopping")), ms);
      const { state } = await refundOf(room.deps, id);
      if (state === "refunding") await carryOn(room.deps, id, abort.signal).catch(onlyAborted);
      clearTimeout(timer);
    }
    const both = (await refundOf(room.deps, id)).state === "refunding" ? [room.deps, other] : [];
    await Promise.all([
      ...both.map((deps) => carryOn(deps, id).catch(onlyAborted)),
      ...charged.slice(0, 3).map((one) => done(other, caller(cashier), pay, paying(one, fen(100)))),
    ]);
    if ((await refundOf(room.deps, id)).state === "refunding") await carryOn(other, id);
    const paid = (place: number) => (place < 3 ? 100 : 0);
    expect(await balances()).toEqual(
      all.map((_, place) => (place < 10 ? CHARGED - REFUNDED - paid(place) : 0)),
    );
    expect((await refundOf(room.deps, id)).posted).toMatchObject({ households: 10 });
    await sound();
  });

  test("ended by another run before this one has its turn, it is left as it is", async () => {
    await anOutage(room.deps);
    const { id } = await previewed(room, "i1");
    const { rev } = await approved(room, id, "refund");
    const run = {
      signal: new AbortController().signal,
      number: 1,
      progress: () => undefined,
      async fence() {
        await carryOn(room.deps, id);
        return fenceOf(room.deps.store, "another", 1);
      },
    };
    await outageRefundJob.run(room.deps, { refundId: id, rev }, run);
    expect(await refundOf(room.deps, id)).toMatchObject({
      state: "done",
      posted: { households: 10 },
    });
  });

  test("what was reversed while it was cut short is not given again", async () => {
    await anOutage(room.deps);
    const { id } = await previewed(room, "i1");
    await approved(room, id, "refund");
    const first = { refundId: id, householdId: "h0" };
    await done(room.deps, { ...caller(), actor: BY_ITSELF.actor }, refundOne, first);
    const entry = (await stream(room.deps, "h0")).at(-1)!;
    await done(room.deps, { ...caller(), actor: program }, reverse, { id: entry.id, reason: "误" });
    expect((await carryOn(room.deps, id)).posted).toMatchObject({ households: 9 });
    expect((await balances()).slice(0, 2)).toEqual([CHARGED, CHARGED - REFUNDED]);
  });

  test("undone, all is as if it had never been, also what was reversed before", async () => {
    await anOutage(room.deps);
    const before = await balances();
    const { id } = await previewed(room, "i1");
    await approved(room, id, "refund");
    await carryOn(room.deps, id);
    const entry = (await stream(room.deps, "h0")).at(-1)!;
    await done(room.deps, { ...caller(), actor: program }, reverse, { id: entry.id, reason: "误" });
    const { undone } = await approved(room, id, "undo");
    const ended = await carryOn(room.deps, id);
    expect([ended.state, ended.posted?.households, undone?.reason]).toEqual([
      "undone",
      0,
      "1月5日停热",
    ]);
    expect(await balances()).toEqual(before);
    expect((await stream(room.deps, "h1")).at(-1)).toMatchObject({ requestId: undone?.requestId });
    await sound();
  });

  test("undone, it takes also back what was granted anew with another area", async () => {
    await anOutage(room.deps);
    const { id } = await previewed(room, "i1");
    await approved(room, id, "refund");
    await carryOn(room.deps, id);
    const spaces = [space({ billingAreaMilli: areaMilli(98_120) })];
    const change = { id: "h0", rev: 1, from: "2025-11-15", spaces, basis: "survey" } as const;
    const why = { evidence: "测 7 号", reason: "实测" };
    await done(room.deps, { ...caller(), actor: program }, changeSpaces, { ...change, ...why });
    // 98.12 × 25.85, less 3 days of 151.
    expect((await balances())[0]).toBe(253_640 - 5_039);
    expect((await stream(room.deps, "h0")).at(-1)).toMatchObject({ incidentId: "i1" });
    await approved(room, id, "undo");
    expect((await carryOn(room.deps, id)).posted?.households).toBe(0);
    expect((await balances()).slice(0, 2)).toEqual([253_640, CHARGED]);
    await sound();
  });

  test("who was granted it singly is left out", async () => {
    const { number } = await anOutage(room.deps);
    const { id } = await previewed(room, "i1");
    const granted = { id: "h0", season: SEASON, relief: "outage", incident: number };
    const why = { evidence: "测温单 1", reason: "停热" };
    await done(room.deps, { ...caller(), actor: program }, relieve, { ...granted, ...why });
    await approved(room, id, "refund");
    expect((await carryOn(room.deps, id)).posted).toMatchObject({
      households: 9,
      leftOut: [
        { code: "days-refunded", households: 1 },
        { code: "nothing-charged", households: 2 },
      ],
    });
    expect((await balances())[0]).toBe(CHARGED - REFUNDED);
  });

  test("refusals, in their order", async () => {
    const by = caller(people.finance);
    const begin = async (id: string, relief = "outage") =>
      codeOf(
        await runCommand(room.deps, caller(people.finance), beginOutageRefund, { id, relief }),
      );
    expect(await begin("none")).toBe("not-found");
    const open = { id: "i2", number: "SJ2", state: "repairing", restoredAt: undefined } as const;
    await anOutage(room.deps, open as unknown as Incident);
    expect(await begin("i2")).toBe("incident-not-over");
    const { startedAt } = await anOutage(room.deps);
    await anOutage(room.deps, { id: "i3", number: "SJ3", restoredAt: startedAt });
    expect(await begin("i1", "none")).toBe("not-in-catalogue");
    expect(await begin("i1", "goodwill")).toBe("basis-wrong");
    expect(await begin("i3")).toBe("outage-too-short");
    const { id, rev } = await previewed(room, "i1");
    expect(await begin("i1")).toBe("outage-refund-open");
    const undo = { id, rev, reason: "误" };
    expect(codeOf(await runCommand(room.deps, by, askUndoing, undo))).toBe(
      "outage-refund-not-done",
    );
    const incident = (await room.deps.store.get(incidents, "i1"))!;
    const { rev: _, ...later } = { ...incident, startedAt: incident.restoredAt! };
    await room.deps.store.commit([replace(incidents, incident, later)]);
    const ask = () => runCommand(room.deps, caller(people.finance), askRefunding, undo);
    expect(codeOf(await ask())).toBe("outage-refund-outdated");
    await done(room.deps, caller(people.finance), dropOutageRefund, { id, rev });
    expect(codeOf(await ask())).toBe("changed-meanwhile");
  });
});

function onlyAborted(error: unknown): void {
  if (!(error instanceof RunAborted)) throw error;
}
