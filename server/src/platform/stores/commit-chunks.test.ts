import { expect, test } from "vitest";
import type { CommitResult } from "@warmline/shared/store/port.ts";
import { commitChunks } from "./commit-chunks.ts";

const done: CommitResult = { ok: true, position: 1 };
const lost: CommitResult = { ok: false, conflict: { kind: "rev", collection: "a", id: "1" } };
const turn = () => new Promise((resolve) => setImmediate(resolve));

test("decides in order, keeps several under way and ends when all are done", async () => {
  const events: string[] = [];
  await commitChunks({
    chunks: [1, 2, 3, 4, 5],
    underWay: 2,
    async commit(chunk) {
      events.push(`begin ${chunk}`);
      await turn();
      events.push(`end ${chunk}`);
      return chunk === 3 ? null : done;
    },
  });
  const begun = events.filter((event) => event.startsWith("begin"));
  expect(begun).toEqual([1, 2, 3, 4, 5].map((chunk) => `begin ${chunk}`));
  expect(events.indexOf("begin 2")).toBeLessThan(events.indexOf("end 1"));
  expect(events.indexOf("begin 3")).toBeGreaterThan(events.indexOf("end 1"));
  expect(events.slice(-1)).toEqual(["end 5"]);
});

test("a chunk that somebody was ahead of is decided again, and knows how often", async () => {
  const times: number[] = [];
  await commitChunks({
    chunks: ["a"],
    async commit(_, before) {
      times.push(before);
      return before < 3 ? lost : done;
    },
  });
  expect(times).toEqual([0, 1, 2, 3]);
});

test("a chunk that fails ends the run with its error, when the others have ended", async () => {
  const ended: number[] = [];
  const run = commitChunks({
    chunks: [1, 2, 3, 4, 5, 6],
    underWay: 3,
    async commit(chunk) {
      await turn();
      if (chunk === 2) throw new Error("expected by the test");
      await turn();
      ended.push(chunk);
      return done;
    },
  });
  await expect(run).rejects.toThrow("expected by the test");
  expect(ended).toEqual([1, 3]);
});

test("a chunk that never comes through ends the run", async () => {
  await expect(commitChunks({ chunks: [1], commit: async () => lost })).rejects.toThrow(/50 times/);
});
