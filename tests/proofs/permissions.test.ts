import { expect, test } from "vitest";
import { accessTable } from "./access/table.ts";
import { pinnedRows, TABLE_FILE } from "./access/text.ts";

test("everybody reaches what the table says, and nothing else", { timeout: 180_000 }, async () => {
  await expect(await accessTable()).toMatchFileSnapshot(TABLE_FILE);
});

test("there is somebody for everything, or the request proved nothing", () => {
  const reached = ({ cells }: { cells: readonly string[] }) => /[a-z]/i.test(cells.join(""));
  expect(pinnedRows().filter((row) => !reached(row))).toEqual([]);
});
