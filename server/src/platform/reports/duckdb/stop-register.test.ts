import { expect, test } from "vitest";
import { areaMilli } from "@warmline/shared/kernel/area.ts";
import { fen, negateFen } from "@warmline/shared/kernel/money.ts";
import { price10k } from "@warmline/shared/kernel/price.ts";
import type { StopAct } from "@warmline/shared/reports/stop-acts.ts";
import { emptyReports } from "./fixture.ts";

const empty = emptyReports();

function stop(householdId: string, over: Partial<StopAct> = {}): StopAct {
  return {
    position: 1,
    day: "2025-11-20",
    householdId,
    place: { branch: "b1", station: "s1", building: "d1", traits: "" },
    season: "2025-2026",
    spaceId: "s1",
    kind: "stop",
    from: "2025-11-01",
    stopFrom: null,
    sign: 1,
    areaMilli: areaMilli(100_000),
    share10k: price10k(300_000),
    fullFen: fen(1_000),
    baseFen: fen(300),
    amountFen: fen(700),
    ...over,
  };
}

function restore(householdId: string, over: Partial<StopAct> = {}): StopAct {
  const none = { share10k: null, fullFen: fen(0), baseFen: fen(0), amountFen: fen(400) };
  const of = { kind: "restore", from: "2026-01-01", stopFrom: "2025-11-01" } as const;
  return stop(householdId, { ...of, ...none, day: "2025-12-05", ...over });
}

const gone = (act: StopAct, day: string): StopAct => ({
  ...act,
  day,
  sign: -1,
  areaMilli: areaMilli(0 - act.areaMilli),
  fullFen: negateFen(act.fullFen),
  baseFen: negateFen(act.baseFen),
  amountFen: negateFen(act.amountFen),
});

const register = async (stopActs: StopAct[], over = {}) => {
  const until = { position: 1, hash: "hash-1" };
  await empty.reports.add({ stopActs }, { after: 0, until });
  const days = { from: "2025-12-01", to: "2025-12-31" };
  return empty.reports.stopRegister({ ...days, node: [], limit: 10, ...over });
};

test("a restore without exactly one stop is named; one that was withdrawn is not", async () => {
  const { unlinked } = await register([
    stop("whole"),
    restore("whole"),
    restore("alone", { stopFrom: null }),
    restore("gone-stop"),
    stop("gone-stop"),
    gone(stop("gone-stop"), "2025-12-06"),
    stop("twice"),
    restore("twice"),
    restore("twice", { from: "2026-02-01" }),
    restore("elsewhere", { stopFrom: "2025-11-02" }),
    stop("elsewhere"),
    restore("withdrawn", { stopFrom: null }),
    gone(restore("withdrawn", { stopFrom: null }), "2025-12-07"),
    // After the days that are asked for.
    restore("later", { stopFrom: null, day: "2026-01-05" }),
  ]);
  expect(unlinked).toEqual(["alone", "elsewhere", "gone-stop", "twice"]);
});

test("charged anew alike it is no case; with another area it is, and spaces are one", async () => {
  const larger = { areaMilli: areaMilli(120_000), amountFen: fen(840), day: "2025-12-02" };
  const { cases, rows, count } = await register([
    stop("same"),
    gone(stop("same"), "2025-12-02"),
    stop("same", { day: "2025-12-02" }),
    stop("larger"),
    gone(stop("larger"), "2025-12-02"),
    stop("larger", larger),
    stop("new", { day: "2025-12-03" }),
    stop("new", { day: "2025-12-03", spaceId: "s2" }),
    gone(stop("undone"), "2025-12-04"),
    stop("undone"),
  ]);
  expect(cases).toMatchObject([
    { householdId: "undone", change: "withdrawn", amountFen: -700 },
    { householdId: "new", change: "begun", areaMilli: 200_000, amountFen: 1_400 },
    { householdId: "larger", change: "changed", areaMilli: 20_000, amountFen: 140 },
  ]);
  expect(count).toBe(3);
  expect(rows).toEqual([{ id: "b1", stops: 0, restores: 0, waivedFen: 840, restoredFen: 0 }]);
});

test("of many cases the newest are told, and how many there are", async () => {
  const many = ["a", "b", "c"].map((id, at) => stop(id, { day: `2025-12-0${at + 1}` }));
  const { cases, count } = await register(many, { limit: 2 });
  expect([cases.map(({ householdId }) => householdId), count]).toEqual([["c", "b"], 3]);
});
