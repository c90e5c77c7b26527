import { readFileSync } from "node:fs";
import type { Measurable } from "../../tools/measured.ts";
import { accessTable } from "./access/table.ts";
import { pinnedRows, TABLE_FILE } from "./access/text.ts";

/** Every endpoint and live view, asked by every role in every place, as the pinned table says. */
export const permissions: Measurable = {
  about: "who reaches what: every cell of the pinned table by a real request",
  async run() {
    const pinned = readFileSync(TABLE_FILE, "utf8").split("\n");
    const found = (await accessTable()).split("\n");
    const differing = [
      ...pinned.filter((line) => !found.includes(line)).map((line) => `pinned ${line}`),
      ...found.filter((line) => !pinned.includes(line)).map((line) => `found  ${line}`),
    ];
    for (const line of differing) process.stderr.write(`${line}\n`);
    const rows = pinnedRows();
    const asked = rows.reduce((sum, { cells }) => sum + cells.join("").length, 0);
    const of = `${rows.length}, ${asked.toLocaleString("en-US")} cells`;
    return [
      {
        name: "rows of the table of access that differ",
        value: `${differing.length} of ${of}`,
        target: "0",
        holds: differing.length === 0,
      },
    ];
  },
};
