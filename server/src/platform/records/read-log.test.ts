import { expect, test } from "vitest";
import type { StaffActor } from "@warmline/shared/access/actor.ts";
import { instantOf } from "@warmline/shared/kernel/time.ts";
import type { ReadRecord } from "@warmline/shared/security/read-record.ts";
import { bodyOf } from "@warmline/shared/store/write.ts";
import { gatherReads } from "./read-log.ts";

const scope = { kind: "city" } as const;
const actor: StaffActor = { kind: "staff", id: "s1", name: "李娜", roles: ["agent"], scope };
const from = { actor, origin: "console 10.0.0.7", page: "/console/cases/c1" };

function gathering() {
  let ids = 0;
  const clock = { at: 1_795_411_800_000, now: () => instantOf(clock.at) };
  const log = gatherReads({ clock, ids: { next: () => `id-${(ids += 1)}` } });
  return {
    clock,
    note: log.note,
    written: () => log.gathered().map(bodyOf) as unknown as ReadRecord[],
  };
}

test("what a page opens together is one document, each thing once", () => {
  const { note, written } = gathering();
  for (const what of ["account", "household", "account"] as const) {
    note({ ...from, what, subjects: ["households/h1"] });
  }
  note({ ...from, what: "case", subjects: ["cases/c1", "households/h1"] });
  const [record, ...others] = written();
  expect(others).toEqual([]);
  expect(record).toMatchObject({
    actorId: "s1",
    page: from.page,
    looks: [
      { what: "account", subjects: ["households/h1"], count: 1, times: 2 },
      { what: "household", subjects: ["households/h1"], count: 1, times: 1 },
      { what: "case", subjects: ["cases/c1", "households/h1"], count: 2, times: 1 },
    ],
  });
  expect(record?.subjectKeys).toHaveLength(2);
  expect(written()).toEqual([]);
});

test("two people, and two pages, are told apart", () => {
  const { note, written } = gathering();
  const look = { what: "household", subjects: ["households/h1"] } as const;
  note({ ...from, ...look });
  note({ ...from, ...look, page: "/console/households/h1" });
  note({ ...from, ...look, actor: { ...actor, id: "s2" } });
  expect(written().map(({ actorId, page }) => [actorId, page])).toEqual([
    ["s1", "/console/cases/c1"],
    ["s1", "/console/households/h1"],
    ["s2", "/console/cases/c1"],
  ]);
});

test("of a list the first few are named, and how many there were, under what", () => {
  const { note, written } = gathering();
  const subjects = Array.from({ length: 200 }, (_, place) => `cases/${place}`);
  note({ ...from, what: "case", list: true, subjects, query: '{"state":"open"}' });
  note({ ...from, what: "case", list: true, subjects: [], count: 9_000 });
  const [record] = written();
  expect(record?.looks).toMatchObject([
    { list: true, count: 200, query: '{"state":"open"}', subjects: subjects.slice(0, 20) },
    { list: true, count: 9_000, subjects: [] },
  ]);
});

test("whoever reads as fast as they can fills few documents, and loses nothing", () => {
  const { note, written } = gathering();
  for (let n = 0; n < 5_000; n += 1) {
    note({ ...from, what: "account", subjects: [`households/${n % 2_000}`] });
  }
  const records = written();
  expect(records).toHaveLength(10);
  const looks = records.flatMap((record) => record.looks);
  const named = new Set(looks.flatMap((one) => one.subjects));
  expect(named.size).toBe(2_000);
  expect(looks.reduce((sum, { times }) => sum + times, 0)).toBe(5_000);
});

test("a record is dated to the first thing in it, whenever it is sorted", () => {
  const { note, written, clock } = gathering();
  const subjects = (first: number) =>
    Array.from({ length: 200 }, (_, n) => `households/${first + n}`);
  note({ ...from, what: "account", subjects: subjects(0) });
  clock.at += 300;
  note({ ...from, what: "account", subjects: subjects(200) });
  clock.at += 300;
  note({ ...from, what: "account", subjects: subjects(0) });
  clock.at += 300;
  const records = written();
  expect(records.map(({ at }) => at - records[0]!.at)).toEqual([0, 300]);
  expect(records.map(({ looks }) => looks.map(({ times }) => times))).toEqual([[2], [1]]);
});
