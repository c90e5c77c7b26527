/** Reads a file beside the page: a large workbook takes seconds, and is thrown away with it. */
import type { Decoded } from "@warmline/shared/ledger/sheet/decoded.ts";
import { decodeOpeningSheet } from "@warmline/shared/ledger/sheet/opening-sheet.ts";

addEventListener("message", ({ data: file }: MessageEvent<Blob>) => {
  // Reported, a failure reaches the page as the thread's error.
  void read(file).then((decoded) => postMessage(decoded), reportError);
});

async function read(file: Blob): Promise<Decoded> {
  return decodeOpeningSheet(new Uint8Array(await file.arrayBuffer()));
}
