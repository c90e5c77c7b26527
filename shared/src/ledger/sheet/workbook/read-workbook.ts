import type { Decoded } from "../decoded.ts";
import { openArchive, UNPACKED_MAX_BYTES, WorkbookRefused } from "./archive.ts";
import { readBook } from "./book.ts";
import { readWorksheet, type Worksheet } from "./worksheet.ts";

/**
 * The one sheet of an `.xlsx` workbook, as the text that it would be if it were pasted: what is
 * said of cells and lines is then said once, for every kind of file. What is not seen as it is held
 * is refused: formulas, merged and hidden cells, numbers shown as dates; and a second sheet.
 */
export async function readWorkbook(
  bytes: Uint8Array<ArrayBuffer>,
  unpackedMaxBytes = UNPACKED_MAX_BYTES,
): Promise<Decoded> {
  try {
    const archive = await openArchive(bytes, unpackedMaxBytes);
    const book = await readBook(archive);
    const filled: (Worksheet & { readonly name: string })[] = [];
    for (const { name, path } of book.sheets) {
      const sheet = await readWorksheet(archive, path, book);
      if (sheet.text !== "" || sheet.faults.length > 0) filled.push({ ...sheet, name });
      if (filled.length === 2) {
        const names = filled.map((one) => one.name).join(", ");
        throw new WorkbookRefused("sheet-several", names);
      }
    }
    const { text, faults } = filled[0] ?? { text: "", faults: [] };
    return faults.length > 0 ? { faults } : { text };
  } catch (error) {
    if (error instanceof WorkbookRefused) return { faults: [error.fault] };
    throw error;
  }
}
