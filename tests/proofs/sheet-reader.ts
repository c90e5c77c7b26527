import { rowsApart } from "./workbook-reader.ts";

/**
 * Reads an opening sheet by the rules that docs/decisions.md gives for it, written apart from the
 * shipped reader: one character after the other, no library, whole numbers out of digits. Answers
 * null where the sheet is refused, else what is taken, one line a household.
 */
export function readApart(bytes: Uint8Array): string[] | null {
  if (Buffer.from(bytes).toString("latin1", 0, 4) === "PK\x03\x04") return readBook(bytes);
  const texts = new Set(decodings(bytes));
  const read = [...texts].flatMap((text) => (namesColumns(text) ? [text] : []));
  return read.length === 1 ? readText(read[0]!) : null;
}

const NAMES: readonly (readonly [string, string])[] = [
  ["number", "户号 用户编号 用户号 number household"],
  ["season", "采暖季 采暖期 年度 season"],
  ["charged", "应收 应收金额 应收热费 charged"],
  ["relieved", "减免 减免金额 核减 relieved"],
  ["paid", "已缴 已缴金额 实收 实收金额 paid"],
  ["lost", "坏账 坏账核销 核销坏账 written_off"],
  ["owed", "欠费 欠费金额 欠费余额 owed"],
  ["prepaid", "预存 预存余额 预收 prepaid"],
];

/** The texts that the bytes can be, without their mark. */
function decodings(bytes: Uint8Array): string[] {
  const buffer = Buffer.from(bytes);
  const hex = buffer.toString("hex", 0, 4);
  if (hex === "d0cf11e0") return [];
  if (hex.startsWith("efbbbf")) return utf8(buffer.subarray(3));
  if (hex.startsWith("fffe")) return utf16(buffer.subarray(2));
  if (hex.startsWith("feff")) return utf16(swapped(buffer.subarray(2)));
  return [...utf8(buffer), ...gb(bytes), ...utf16(buffer), ...utf16(swapped(buffer))];
}

function utf8(buffer: Buffer): string[] {
  const text = buffer.toString("utf8");
  return Buffer.from(text, "utf8").equals(buffer) ? [text] : [];
}

function utf16(buffer: Buffer): string[] {
  const text = buffer.toString("utf16le");
  return buffer.length % 2 === 0 && text.isWellFormed() ? [text] : [];
}

function swapped(buffer: Buffer): Buffer {
  return buffer.length % 2 === 0 ? Buffer.from(buffer).swap16() : Buffer.of(0);
}

function gb(bytes: Uint8Array): string[] {
  const text = new TextDecoder("gb18030").decode(bytes);
  return text.includes("\uFFFD") ? [] : [text];
}

function namesColumns(text: string): boolean {
  const columns = linesOf(text, true)?.[0]?.map(columnOf) ?? [];
  return columns.includes("number") && columns.includes("season");
}

/** Cells of each line, or of the first alone; null where they cannot be told apart. */
function linesOf(whole: string, firstAlone: boolean): string[][] | null {
  const text = whole.startsWith("\uFEFF") ? whole.slice(1) : whole;
  const lines = text.split("\r\n").flatMap((part) => part.split(/[\r\n]/));
  const delimiter = ["\t", ",", ";"].find((one) => lines[0]!.includes(one)) ?? ",";
  const read = (firstAlone ? lines.slice(0, 1) : lines).map((line) => cellsOf(line, delimiter));
  return read.includes(null) ? null : (read as string[][]);
}

function cellsOf(line: string, delimiter: string): string[] | null {
  const cells: string[] = [];
  let at = 0;
  do {
    let cell = "";
    if (line[at] === '"') {
      at += 1;
      while (at < line.length && (line[at] !== '"' || line[at + 1] === '"')) {
        cell += line[at];
        at += line[at] === '"' ? 2 : 1;
      }
      if (at >= line.length) return null;
      at += 1;
      while (at < line.length && line[at] !== delimiter && line[at]!.trim() === "") at += 1;
      if (at < line.length && line[at] !== delimiter) return null;
    } else {
      while (at < line.length && line[at] !== delimiter) cell += line[at++];
    }
    cells.push(cell);
  } while (at++ < line.length);
  return sound(cells);
}

/** The cells without the blanks around them; null where one has a character that none may have. */
function sound(cells: readonly string[]): string[] | null {
  const bare = cells.map((written) => {
    let cell = written;
    while (cell !== "" && " \t\u00a0\u3000".includes(cell[0]!)) cell = cell.slice(1);
    while (cell !== "" && " \t\u00a0\u3000".includes(cell.at(-1)!)) cell = cell.slice(0, -1);
    return cell;
  });
  return bare.some((cell) => Array.from(cell).some(unwanted)) ? null : bare;
}

/** A workbook's lines have as many cells as the first at least: empty ones are not written. */
function readBook(bytes: Uint8Array): string[] | null {
  const rows = rowsApart(bytes);
  const width = Math.max(2, rows?.[0]?.length ?? 0);
  const lines = (rows ?? []).map((row) => {
    const missing = Math.max(0, row.length === 0 ? 0 : width - row.length);
    return sound([...row, ...Array<string>(missing).fill("")]);
  });
  return rows === null || lines.includes(null) ? null : readLines(lines as string[][]);
}

const UNWANTED = [
  [0, 0x1f],
  [0x7f, 0x9f],
  [0x61c, 0x61c],
  [0x200b, 0x200b],
  [0x200e, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x2060],
  [0x2066, 0x2069],
  [0xd800, 0xdfff],
  [0xfeff, 0xfeff],
  [0xfffd, 0xfffd],
] as const;

function unwanted(character: string): boolean {
  const code = character.codePointAt(0)!;
  return UNWANTED.some(([from, to]) => from <= code && code <= to);
}

function columnOf(cell: string): string {
  const name = cell.split(/[（(]/)[0]!.trim().toLowerCase().replaceAll(" ", "_");
  return NAMES.find(([, names]) => names.split(" ").includes(name))?.[0] ?? "";
}

function readText(text: string): string[] | null {
  return readLines(linesOf(text, false) ?? []);
}

function readLines([head, ...rows]: string[][]): string[] | null {
  if (head === undefined) return null;
  const columns = head.map(columnOf);
  const known = columns.filter((column) => column !== "");
  if (!known.includes("number") || !known.includes("season")) return null;
  if (new Set(known).size < known.length) return null;
  if (!known.includes("charged") && !known.includes("owed")) return null;
  const foreign = head.some((cell, place) => {
    const unit = cell
      .match(/[（(](.*)$/s)?.[1]
      ?.replace(/[)）]$/, "")
      .trim();
    const amount = !["", "number", "season"].includes(columns[place]!);
    return amount && unit !== undefined && !YUAN.has(unit.toLowerCase());
  });
  return foreign ? null : readRows(head, columns, rows);
}

const YUAN = new Set(["元", "yuan", "rmb", "cny", "人民币元", "¥", "￥"]);

interface Known {
  readonly seasons: Map<string, string>;
  prepaid: number | null;
}

function readRows(head: string[], columns: string[], rows: string[][]): string[] | null {
  const known = new Map<string, Known>();
  for (const row of rows.filter((cells) => cells.join("") !== "")) {
    if (row.length !== head.length) return null;
    if (row.some((cell, place) => cell !== "" && head[place] === "")) return null;
    const cell = (column: string) => row[columns.indexOf(column)] ?? "";
    const number = plain(cell("number")).match(/^(\d{8})-?(\d)$/);
    if (number === null) return null;
    const one = known.get(number[1]! + number[2]!) ?? { seasons: new Map(), prepaid: null };
    known.set(number[1]! + number[2]!, one);
    if (!readRow(one, cell)) return null;
  }
  if (known.size === 0) return null;
  return [...known].map(
    ([number, { seasons, prepaid }]) =>
      `${number} ${[...seasons].map((pair) => pair.join(":")).join(" ")} +${prepaid ?? 0}`,
  );
}

function readRow(one: Known, cell: (column: string) => string): boolean {
  const all = ["charged", "relieved", "paid", "lost", "owed", "prepaid"].map((it) => fen(cell(it)));
  if (all.some((amount) => Number.isNaN(amount))) return false;
  const [charged, relieved, paid, lost, owed, prepaid] = all as (number | null)[];
  const season = seasonOf(cell("season"));
  if (season === null || (prepaid !== null && one.prepaid !== null)) return false;
  one.prepaid = prepaid ?? one.prepaid;
  const said = [charged, relieved, paid, lost, owed].some((amount) => amount !== null);
  if (season === "") return !said && prepaid !== null;
  if (one.seasons.has(season) || (charged === null && owed === null)) return false;
  const less = (relieved ?? 0) + (paid ?? 0) + (lost ?? 0);
  const due = charged ?? less + owed!;
  const left = owed ?? due - less;
  one.seasons.set(season, [due, relieved ?? 0, paid ?? 0, lost ?? 0].join("/"));
  return left >= 0 && due === less + left;
}

function seasonOf(cell: string): string | null {
  if (cell === "") return "";
  const text = plain(cell).replace("——", "-");
  const [from, to] = [Number(text.slice(0, 4)), Number(text.slice(5))];
  const shaped = /^20\d\d.20\d\d$/s.test(text) && "-/—–~～".includes(text[4]!);
  return shaped && to === from + 1 ? `${from}-${to}` : null;
}

/** Full-width digits and signs as narrow ones. */
function plain(cell: string): string {
  return Array.from(cell)
    .map((one) => {
      const code = one.charCodeAt(0);
      if (code >= 0xff10 && code <= 0xff19) return String(code - 0xff10);
      return { "．": ".", "。": ".", "，": ",", "￥": "¥", "－": "-", "　": " " }[one] ?? one;
    })
    .join("");
}

/** Null for nothing, NaN for no amount. */
function fen(cell: string): number | null {
  if (cell === "" || cell === "-") return null;
  const text = plain(cell).trim().replace(/^¥/, "").trim();
  const [whole, cents = "", more] = text.split(".");
  if (more !== undefined || (text.includes(".") && cents === "") || cents.length > 2) return NaN;
  const groups = whole!.split(",");
  const right = groups.every((group, place) =>
    groups.length === 1
      ? group.length > 0
      : place === 0
        ? /^[^0]..?$|^[^0]$/.test(group)
        : group.length === 3,
  );
  if (!right || !/^[0-9]+$/.test(groups.join("") + cents)) return NaN;
  const amount = BigInt(groups.join("")) * 100n + BigInt(cents.padEnd(2, "0"));
  return amount > 10_000_000_000n ? NaN : Number(amount);
}
