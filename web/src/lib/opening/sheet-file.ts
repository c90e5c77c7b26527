import Papa from "papaparse";

/** The cells of a sheet as pasted out of a spreadsheet (tabs) or as CSV. */
export function cellsOf(text: string): string[][] {
  const { data } = Papa.parse<string[]>(text.replace(/^\uFEFF/, ""), {
    delimitersToGuess: ["\t", ",", ";"],
  });
  return data;
}

/** A file's text: UTF-8, or GB 18030 as Chinese spreadsheets save it. */
export function textOf(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}
