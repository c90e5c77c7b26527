/** Reads a file beside the page: a large workbook takes seconds, and is thrown away with it. */
import { decodeOpeningSheet } from "@warmline/shared/ledger/sheet/opening-sheet.ts";

addEventListener("message", ({ data }: MessageEvent<Uint8Array<ArrayBuffer>>) => {
  // Reported, a failure reaches the page as the thread's error.
  void decodeOpeningSheet(data).then((decoded) => postMessage(decoded), reportError);
});
