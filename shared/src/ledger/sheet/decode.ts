import type { Decoded } from "./decoded.ts";
import { fault, type SheetFault } from "./fault.ts";

const BOMS = [
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
] as const;
const ENCODINGS = ["utf-8", "gb18030", "utf-16le", "utf-16be"] as const;
type Encoding = (typeof ENCODINGS)[number];

const HEAD_MAX_BYTES = 65_536;

/** `.xlsx` is a zip; `.xls`, and `.xlsx` under a password, a compound file. */
const ZIP = [0x50, 0x4b, 0x03, 0x04];
const COMPOUND_FILE = [0xd0, 0xcf, 0x11, 0xe0];

/**
 * A file's text; of a workbook, of its one sheet. A byte order mark says its encoding; without one
 * an encoding is taken as proved when every byte is valid in it and the first line names what a
 * sheet must name (`isHead`), and no other encoding reads a different text so. Nothing is guessed:
 * Chinese spreadsheets save GB 18030, and a name read in a wrong encoding looks like another name.
 */
export async function decodeSheet(
  bytes: Uint8Array<ArrayBuffer>,
  isHead: (line: string) => boolean,
): Promise<Decoded> {
  const begins = (mark: readonly number[]) => mark.every((byte, at) => bytes[at] === byte);
  if (begins(ZIP)) return (await import("./workbook/read-workbook.ts")).readWorkbook(bytes);
  if (begins(COMPOUND_FILE)) return { faults: [fault(1, 1, "sheet-workbook", "")] };
  return decodeText(bytes, BOMS.find(([, mark]) => begins(mark))?.[0], isHead);
}

function decodeText(
  bytes: Uint8Array<ArrayBuffer>,
  marked: Encoding | undefined,
  isHead: (line: string) => boolean,
): Decoded {
  if (marked !== undefined) {
    return valid(bytes, marked) ?? { faults: [broken(lenient(bytes, marked))] };
  }
  const head = bytes.slice(0, HEAD_MAX_BYTES);
  const named = ENCODINGS.filter((one) => isHead(firstLine(lenient(head, one))));
  const texts = new Set(named.flatMap((one) => valid(bytes, one)?.text ?? []));
  const [text, other] = texts;
  if (other !== undefined) return { faults: [fault(1, 1, "sheet-encoding", firstLine(other))] };
  if (text !== undefined) return { text };
  const [likely] = named;
  if (likely !== undefined) return { faults: [broken(lenient(bytes, likely))] };
  // Its first line names nothing in any encoding, so nothing of it can be taken; show it as it is.
  return (
    valid(bytes, "utf-8") ??
    valid(bytes, "gb18030") ?? { faults: [broken(lenient(bytes, "utf-8"))] }
  );
}

function valid(bytes: Uint8Array<ArrayBuffer>, encoding: Encoding): { text: string } | null {
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes) };
  } catch {
    return null;
  }
}

function lenient(bytes: Uint8Array<ArrayBuffer>, encoding: Encoding): string {
  return new TextDecoder(encoding).decode(bytes);
}

function firstLine(text: string): string {
  return text.split(/[\r\n]/, 1)[0] ?? "";
}

/** Where the first byte stands that is not of the encoding. */
function broken(text: string): SheetFault {
  const before = text.slice(0, text.indexOf("\uFFFD"));
  const lines = before.split(/\r\n?|\n/);
  return fault(lines.length, 1, "sheet-encoding", lines.at(-1) ?? "");
}
