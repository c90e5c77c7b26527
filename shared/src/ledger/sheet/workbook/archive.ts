import { Uint8ArrayReader, ZipReader, type FileEntry } from "@zip.js/zip.js/lib/zip-core-native.js";
import { SaxesParser } from "saxes";
import { fault, type SheetFault, type SheetFaultCode } from "../fault.ts";

/** Unpacked bytes of all parts that are read: far more than a sheet of a million rows takes. */
export const UNPACKED_MAX_BYTES = 200_000_000;

/** Why a workbook cannot be read at all. */
export class WorkbookRefused extends Error {
  override readonly name = "WorkbookRefused";
  readonly fault: SheetFault;

  constructor(code: SheetFaultCode, text = "") {
    super(code);
    this.fault = fault(1, 1, code, text);
  }
}

export type Attributes = Readonly<Record<string, string>>;

/** What is done with a part's elements as they are met; names come without their prefix. */
export interface PartReader {
  open(name: string, attributes: Attributes): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** The parts of a workbook: XML files in a zip. */
export interface Archive {
  has(path: string): boolean;
  /**
   * Reads a part as it is unpacked: of whatever size, only a piece of it is held. Throws
   * `WorkbookRefused` where it is no sound XML, or with all parts before larger than any sheet.
   */
  read(path: string, reader: PartReader): Promise<void>;
}

/** Throws `WorkbookRefused` where the bytes are no zip that every program reads alike. */
export async function openArchive(
  bytes: Uint8Array<ArrayBuffer>,
  unpackedMaxBytes: number,
): Promise<Archive> {
  const zip = new ZipReader(new Uint8ArrayReader(bytes), {
    strictness: "strict",
    checkCrc32: true,
    checkOverlappingEntry: true,
    useWebWorkers: false,
    useCompressionStream: true,
  });
  const parts = new Map<string, FileEntry>();
  try {
    for (const entry of await zip.getEntries()) {
      if (!entry.directory) parts.set(entry.filename, entry);
    }
  } catch {
    throw new WorkbookRefused("sheet-damaged");
  }
  let unpacked = 0;
  const count = (size: number) => {
    unpacked += size;
    if (unpacked > unpackedMaxBytes) throw new WorkbookRefused("sheet-large");
  };
  return {
    has: (path) => parts.has(path),
    async read(path, reader) {
      const part = parts.get(path);
      if (part === undefined) throw new WorkbookRefused("sheet-damaged", path);
      await unpack(part, reader, count);
    },
  };
}

async function unpack(
  part: FileEntry,
  reader: PartReader,
  count: (size: number) => void,
): Promise<void> {
  const parser = xmlParser(reader);
  const decode = utf8Decoder();
  // What the sink throws comes out of the zip reader wrapped.
  let refused: unknown;
  const sink = new WritableStream<Uint8Array>({
    write(chunk) {
      try {
        count(chunk.length);
        parser.write(decode(chunk));
      } catch (error) {
        refused = error;
        throw error;
      }
    },
  });
  try {
    await part.getData(sink);
  } catch {
    throw refused ?? new WorkbookRefused("sheet-damaged", part.filename);
  }
  parser.write(decode()).close();
}

/** Decodes piece by piece; without one, what is left of the last. */
function utf8Decoder(): (chunk?: Uint8Array) => string {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  return (chunk) => {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined });
    } catch {
      throw new WorkbookRefused("sheet-damaged");
    }
  };
}

function xmlParser(reader: PartReader): SaxesParser {
  const parser = new SaxesParser();
  const giveUp = (): never => {
    throw new WorkbookRefused("sheet-damaged");
  };
  parser.on("error", giveUp);
  // So there are no entities but the five.
  parser.on("doctype", giveUp);
  parser.on("opentag", ({ name, attributes }) => {
    const bare = Object.entries(attributes).map(([key, value]) => [local(key), value]);
    reader.open(local(name), Object.fromEntries(bare));
  });
  parser.on("text", (text) => reader.text?.(text));
  parser.on("cdata", (text) => reader.text?.(text));
  parser.on("closetag", ({ name }) => reader.close?.(local(name)));
  return parser;
}

function local(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}
