/** Reads a file beside the page: a large workbook takes seconds, and is thrown away with it. */
import { decodeOpeningSheet } from "@warmline/shared/ledger/sheet/opening-sheet.ts";

addEventListener("message", async ({ data }: MessageEvent<Uint8Array<ArrayBuffer>>) => {
  postMessage(await decodeOpeningSheet(data));
});
