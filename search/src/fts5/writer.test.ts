import { expect, test } from "vitest";
import type { SearchEntry } from "../entry.ts";
import { createReader } from "./reader.ts";
import { connect } from "./schema.ts";
import { createWriter, PLACES_EACH } from "./writer.ts";

const entry = (id: string, order: number): SearchEntry => ({
  id,
  order,
  fields: [{ kind: "number", name: "number", text: "4711" }],
  tags: [],
});

const opened = () => {
  const database = connect(":memory:", false);
  const writer = createWriter(database);
  const write = (entries: readonly SearchEntry[], position: number) =>
    writer.write(
      entries.map((one) => ({ kind: "place", entry: one })),
      position,
    );
  const rows = () =>
    createReader(database).rows(
      { kind: "place", typed: "", where: [], limit: 0 },
      { in: ["codes"], how: "equals", text: "4711" },
      10_000,
    );
  return { write, rows };
};

test("more of the lowest order than stand side by side are all there", async () => {
  const { write, rows } = opened();
  const many = Array.from({ length: 2 * PLACES_EACH + 1 }, (_, n) => entry(`one ${n}`, 0));
  write(many, 1);
  expect(new Set((await rows()).map(({ id }) => id)).size).toBe(many.length);
});

test("what is written again and again stays in its order", async () => {
  const { write, rows } = opened();
  write([entry("lower", 0)], 1);
  for (let n = 0; n <= 2 * PLACES_EACH; n += 1) write([entry(n % 2 === 0 ? "a" : "b", 1)], n + 2);
  expect((await rows()).map(({ id, order }) => [id, order])).toEqual([
    ["b", 1],
    ["a", 1],
    ["lower", 0],
  ]);
});
