import {
  openArchive,
  UNPACKED_MAX_BYTES,
  type Archive,
} from "@warmline/shared/ledger/sheet/workbook/archive.ts";

type Held = string | number | null;

/** For tests only: a workbook's first sheet as it is held; a number in a cell is a number here. */
export async function cellsOf(workbook: Uint8Array): Promise<Held[][]> {
  const archive = await openArchive(new Uint8Array(workbook), UNPACKED_MAX_BYTES);
  const texts = await textsOf(archive);
  const rows: Held[][] = [];
  let at = { column: 0, isText: false };
  let value: string | null = null;
  await archive.read("xl/worksheets/sheet1.xml", {
    open(name, { r = "A1", t }) {
      if (name === "row") rows.push([]);
      if (name === "c") at = { column: columnOf(r), isText: t === "s" };
      value = name === "v" ? "" : null;
    },
    text(text) {
      if (value !== null) value += text;
    },
    close(name) {
      if (name !== "v" || value === null) return;
      rows.at(-1)![at.column] = at.isText ? (texts[Number(value)] ?? null) : Number(value);
      value = null;
    },
  });
  return rows.map((row) => Array.from(row, (held) => held ?? null));
}

async function textsOf(archive: Archive): Promise<string[]> {
  const texts: string[] = [];
  await archive.read("xl/sharedStrings.xml", {
    open(name) {
      if (name === "t") texts.push("");
    },
    text(text) {
      texts[texts.length - 1] += text;
    },
  });
  return texts;
}

/** `C7` is in column 2, counted from 0. */
function columnOf(cell: string): number {
  const letters = Array.from(/^[A-Z]+/.exec(cell)?.[0] ?? "A");
  return letters.reduce((place, letter) => place * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
