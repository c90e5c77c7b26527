import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { callPeriods, type CallPeriod } from "@warmline/shared/acd/periods.ts";
import { callSumsProgress } from "@warmline/shared/callstats/model.ts";
import type { Sums } from "@warmline/shared/callstats/sums.ts";
import { instantOf } from "@warmline/shared/kernel/time.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import type { Deps } from "../../platform/deps.ts";
import { caller, MONGO_URL, openLedgerRoom, type LedgerRoom } from "../ledger/testing.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { readStats } from "./queries.ts";
import { checkProgress, progressOf, reckonUp } from "./reckon.ts";
import { rebuildStats } from "./rebuild.ts";

const DAY = "2025-11-01";
const NOON = instantOf(Date.parse(`${DAY}T12:00:00+08:00`));

describe.each(
  MONGO_URL === undefined ? ["sqlite" as const] : ["sqlite" as const, "mongo" as const],
)("sums on %s", (engine) => {
  let room: LedgerRoom;
  let other: Deps;
  let made = 0;
  beforeAll(async () => {
    room = await openLedgerRoom(engine);
    other = await room.another();
  });
  afterAll(() => room.close());

  /** So many calls that were answered after 10 s, each in a commit of its own. */
  async function answered(calls: number): Promise<void> {
    for (let n = 0; n < calls; n += 1) {
      const period: Omit<CallPeriod, "rev"> = {
        id: `call-${(made += 1)}@1`,
        callId: `call-${made}`,
        skill: "fees",
        state: "reserved",
        outcome: "answered",
        from: NOON,
        enteredAt: NOON,
        to: instantOf(NOON + 10_000),
      };
      await room.deps.store.commit([insert(callPeriods, period)]);
    }
  }
  async function sums(by: "queue" | "half-hour" | "day" = "queue"): Promise<Sums> {
    return (await readStats(room.deps, { from: DAY, to: DAY, by })).total;
  }

  test("count once, though two nodes reckon at once and again", async () => {
    await answered(20);
    await Promise.all([reckonUp(room.deps), reckonUp(other), reckonUp(other)]);
    await reckonUp(room.deps);
    expect(await sums()).toMatchObject({ offered: 20, answered: 20, inTime: 20 });
    expect(await sums("half-hour")).toEqual(await sums());
    expect(await sums("day")).toEqual(await sums());
  });

  test("grow with what comes", async () => {
    await answered(3);
    await reckonUp(other);
    expect(await sums()).toMatchObject({ offered: 23, waitMs: 230_000, waitMaxMs: 10_000 });
  });

  test("writes nothing where there was nothing to reckon", async () => {
    const head = await room.deps.store.head();
    await reckonUp(room.deps);
    expect(await room.deps.store.head()).toBe(head);
  });

  test("are the same when they are reckoned anew, and none of the former is left", async () => {
    const before = await sums();
    expect((await runCommand(room.deps, caller(), rebuildStats, {})).ok).toBe(true);
    expect(await readStats(room.deps, { from: DAY, to: DAY, by: "queue" })).toMatchObject({
      anew: true,
      total: {},
      rows: [],
    });
    await Promise.all([reckonUp(room.deps), reckonUp(other)]);
    const after = await readStats(room.deps, { from: DAY, to: DAY, by: "queue" });
    expect(after).toMatchObject({ anew: false, total: before });
  });

  test("are reckoned anew where the log is another one", async () => {
    const before = await sums();
    await checkProgress(room.deps);
    const kept = await progressOf(room.deps);
    expect(kept.anew).toBe(false);
    await room.deps.store.commit([replace(callSumsProgress, kept, { ...kept, hash: "00" })]);
    await checkProgress(room.deps);
    expect(await progressOf(room.deps)).toMatchObject({ anew: true, position: 0 });
    await reckonUp(room.deps);
    expect(await sums()).toEqual(before);
  });

  test("are of the days that are asked for", async () => {
    const next = { from: "2025-11-02", to: "2025-11-03", by: "queue" } as const;
    expect((await readStats(room.deps, next)).total).toEqual({});
    const repairs = { from: DAY, to: DAY, by: "half-hour", skill: "repairs" } as const;
    expect((await readStats(room.deps, repairs)).total).toEqual({});
    expect((await readStats(room.deps, { ...repairs, skill: "fees" })).rows).toMatchObject([
      { key: "12:00", sums: { offered: 23 } },
    ]);
  });
});
