import { pino } from "pino";
import { expect, test } from "vitest";
import { instantOf } from "@warmline/shared/kernel/time.ts";
import { bodyOf } from "@warmline/shared/store/write.ts";
import { gatherSecurityEvents, STRANGER } from "./security-events.ts";

function gathering() {
  const lines: Record<string, unknown>[] = [];
  const log = pino({ level: "warn" }, { write: (line) => void lines.push(JSON.parse(line)) });
  const clock = { at: 1_795_411_800_000, now: () => instantOf(clock.at) };
  let ids = 0;
  const events = gatherSecurityEvents({ log, clock, ids: { next: () => `id-${(ids += 1)}` } });
  const written = (all = false) => events.gathered(all).map(bodyOf);
  return { lines, clock, note: events.note, written };
}

const refused = {
  kind: "forbidden",
  who: STRANGER,
  address: "10.0.0.7",
  what: "audit.page",
} as const;

test("a flood of one event is told at once, and then as a number", () => {
  const { lines, clock, note, written } = gathering();
  for (let round = 0; round < 500; round += 1) {
    note({ ...refused, about: `/api/audit/${round}` });
    clock.at += 10;
  }
  note({ ...refused, address: "10.0.0.8" });
  expect(lines).toHaveLength(2);
  expect(written()).toMatchObject([
    { kind: "forbidden", address: "10.0.0.7", count: 1, about: "/api/audit/0" },
    { kind: "forbidden", address: "10.0.0.8", count: 1 },
  ]);
  expect(written()).toEqual([]);
  clock.at += 60_000;
  const [more, ...others] = written();
  expect(more).toMatchObject({ address: "10.0.0.7", count: 499 });
  expect((more as { until: number }).until).toBeGreaterThan((more as { at: number }).at);
  expect(others).toEqual([]);
  note(refused);
  expect(written()).toMatchObject([{ count: 1 }]);
});

test("at the end nothing waits for its minute", () => {
  const { note, written } = gathering();
  for (let round = 0; round < 3; round += 1) note(refused);
  expect(written(true)).toMatchObject([{ count: 1 }, { count: 2 }]);
});

test("from however many addresses, a minute is a bounded number of documents", () => {
  const { lines, note, written } = gathering();
  for (let round = 0; round < 10_000; round += 1) note({ ...refused, address: `10.0.${round}` });
  const first = written();
  expect(first.length).toBeLessThanOrEqual(501);
  expect(first.at(-1)).toMatchObject({ address: "others", count: 1 });
  expect(lines.length).toBe(first.length);
  expect(written(true)).toMatchObject([{ address: "others", count: 10_000 - first.length }]);
});

test("what the caller chose is cut and well-formed", () => {
  const { note, written } = gathering();
  note({ ...refused, about: `/${"x".repeat(158)}𠮷` });
  const [{ about }] = written() as unknown as [{ about: string }];
  expect(about.length).toBe(160);
  expect(about.isWellFormed()).toBe(true);
});
