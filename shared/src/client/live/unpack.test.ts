import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { rowsOf } from "./unpack.ts";

const packed = Uint8Array.from(
  gzipSync(JSON.stringify([{ id: "a", rev: 1, description: "漏水" }])),
);

test("rows come as they are, or packed, or not at all", async () => {
  const part = { room: "cases/city", last: true };
  expect(await rowsOf({ ...part, rows: [] })).toEqual([]);
  expect(await rowsOf({ ...part, packed })).toEqual([{ id: "a", rev: 1, description: "漏水" }]);
  const torn = { ...part, packed: packed.slice(0, -6) };
  await expect(rowsOf(torn)).rejects.toBeInstanceOf(Error);
});
