import { seededRandom, type Random } from "@warmline/shared/kernel/ids.ts";

/** A sheet as it would be handed in. */
export interface DrawnSheet {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** A workbook before its bytes were changed, which may at most make it refused. */
  readonly whole?: Uint8Array<ArrayBuffer>;
  /** What was done to it; empty for a sheet that is as it should be. */
  readonly done: readonly string[];
}

const HEADS = [
  ["户号", "姓名", "采暖季", "欠费（元）", "预存"],
  ["户号", "采暖期", "应收", "减免", "已缴", "坏账", "欠费", "预存（元）"],
  ["household", "name", "season", "charged", "paid", "owed"],
  ["owed", "备注", "season", "number"],
];
const NAMES = ["王小明", "O’Brien", "马·艾力", "翠湖苑3号楼", "", 'Li "Tom" Lei', "a,b", "张"];
const AMOUNTS = [
  "0",
  "12",
  "1,234.50",
  "0.07",
  "￥88.8",
  "12.30",
  "1,234,567.00",
  "",
  "-",
  "１２．５",
];
const WRONG_AMOUNTS = [
  "1234,56",
  "1234,567",
  "12,34,567",
  "1,5",
  "-1",
  "1.234",
  "1e3",
  "0,123",
  "12 3",
  "9999999999",
  "元",
  ".",
];
const SEASONS = ["2023-2024", "2024-2025", "2024/2025", "2022—2023", "２０２１-2022", "2020～2021"];
const NASTY = Array.from(
  '""",,;\t\n\r 1.，。￥－　(（元\u0000\u0007\u0085\u200b\u202e\u2028\ufeff\ufffd𠮷一',
);
const AMOUNT_HEAD = /欠费|应收|减免|已缴|坏账|预存|charged|paid|owed/;
const CELLS = [
  "欠费",
  "欠费(万元)",
  "应收（分）",
  "户号",
  "预存",
  "",
  "备注",
  "season",
  "PAID (RMB)",
];

export function one<T>(random: Random, all: readonly T[]): T {
  return all[Math.floor(random.next() * all.length)]!;
}

/** A sheet as people hand them in, in one of four encodings, with up to three things done to it. */
export function drawSheet(seed: number): DrawnSheet {
  const random = seededRandom(seed);
  const at = (length: number) => Math.floor(random.next() * length);
  const done: string[] = [];
  const due = at(4);
  const doSome = <T>(level: number, drawn: T, ways: Ways<T>) => {
    let thing = drawn;
    for (let turn = 0; turn < due; turn += 1) {
      if (at(3) !== level) continue;
      const name = one(random, Object.keys(ways));
      done.push(name);
      thing = ways[name]!(thing);
    }
    return thing;
  };
  const rows = doSome(0, drawRows(random), cellWays(random));
  const delimiter = one(random, ["\t", ",", ",", ";"]);
  const quoted = rows.map((cells) => cells.map((cell) => quotedCell(cell, delimiter)));
  const text = doSome(
    1,
    quoted.map((cells) => cells.join(delimiter)).join(one(random, ["\n", "\r\n", "\r"])),
    textWays(random),
  );
  const bytes = doSome(2, encoded(text, at(6)), byteWays(random));
  return { bytes, done };
}

export function drawRows(random: Random): string[][] {
  const head = one(random, HEADS);
  const count = 1 + Math.floor(random.next() * 6);
  const cellOf = (column: string, place: number) => {
    if (/户号|number|household/.test(column)) {
      const base = String(10_000_000 + Math.floor(place / 2));
      return one(random, [`${base}3`, `${base}3`, `${base}-3`, `\t${base}3`]);
    }
    if (/采暖|season/.test(column)) return SEASONS[place] ?? "";
    if (/姓名|name|备注/.test(column)) return one(random, NAMES);
    // Sums that add up: of five columns only these two say anything.
    if (/减免|已缴|坏账|paid/.test(column)) return one(random, ["", "0", "-"]);
    if (/预存/.test(column)) return place % 2 === 0 ? one(random, AMOUNTS) : "";
    return one(random, AMOUNTS.slice(0, 7));
  };
  const rows = Array.from({ length: count }, (_, place) => {
    const cells = head.map((column) => cellOf(column, place));
    const [charged, owed] = [head.findIndex((c) => /应收|charged/.test(c)), head.indexOf("欠费")];
    if (charged >= 0 && owed >= 0) cells[owed] = one(random, ["", cells[charged]!]);
    if (charged >= 0 && head.includes("owed")) cells[head.indexOf("owed")] = "";
    return cells;
  });
  return [[...head], ...rows];
}

function quotedCell(cell: string, delimiter: string): string {
  const needed = cell.includes(delimiter) || cell.startsWith('"');
  return needed ? `"${cell.replaceAll('"', '""')}"` : cell;
}

export type Ways<T> = Readonly<Record<string, (thing: T) => T>>;

export function cellWays(random: Random): Ways<string[][]> {
  const put = (rows: string[][], cell: string, first = 0) => {
    const row = rows[first + Math.floor(random.next() * (rows.length - first))];
    if (row !== undefined) row[Math.floor(random.next() * row.length)] = cell;
    return rows;
  };
  return {
    amount: (rows) => put(rows, one(random, AMOUNTS), 1),
    "wrong amount": (rows) => put(rows, one(random, WRONG_AMOUNTS), 1),
    sums: (rows) =>
      rows.map((cells, row) =>
        cells.map((cell, place) =>
          row > 0 && AMOUNT_HEAD.test(rows[0]![place]!) ? one(random, ["", "1", "2", "3"]) : cell,
        ),
      ),
    "nasty cell": (rows) =>
      rows.map((cells) =>
        cells.map((cell) => (random.next() < 0.1 ? cell + one(random, NASTY) : cell)),
      ),
    season: (rows) => put(rows, one(random, [...SEASONS, "2024-2026", "2024--2025"]), 1),
    head: (rows) => put(rows.slice(0, 1), one(random, CELLS)) && rows,
    column: (rows) => rows.map((cells, place) => [...cells, place === 0 ? one(random, CELLS) : ""]),
    "column gone": (rows) => rows.map((cells) => cells.slice(1)),
    padding: (rows) => rows.map((cells) => [...cells, ""]),
    "cell more": (rows) => rows.map((cells, place) => (place === 1 ? [...cells, "1"] : cells)),
    "cell less": (rows) => rows.map((cells, place) => (place === 1 ? cells.slice(0, -1) : cells)),
    "row again": (rows) => [...rows, [...one(random, rows)]],
    "row gone": (rows) => [rows[0]!, ...rows.slice(2)],
    blank: (rows) => [...rows.slice(0, 1), rows[0]!.map(() => " "), [""], ...rows.slice(1)],
  };
}

function textWays(random: Random): Ways<string> {
  const place = (text: string) => Math.floor(random.next() * (text.length + 1));
  const cut = (text: string, put: string, gone = 0) => {
    const from = place(text);
    return text.slice(0, from) + put + text.slice(from + gone);
  };
  return {
    insert: (text) => cut(text, one(random, NASTY)),
    replace: (text) => cut(text, one(random, NASTY), 1),
    "insert more": (text) => cut(cut(text, one(random, NASTY)), one(random, NASTY)),
    delete: (text) => cut(text, "", 1),
    "cut off": (text) => text.slice(0, place(text)),
    "quote a cell": (text) =>
      text.replace(/([^,;\t\r\n"]+)/g, (it) => (random.next() < 0.3 ? `"${it}"` : it)),
    "blanks behind quotes": (text) => text.replaceAll(/"(?=[,;\t\r\n])/g, '" '),
    "delimiter at the end": (text) => text.replace(/(?=[\r\n]|$)/, one(random, [",", ";", "\t"])),
    "line ends": (text) => text.replace(/[\r\n]+/, one(random, ["\r\r\n", "\n", "\u2028", " \n"])),
    "other delimiter": (text) => text.replaceAll(",", one(random, [";", "，", "\t"])),
  };
}

function byteWays(random: Random): Ways<Uint8Array<ArrayBuffer>> {
  const place = (bytes: Uint8Array) => Math.floor(random.next() * bytes.length);
  const joined = (...parts: readonly Uint8Array[]) =>
    Uint8Array.from(parts.flatMap((it) => [...it]));
  const byte = () =>
    Uint8Array.of(one(random, [0, 0x80, 0xff, 0xa1, 0x81, 0x30, 0xef, 0xd8, 0x22]));
  const around = (bytes: Uint8Array, put: Uint8Array, gone: number) => {
    const from = place(bytes);
    return joined(bytes.slice(0, from), put, bytes.slice(from + gone));
  };
  return {
    "byte more": (bytes) => around(bytes, byte(), 0),
    "byte other": (bytes) => around(bytes, byte(), 1),
    "byte less": (bytes) => around(bytes, new Uint8Array(), 1),
    "bytes cut off": (bytes) => bytes.slice(0, place(bytes)),
    "mark gone": (bytes) => (bytes[0]! >= 0xef ? bytes.slice(bytes[0] === 0xef ? 3 : 2) : bytes),
    "mark put": (bytes) => joined(Uint8Array.of(0xef, 0xbb, 0xbf), bytes),
    "mark of UTF-16": (bytes) => joined(Uint8Array.of(0xff, 0xfe), bytes),
  };
}

function encoded(text: string, way: number): Uint8Array<ArrayBuffer> {
  if (way === 0) return new TextEncoder().encode(`\uFEFF${text}`);
  if (way === 1) return gb18030(text);
  if (way === 2) return Uint8Array.from(Buffer.from(`\uFEFF${text}`, "utf16le"));
  if (way === 3) return Uint8Array.from(Buffer.from(`\uFEFF${text}`, "utf16le").swap16());
  if (way === 4) return Uint8Array.from(Buffer.from(text, "utf16le"));
  return new TextEncoder().encode(text);
}

let twoBytes: Map<string, readonly number[]> | undefined;

/** Characters of two bytes; a rarer one becomes `?`, as careless programs save it. */
function gb18030(text: string): Uint8Array<ArrayBuffer> {
  twoBytes ??= new Map(
    Array.from({ length: 126 * 190 }, (_, place) => {
      const pair = [0x81 + Math.floor(place / 190), 0x40 + (place % 190)];
      if (pair[1]! >= 0x7f) pair[1]! += 1;
      return [new TextDecoder("gb18030").decode(Uint8Array.from(pair)), pair];
    }),
  );
  const bytes = Array.from(text).flatMap((character) =>
    character < "\u0080" ? character.charCodeAt(0) : (twoBytes?.get(character) ?? 0x3f),
  );
  return Uint8Array.from(bytes);
}
