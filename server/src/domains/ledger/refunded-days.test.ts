import { afterEach, beforeEach, expect, test } from "vitest";
import { onEachEngine } from "./each-engine/testing.ts";
import { STOP_COMPONENT } from "@warmline/shared/catalogue/catalogue.ts";
import { contracts } from "@warmline/shared/households/contract-versions.ts";
import { tariffs } from "@warmline/shared/households/model.ts";
import { incidentWith } from "@warmline/shared/incidents/fixture.ts";
import { incidents, type Incident } from "@warmline/shared/incidents/model.ts";
import { price10k } from "@warmline/shared/kernel/price.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import { instantOf, startOfDay } from "@warmline/shared/kernel/time.ts";
import { onAccountFen, owedFen } from "@warmline/shared/ledger/account.ts";
import { insert, put } from "@warmline/shared/store/write.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { codeOf, openApprovalRoom, people } from "../requests/fixture.ts";
import { charge } from "./charge-commands.ts";
import type { Relieve } from "./relief-command.ts";
import { askRelief } from "./relief-request.ts";
import { changeStops } from "./stop-commands.ts";
import { caller, done, storedAccount, stream } from "./testing.ts";
import { verifyJournal } from "./verify.ts";

// 停热退费、室温不达标退费: reckoned by days, approved, each day refunded once.

const SEASON = "2025-2026";
const CHARGED = 267_470;
const program = { actor: { kind: "system", id: "p", name: "p" } } as const;
onEachEngine("on %s", (engine) => {
  let room: Awaited<ReturnType<typeof openApprovalRoom>>;
  beforeEach(async () => {
    room = await openApprovalRoom(engine);
    await done(room.deps, caller(), charge, { id: "h0", season: SEASON });
  });
  afterEach(() => room.close());

  /** Of the fixture's household, from the evening of 5 January on. */
  async function outage(number: string, hours: number, over: Partial<Incident> = {}) {
    const startedAt = instantOf(startOfDay("2026-01-05") + 20 * 3_600_000);
    const areas = [{ nodeId: "b", kind: "building", name: "1号楼", branchId: "branch-1" }] as const;
    const restoredAt = instantOf(startedAt + hours * 3_600_000);
    const facts = { id: number, number, areas, startedAt, restoredAt, state: "restored" } as const;
    const { rev: _, ...incident } = incidentWith({ ...facts, ...over });
    await room.deps.store.commit([insert(incidents, incident)]);
  }
  const ask = (over: Partial<Relieve>) =>
    runCommand(room.deps, caller(people.cashier), askRelief, {
      id: "h0",
      season: SEASON,
      relief: "outage",
      evidence: "测温单 12",
      reason: "管网抢修",
      ...over,
    });
  async function approved(over: Partial<Relieve>) {
    const asked = await ask(over);
    if (!asked.ok) throw new Error(asked.code);
    expect(codeOf(await room.approve("manager", asked.value.id))).toBe("ok");
    return (await stream(room.deps, "h0")).at(-1)!;
  }
  const cold = (from: string, to: string, roomTemperatureDeci: number) => {
    return { relief: "cold-room", cold: { from, to, roomTemperatureDeci } };
  };
  const owed = async () => owedFen((await storedAccount(room.deps, "h0"))!);
  const sound = async () => expect((await verifyJournal(room.deps.store)).findings).toEqual([]);

  test("three days of an incident are charge × 3 ÷ 151, of what is paid, too", async () => {
    await outage("SJ1", 60);
    await room.paid(2_674.7);
    const entry = await approved({ incident: "SJ1" });
    expect(entry.detail).toMatchObject({
      days: { seasonDays: 151, cause: { incident: "SJ1" }, spans: [{ to: "2026-01-07" }] },
    });
    const account = (await storedAccount(room.deps, "h0"))!;
    expect([owedFen(account), onAccountFen(account)]).toEqual([0, 5_314]);
    await sound();
  });

  test("where they meet the higher counts once; undone, the days are free again", async () => {
    await outage("SJ1", 48);
    await approved(cold("2026-01-05", "2026-01-08", 170));
    // 4 half days.
    expect(await owed()).toBe(CHARGED - 3_543);
    const beside = await approved({ incident: "SJ1" });
    // 2 halves more.
    expect(await owed()).toBe(CHARGED - 3_543 - 1_771);
    expect(codeOf(await ask({ incident: "SJ1" }))).toBe("days-refunded");
    const reversal = await room.asked("finance", beside.id);
    expect(codeOf(await room.approve("second", reversal.id))).toBe("ok");
    expect(await owed()).toBe(CHARGED - 3_543);
    expect(codeOf(await ask({ incident: "SJ1" }))).toBe("ok");
    await sound();
  });

  test("no day on which heat was stopped is refunded", async () => {
    const share = {
      component: STOP_COMPONENT,
      priceClass: "residential",
      from: "2020-01-01",
      to: null,
    };
    const priced = {
      ...share,
      id: "b1",
      price10k: price10k(300_000),
      approvedBy: "发改价〔2020〕1号",
    };
    await room.deps.store.commit([insert(tariffs, priced)]);
    const { rev } = (await room.deps.store.get(contracts, `h0/${SEASON}`))!;
    const act = { kind: "stop", from: "2026-01-06" } as const;
    const change = { id: "h0", season: SEASON, rev, act, evidence: "报停 3", reason: "外出" };
    await done(room.deps, { ...caller(), ...program }, changeStops, change);
    await outage("SJ1", 48);
    const entry = await approved({ incident: "SJ1" });
    expect(entry.lines[0]).toMatchObject({ amountFen: 1_771 });
    expect(codeOf(await ask(cold("2026-02-01", "2026-02-02", 150)))).toBe("days-not-heated");
  });

  test("refusals, in their order", async () => {
    await outage("SJ1", 48);
    await outage("SJ2", 24);
    await outage("SJ3", 48, { state: "repairing", restoredAt: undefined as never });
    await outage("SJ4", 48, {
      areas: [{ nodeId: "x", kind: "building", name: "x", branchId: "y" }],
    });
    const code = async (over: Partial<Relieve>) => codeOf(await ask(over));
    expect(await code({})).toBe("basis-wrong");
    expect(await code({ incident: "SJ1", amountFen: fen(100) })).toBe("basis-wrong");
    expect(await code({ ...cold("2026-01-05", "2026-01-08", 170), incident: "SJ1" })).toBe(
      "basis-wrong",
    );
    expect(await code({ relief: "cold-room" })).toBe("basis-wrong");
    expect(await code({ incident: "SJ0" })).toBe("incident-unknown");
    expect(await code({ incident: "SJ4" })).toBe("incident-unknown");
    expect(await code({ incident: "SJ3" })).toBe("incident-not-over");
    expect(await code({ incident: "SJ2" })).toBe("outage-too-short");
    expect(await code(cold("2026-01-05", "2026-01-08", 180))).toBe("warm-enough");
    expect(await code({ incident: "SJ1", season: "2024-2025" })).toBe("nothing-charged");
    expect(await code(cold("2025-10-01", "2025-10-31", 150))).toBe("days-outside-season");
  });

  test("an incident that is open again by then is not refunded by the request", async () => {
    await outage("SJ1", 48);
    const asked = await ask({ incident: "SJ1" });
    if (!asked.ok) throw new Error(asked.code);
    const stored = (await room.deps.store.get(incidents, "SJ1"))!;
    const { rev: _, restoredAt: __, ...reopened } = { ...stored, state: "repairing" as const };
    await room.deps.store.commit([put(incidents, stored, reopened)]);
    expect(codeOf(await room.approve("manager", asked.value.id))).not.toBe("ok");
    expect(await owed()).toBe(CHARGED);
  });
});
