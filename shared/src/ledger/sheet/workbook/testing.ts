import { TextReader, Uint8ArrayWriter, ZipWriter } from "@zip.js/zip.js/lib/zip-core-native.js";

/** A workbook as a test wants it; what is left out is as spreadsheets write it. */
export interface WrittenWorkbook {
  /** Each with the XML inside of `<worksheet>`. */
  readonly sheets: readonly {
    readonly name: string;
    readonly state?: "hidden";
    readonly xml: string;
  }[];
  /** The XML of each `<si>`. */
  readonly strings?: readonly string[];
  /** Number formats by style: cell style 1 has the first one, and so on. */
  readonly formats?: readonly string[];
  /** Parts besides, or instead. */
  readonly parts?: Readonly<Record<string, string>>;
}

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"';

export function writeWorkbook(workbook: WrittenWorkbook): Promise<Uint8Array<ArrayBuffer>> {
  const { sheets, strings = [], formats = [], parts = {} } = workbook;
  const named = sheets.map(
    ({ name, state = "visible" }, place) =>
      `<sheet name="${escaped(name)}" sheetId="${place + 1}" state="${state}" r:id="rId${place}"/>`,
  );
  const relations = [
    ...sheets.map((_, place) => relation(`rId${place}`, "worksheet", `worksheets/s${place}.xml`)),
    relation("rIdT", "sharedStrings", "sharedStrings.xml"),
    relation("rIdF", "styles", "/xl/styles.xml"),
  ];
  return zipOf({
    "_rels/.rels": relationships([relation("rId1", "officeDocument", "xl/workbook.xml")]),
    "xl/workbook.xml": `<workbook ${MAIN} xmlns:r="${OFFICE}">
      <sheets>${named.join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": relationships(relations),
    "xl/sharedStrings.xml": `<sst ${MAIN}>${strings.map((si) => `<si>${si}</si>`).join("")}</sst>`,
    "xl/styles.xml": stylesOf(formats),
    ...Object.fromEntries(
      sheets.map(({ xml }, place) => [
        `xl/worksheets/s${place}.xml`,
        `<worksheet ${MAIN}>${xml}</worksheet>`,
      ]),
    ),
    ...parts,
  });
}

/** The rows as a sheet whose cells are texts, up to what `cell` makes of them. */
export function rowsXml(
  rows: readonly (readonly string[])[],
  cell = (text: string, reference: string) =>
    `<c r="${reference}" t="inlineStr"><is><t>${escaped(text)}</t></is></c>`,
): string {
  const xml = rows.map((cells, row) => {
    const written = cells.map((text, column) => {
      const reference = `${String.fromCharCode(65 + column)}${row + 1}`;
      return text === "" ? "" : cell(text, reference);
    });
    return `<row r="${row + 1}">${written.join("")}</row>`;
  });
  return `<sheetData>${xml.join("")}</sheetData>`;
}

/** As XML holds a text; what it cannot hold, as workbooks write that. */
export function escaped(text: string): string {
  return text
    .replace(/[\p{Cc}\ufffe\uffff]|_(?=x[0-9a-f]{4}_)/giu, (one) => {
      const code = one.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
      return `_x${code}_`;
    })
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll('"', "&quot;");
}

export async function zipOf(
  parts: Readonly<Record<string, string>>,
): Promise<Uint8Array<ArrayBuffer>> {
  const zip = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false });
  for (const [path, xml] of Object.entries(parts)) await zip.add(path, new TextReader(xml));
  return zip.close();
}

function relationships(all: readonly string[]): string {
  return `<Relationships ${PACKAGE}>${all.join("")}</Relationships>`;
}

function relation(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
}

function stylesOf(formats: readonly string[]): string {
  const own = formats.map(
    (format, place) => `<numFmt numFmtId="${164 + place}" formatCode="${escaped(format)}"/>`,
  );
  const styles = formats.map((_, place) => `<xf numFmtId="${164 + place}"/>`);
  return `<styleSheet ${MAIN}><numFmts>${own.join("")}</numFmts>
    <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
    <cellXfs><xf numFmtId="0"/>${styles.join("")}<xf numFmtId="14"/></cellXfs></styleSheet>`;
}
