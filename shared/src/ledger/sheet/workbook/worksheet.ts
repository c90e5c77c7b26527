import { fault, type SheetFault } from "../fault.ts";
import { WorkbookRefused, type Archive, type Attributes, type PartReader } from "./archive.ts";
import { TEXT_MAX, type Book } from "./book.ts";
import { StringReader, unescaped } from "./string-reader.ts";

/** A list as long as this is not read by anybody; the sheet is refused by the first one. */
const FAULTS_MAX = 10_000;

export interface Worksheet {
  /** Its cells as they would be pasted, up to the last one that is not empty. */
  readonly text: string;
  /** In the order of lines. */
  readonly faults: readonly SheetFault[];
}

/** Throws `WorkbookRefused` where the part is no sound sheet, or its text longer than any. */
export async function readWorksheet(
  archive: Archive,
  path: string,
  book: Book,
): Promise<Worksheet> {
  const reader = new WorksheetReader(book);
  await archive.read(path, reader);
  return reader.done();
}

class WorksheetReader implements PartReader {
  readonly #book: Pick<Book, "strings" | "misleading">;
  readonly #faults: SheetFault[] = [];
  readonly #lines: string[] = [];
  readonly #hidden: { readonly from: number; readonly to: number }[] = [];
  readonly #inline = new StringReader();
  #length = 0;
  #width = 0;
  #row: string[] = [];
  #line = 0;
  #rowHidden = false;
  #column = 0;
  #cell: Attributes = {};
  #value = "";
  #inValue = false;
  #formula = false;

  constructor(book: Pick<Book, "strings" | "misleading">) {
    this.#book = book;
  }

  open(name: string, attributes: Attributes): void {
    this.#inline.open(name);
    if (name === "col" && isTrue(attributes["hidden"])) {
      this.#hidden.push({ from: Number(attributes["min"]), to: Number(attributes["max"]) });
    }
    if (name === "row") this.#openRow(attributes);
    if (name === "c") this.#openCell(attributes);
    if (name === "v") this.#inValue = true;
    if (name === "f") this.#formula = true;
    if (name === "mergeCell") {
      const { line, column } = placeOf(attributes["ref"]?.split(":")[0] ?? "");
      this.#wrong(line, column, "cell-merged", attributes["ref"] ?? "");
    }
  }

  text(text: string): void {
    this.#inline.text(text);
    if (this.#inValue) this.#value += text;
  }

  close(name: string): void {
    this.#inline.close(name);
    if (name === "v") this.#inValue = false;
    if (name === "c") this.#closeCell();
    if (name === "row") this.#closeRow();
  }

  done(): Worksheet {
    const faults = this.#faults.toSorted((one, two) => one.line - two.line);
    return { text: this.#lines.join("\n"), faults };
  }

  #openRow({ r, hidden }: Attributes): void {
    const line = r === undefined ? this.#line + 1 : Number(r);
    if (!Number.isInteger(line) || line <= this.#line || line > 1_048_576) throw damaged();
    this.#line = line;
    this.#rowHidden = isTrue(hidden);
    this.#column = 0;
    this.#row = [];
  }

  #openCell(cell: Attributes): void {
    const { line, column } =
      cell["r"] === undefined ? { line: this.#line, column: this.#column + 1 } : placeOf(cell["r"]);
    if (line !== this.#line || column <= this.#column || column > 16_384) throw damaged();
    this.#column = column;
    this.#cell = cell;
    this.#value = "";
    this.#inline.take();
    this.#formula = false;
  }

  #closeCell(): void {
    const text = this.#textOf();
    if (this.#formula) this.#wrong(this.#line, this.#column, "cell-formula", text);
    if (text === "") return;
    const hidden = this.#hidden.some(({ from, to }) => from <= this.#column && this.#column <= to);
    if (hidden || this.#rowHidden) this.#wrong(this.#line, this.#column, "cell-hidden", text);
    if (/[\r\n]/.test(text)) {
      this.#wrong(this.#line, this.#column, "line-break", text.replace(/\r\n?|\n/g, "⏎"));
    }
    while (this.#row.length < this.#column - 1) this.#row.push("");
    this.#row.push(text);
  }

  /** What the cell holds, as it would be written in a file that is no workbook. */
  #textOf(): string {
    const { t = "n", s = "0" } = this.#cell;
    if (t === "inlineStr") return this.#inline.take();
    if (this.#value === "") return "";
    if (t === "s") return this.#book.strings[Number(this.#value)] ?? refuseDamaged();
    if (t === "b") return this.#value === "1" ? "TRUE" : "FALSE";
    if (t !== "n" && t !== "d") return unescaped(this.#value);
    const misleading = t === "d" || (this.#book.misleading[Number(s)] ?? false);
    if (misleading) this.#wrong(this.#line, this.#column, "cell-format", this.#value);
    return t === "d" ? this.#value : numberOf(this.#value);
  }

  #closeRow(): void {
    if (this.#row.length === 0) return;
    // Files other than workbooks have as many cells in each line; with two of them in the first
    // line it is the tab that stands between.
    if (this.#line === 1) this.#width = Math.max(2, this.#row.length);
    while (this.#row.length < this.#width) this.#row.push("");
    while (this.#lines.length < this.#line - 1) this.#lines.push("");
    const written = this.#row.map(quoted).join("\t");
    this.#length += written.length + 1;
    if (this.#length > TEXT_MAX) throw new WorkbookRefused("sheet-large");
    this.#lines.push(written);
  }

  #wrong(line: number, column: number, code: SheetFault["code"], text: string): void {
    if (this.#faults.length < FAULTS_MAX) this.#faults.push(fault(line, column, code, text));
  }
}

function placeOf(reference: string): { line: number; column: number } {
  const [, letters, digits] = /^([A-Z]{1,3})([1-9]\d{0,6})$/.exec(reference) ?? [];
  if (letters === undefined) throw damaged();
  const column = Array.from(letters).reduce((sum, one) => sum * 26 + one.charCodeAt(0) - 64, 0);
  return { line: Number(digits), column };
}

/** The shortest writing of the number, which is what was typed: 1234.5599999999999 is 1234.56. */
function numberOf(written: string): string {
  if (!/^-?\d+(\.\d+)?(E[+-]?\d+)?$/i.test(written)) throw damaged();
  return String(Number(written));
}

function quoted(cell: string): string {
  return /["\t]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function isTrue(flag: string | undefined): boolean {
  return flag === "1" || flag === "true";
}

function damaged(): WorkbookRefused {
  return new WorkbookRefused("sheet-damaged");
}

function refuseDamaged(): never {
  throw damaged();
}
