import { WorkbookRefused, type Archive, type Attributes } from "./archive.ts";
import { misleads, misleadsById } from "./number-format.ts";
import { StringReader } from "./string-reader.ts";

/** Characters of all texts of the workbook, as of a file that is no workbook. */
export const TEXT_MAX = 20_000_000;

/** What a workbook's sheets have in common. */
export interface Book {
  /** In their order; hidden ones too. */
  readonly sheets: readonly { readonly name: string; readonly path: string }[];
  readonly strings: readonly string[];
  /** By the style of a cell: its number is shown as something else than what it is. */
  readonly misleading: readonly boolean[];
}

interface Relation {
  readonly id: string;
  readonly type: string;
  readonly path: string;
}

/** Throws `WorkbookRefused` for a zip that is no workbook of XML parts. */
export async function readBook(archive: Archive): Promise<Book> {
  const roots = await relationsOf(archive, "");
  const path = roots.find(({ type }) => type === "officeDocument")?.path ?? "";
  if (!archive.has(path) || !path.endsWith(".xml")) throw new WorkbookRefused("sheet-workbook");
  const relations = await relationsOf(archive, path);
  const part = (type: string) => relations.find((one) => one.type === type)?.path;
  const named = await elementsOf(archive, path, "sheet");
  const sheets = named.flatMap(({ name = "", id }) => {
    const relation = relations.find((one) => one.id === id);
    // A sheet that is a chart has no cells.
    return relation?.type === "worksheet" ? [{ name, path: relation.path }] : [];
  });
  const strings = await readStrings(archive, part("sharedStrings"));
  return { sheets, strings, misleading: await readStyles(archive, part("styles")) };
}

/** What the part refers to; of the whole archive, for the empty path. */
async function relationsOf(archive: Archive, path: string): Promise<Relation[]> {
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  const listed = `${folder}_rels/${path.slice(folder.length)}.rels`;
  if (!archive.has(listed)) return [];
  const all = await elementsOf(archive, listed, "Relationship");
  return all.map(({ Id: id = "", Type: type = "", Target: target = "" }) => {
    const { pathname } = new URL(target, `http://workbook/${folder}`);
    const last = type.slice(type.lastIndexOf("/") + 1);
    return { id, type: last, path: decodeURIComponent(pathname).slice(1) };
  });
}

/** The attributes of each element of that name. */
async function elementsOf(archive: Archive, path: string, wanted: string): Promise<Attributes[]> {
  const found: Attributes[] = [];
  await archive.read(path, {
    open(name, attributes) {
      if (name === wanted) found.push(attributes);
    },
  });
  return found;
}

async function readStrings(archive: Archive, path: string | undefined): Promise<string[]> {
  const strings: string[] = [];
  if (path === undefined) return strings;
  let held = 0;
  const string = new StringReader();
  await archive.read(path, {
    open: (name) => string.open(name),
    text: (text) => string.text(text),
    close(name) {
      string.close(name);
      if (name !== "si") return;
      const read = string.take();
      held += read.length + 1;
      if (held > TEXT_MAX) throw new WorkbookRefused("sheet-large");
      strings.push(read);
    },
  });
  return strings;
}

async function readStyles(archive: Archive, path: string | undefined): Promise<boolean[]> {
  const styles: boolean[] = [];
  if (path === undefined) return styles;
  const own = new Map<string, boolean>();
  let ofCells = false;
  await archive.read(path, {
    open(name, { numFmtId = "0", formatCode = "" }) {
      if (name === "numFmt") own.set(numFmtId, misleads(formatCode));
      if (name === "cellXfs") ofCells = true;
      if (name === "xf" && ofCells) {
        styles.push(own.get(numFmtId) ?? misleadsById(Number(numFmtId)));
      }
    },
    close(name) {
      if (name === "cellXfs") ofCells = false;
    },
  });
  return styles;
}
