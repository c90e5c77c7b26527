import { afterEach, beforeEach, expect, test } from "vitest";
import { onEachEngine } from "../ledger/each-engine/testing.ts";
import { heatMilli } from "@warmline/shared/kernel/heat.ts";
import { households } from "@warmline/shared/households/model.ts";
import { meterReadings } from "@warmline/shared/metering/model.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { addAlias } from "../households/alias-commands.ts";
import { getHouseholdByNumber } from "../households/index.ts";
import {
  actor,
  caller,
  done,
  finance,
  openLedgerRoom,
  settle,
  space,
  type LedgerRoom,
} from "../ledger/testing.ts";
import { codeOf } from "../requests/fixture.ts";
import { installMeter, removeMeter, type InstallMeter } from "./install-command.ts";
import { metersOf } from "./queries.ts";
import { recordReading, type RecordReading } from "./record-command.ts";
import { installed, installing, meterCity, recorded } from "./testing.ts";

// 抄表: readings are only ever added; what is unlikely is asked about.

const figure = (kwh: number) => heatMilli(kwh * 1_000);

onEachEngine("meters on %s", (engine) => {
  let room: LedgerRoom;
  beforeEach(async () => {
    room = await openLedgerRoom(engine);
    room.clock.at = Date.UTC(2026, 3, 5);
    await settle(room.deps, 3, { spaces: [space({ settlement: "two-part" })] });
    const byArea = (await room.deps.store.get(households, "h2"))!;
    await room.deps.store.commit([replace(households, byArea, { ...byArea, spaces: [space()] })]);
  });
  afterEach(() => room.close());

  const install = (over: Partial<InstallMeter> = {}) =>
    runCommand(room.deps, caller(), installMeter, installing(over));
  const read = (meterId: string, over: Partial<RecordReading> = {}) =>
    runCommand(room.deps, caller(), recordReading, {
      id: "h0",
      meterId,
      day: "2026-01-15",
      figureMilli: figure(4_000),
      ...over,
    });
  async function shown() {
    const found = await metersOf(room.deps, finance, "h0");
    if (!found.ok) throw new Error(found.code);
    return found.value.meters;
  }
  const named = async (number: string) => {
    const found = await getHouseholdByNumber(room.deps, finance, number);
    return found.ok ? found.value.id : found.code;
  };

  test("one is installed, read and replaced; the household is found by what counts", async () => {
    const first = await installed(room.deps);
    await recorded(room.deps, first, "2026-01-09", 4_000);
    const replaces = { meterId: first, figureMilli: figure(4_100) };
    const second = await installed(room.deps, {
      number: " 7000002",
      day: "2026-01-10",
      figureMilli: figure(3),
      replaces,
    });
    expect(await shown()).toMatchObject([
      {
        id: second,
        number: "7000002",
        readings: [{ day: "2026-01-10", figureMilli: 3_000, source: "read" }],
      },
      {
        id: first,
        number: "7000001",
        removedOn: "2026-01-10",
        readings: [
          { day: "2026-01-10", figureMilli: 4_100_000 },
          { day: "2026-01-09", figureMilli: 4_000_000 },
          { day: "2025-10-15", figureMilli: 100_000 },
        ],
      },
    ]);
    expect([await named("7000001"), await named("7000002")]).toEqual(["not-found", "h0"]);
    // Its number is free for another household.
    await done(room.deps, caller(), installMeter, installing({ id: "h1" }));
    expect(await named("7000001")).toBe("h1");
  });

  test("a number that the household is known by already becomes its meter", async () => {
    const alias = { scheme: "meter", number: "7000001" } as const;
    await done(room.deps, caller(), addAlias, { id: "h0", rev: 1, ...alias });
    await installed(room.deps);
    const household = (await room.deps.store.get(households, "h0"))!;
    expect([household.aliases, household.rev]).toEqual([[alias], 2]);
  });

  test("a removal is undone by installing it again; both figures stay", async () => {
    const meterId = await installed(room.deps);
    const gone = { id: "h0", meterId, day: "2026-01-10", figureMilli: figure(4_100) };
    await done(room.deps, caller(), removeMeter, { ...gone, reason: "检定" });
    expect(await named("7000001")).toBe("not-found");
    await installed(room.deps, { day: "2026-01-10", figureMilli: figure(4_100) });
    expect((await shown()).map(({ readings }) => readings.length)).toEqual([1, 2]);
    expect(await named("7000001")).toBe("h0");
  });

  test("a correction stands in the place of what was wrong, which stays to be seen", async () => {
    const meterId = await installed(room.deps);
    const wrong = await recorded(room.deps, meterId, "2026-01-15", 40_00);
    const reason = "抄错位";
    const right = await recorded(room.deps, meterId, "2026-01-15", 3_400, {
      corrects: wrong,
      reason,
    });
    const [meter] = await shown();
    expect(meter?.readings).toContainEqual(
      expect.objectContaining({ id: wrong, correctedBy: right, source: "read" }),
    );
    expect(meter?.readings).toContainEqual(
      expect.objectContaining({ id: right, corrects: wrong, source: "corrected", reason }),
    );
    expect(codeOf(await read(meterId, { corrects: wrong, reason }))).toBe("already-corrected");
    // What was corrected is held against nothing any more.
    expect(codeOf(await read(meterId, { day: "2026-01-16", figureMilli: figure(3_500) }))).toBe(
      "ok",
    );
  });

  test("an estimate goes by the usual heat and says so", async () => {
    const meterId = await installed(room.deps);
    expect(codeOf(await read(meterId, { figureMilli: undefined }))).toBe("no-metered-rule");
    await meterCity(room.deps);
    await recorded(room.deps, meterId, "2026-03-31", null);
    const [meter] = await shown();
    // 100 and 90 kWh × 103.47 m² in all 151 days.
    expect(meter?.readings[0]).toMatchObject({
      figureMilli: 9_412_300,
      source: "estimated",
      estimate: { ruleCode: "pilot", catalogueVersion: 2, days: 151, seasonDays: 151 },
    });
  });

  test("what is unlikely is asked about, and taken with a reason", async () => {
    await meterCity(room.deps);
    const meterId = await installed(room.deps);
    // 90 × 103.47 × 3 are 27,936.9.
    const high = { figureMilli: figure(28_037) };
    expect(codeOf(await read(meterId, high))).toBe("figure-high");
    expect(codeOf(await read(meterId, { figureMilli: figure(99) }))).toBe("figure-falls");
    expect(codeOf(await read(meterId, { ...high, reason: "窗户未关" }))).toBe("ok");
    expect(codeOf(await read(meterId, { day: "2026-01-14" }))).toBe("ok");
    expect(codeOf(await read(meterId, { day: "2026-01-13", figureMilli: figure(4_001) }))).toBe(
      "figure-falls",
    );
  });

  test("of what is settled by area nothing is unlikely, nor estimated", async () => {
    await meterCity(room.deps);
    const meterId = await installed(room.deps, { id: "h2" });
    const of = { id: "h2", meterId, day: "2026-01-15" };
    const ask = (figureMilli?: ReturnType<typeof figure>) =>
      runCommand(room.deps, caller(), recordReading, { ...of, figureMilli });
    expect(codeOf(await ask())).toBe("no-metered-rule");
    expect(codeOf(await ask(figure(900_000)))).toBe("ok");
  });

  test("two at once: one meter, and the other is told", async () => {
    const second = await room.another();
    const both = await Promise.all([
      runCommand(room.deps, caller(), installMeter, installing()),
      runCommand(second, caller(), installMeter, installing({ id: "h1" })),
    ]);
    expect(both.map(codeOf).toSorted()).toEqual(["alias-taken", "ok"]);
    const meterId = both.flatMap((one) => (one.ok ? [one.value.id] : []))[0]!;
    const id = both[0]!.ok ? "h0" : "h1";
    const one = await done(room.deps, caller(), recordReading, {
      id,
      meterId,
      day: "2026-01-15",
      figureMilli: figure(400),
    });
    const correcting = { id, meterId, day: "2026-01-15", figureMilli: figure(401), reason: "复核" };
    const corrected = await Promise.all(
      [room.deps, second].map((deps) =>
        runCommand(deps, caller(), recordReading, { ...correcting, corrects: one.id }),
      ),
    );
    expect(corrected.map(codeOf).toSorted()).toEqual(["already-corrected", "ok"]);
  });

  test("refusals, in their order", async () => {
    const meterId = await installed(room.deps);
    expect(codeOf(await install({ id: "h9" }))).toBe("not-found");
    expect(codeOf(await install({ number: "-" }))).toBe("alias-wrong");
    expect(codeOf(await install({ number: "7000001", day: "2026-04-06" }))).toBe("day-ahead");
    expect(codeOf(await install({ id: "h1" }))).toBe("alias-taken");
    expect(codeOf(await install())).toBe("alias-taken");
    const replacing = (id: string, day: string, kwh = 4_000) =>
      install({ number: "7000002", day, replaces: { meterId: id, figureMilli: figure(kwh) } });
    expect(codeOf(await replacing("none", "2026-01-10"))).toBe("meter-unknown");
    expect(codeOf(await replacing(meterId, "2025-10-14"))).toBe("day-outside-meter");
    expect(codeOf(await replacing(meterId, "2026-01-10", 99))).toBe("figure-falls");
    expect(codeOf(await replacing(meterId, "2026-01-10"))).toBe("ok");
    expect(codeOf(await replacing(meterId, "2026-01-10"))).toBe("alias-taken");
    const remove = { id: "h0", meterId, day: "2026-01-10", figureMilli: figure(4_000) };
    const removed = await runCommand(room.deps, caller(), removeMeter, { ...remove, reason: "x" });
    expect(codeOf(removed)).toBe("meter-removed");
    expect(codeOf(await read("none", { day: "2027-01-01" }))).toBe("meter-unknown");
    expect(codeOf(await read(meterId, { day: "2027-01-01" }))).toBe("day-ahead");
    expect(codeOf(await read(meterId, { day: "2026-01-11" }))).toBe("day-outside-meter");
    const wrong = { day: "2026-01-09", corrects: "none" };
    expect(codeOf(await read(meterId, wrong))).toBe("reading-unknown");
    const [, old] = await shown();
    const corrects = old!.readings[0]!.id;
    expect(codeOf(await read(meterId, { day: "2026-01-10", corrects }))).toBe("reason-needed");
    const elsewhere = actor(["cashier"], { kind: "branch", branchId: "branch-9" });
    const away = { id: "h0", meterId, day: "2026-01-09", figureMilli: figure(1) };
    expect(codeOf(await runCommand(room.deps, caller(elsewhere), recordReading, away))).toBe(
      "out-of-scope",
    );
    expect(await metersOf(room.deps, elsewhere, "h0")).toMatchObject({ code: "out-of-scope" });
    expect(await metersOf(room.deps, finance, "h9")).toMatchObject({ code: "not-found" });
    const kept = await room.deps.store.find(meterReadings, {
      index: "byHousehold",
      where: { householdId: "h0" },
      limit: 10,
    });
    expect(kept).toHaveLength(3);
  });
});
