import { crc32, inflateRawSync } from "node:zlib";

/**
 * The rows of a workbook's one sheet, read apart from the shipped reader: by hand out of the zip,
 * and its XML, of which only the writing of this proof has to be known, by patterns. Null where it
 * is refused by the rules of docs/decisions.md.
 */
export function rowsApart(bytes: Uint8Array): string[][] | null {
  const parts = unzip(Buffer.from(bytes));
  if (parts === null) return null;
  const strings = all(parts.get("xl/sharedStrings.xml")!, /<si><t[^>]*>(.*?)<\/t><\/si>/gs);
  const paths = all(parts.get("xl/_rels/workbook.xml.rels")!, /Target="(worksheets\/[^"]*)"/g);
  const read = paths.map((path) => readSheet(parts.get(`xl/${path}`)!, strings));
  const filled = read.filter((sheet) => sheet === null || sheet.length > 0);
  return filled.length === 0 ? [] : filled.length > 1 ? null : filled[0]!;
}

function all(xml: string, pattern: RegExp): string[] {
  return [...xml.matchAll(pattern)].map(([, found]) => found!);
}

const END = 0x06054b50;

function unzip(zip: Buffer): Map<string, string> | null {
  const end = zip.length - 22;
  if (end < 0 || zip.readUInt32LE(end) !== END) return null;
  const parts = new Map<string, string>();
  let at = zip.readUInt32LE(end + 16);
  for (let count = zip.readUInt16LE(end + 10); count > 0; count -= 1) {
    const [size, nameSize] = [zip.readUInt32LE(at + 20), zip.readUInt16LE(at + 28)];
    const more = zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
    const local = zip.readUInt32LE(at + 42);
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const body = inflateRawSync(zip.subarray(from, from + size));
    if (crc32(body) !== zip.readUInt32LE(at + 16)) return null;
    parts.set(zip.toString("utf8", at + 46, at + 46 + nameSize), body.toString("utf8"));
    at += 46 + nameSize + more;
  }
  return parts;
}

function readSheet(xml: string, strings: readonly string[]): string[][] | null {
  const rows: string[][] = [];
  const [hiddenFrom = 0, hiddenTo = 0] = (/<col min="(\d+)" max="(\d+)"/.exec(xml) ?? [])
    .slice(1)
    .map(Number);
  if (xml.includes("<mergeCell ")) return null;
  for (const [, line, attributes, cells] of xml.matchAll(/<row r="(\d+)"([^>]*)>(.*?)<\/row>/gs)) {
    const row: string[] = [];
    for (const [, letter, more, body = ""] of cells!.matchAll(
      /<c r="([A-Z])\d+"([^>]*?)(?:\/>|>(.*?)<\/c>)/gs,
    )) {
      const text = textOf(more!, body, strings);
      if (text === null) return null;
      if (text === "") continue;
      const column = letter!.charCodeAt(0) - 64;
      const hidden = attributes!.includes("hidden") || (hiddenFrom <= column && column <= hiddenTo);
      if (hidden || text.includes("\n") || text.includes("\r")) return null;
      row[column - 1] = text;
    }
    if (row.length > 0) rows[Number(line) - 1] = Array.from(row, (text) => text ?? "");
  }
  return Array.from(rows, (row) => row ?? []);
}

function textOf(attributes: string, body: string, strings: readonly string[]): string | null {
  if (body.includes("<f>")) return null;
  const value = /<(?:v|t)>(.*?)<\/(?:v|t)>/s.exec(body)?.[1] ?? "";
  if (value === "") return "";
  const type = / t="(\w+)"/.exec(attributes)?.[1];
  if (type === "s") return plain(strings[Number(value)]!);
  if (type !== undefined) return plain(value);
  return / s="[23]"/.test(attributes) ? null : JSON.stringify(Number(value));
}

function plain(xml: string): string {
  return xml
    .replaceAll("&lt;", "<")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&")
    .replace(/_x(....)_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
