import type { Decoded } from "@warmline/shared/ledger/sheet/decoded.ts";

/**
 * The text of a sheet's file, read in a thread of its own that ends with `signal`; null when it was
 * ended, or failed: out of memory, not loaded, or the file is not there any more.
 */
export function decodeApart(file: Blob, signal: AbortSignal): Promise<Decoded | null> {
  const worker = new Worker(new URL("./sheet-worker.ts", import.meta.url), { type: "module" });
  return new Promise<Decoded | null>((resolve) => {
    worker.addEventListener("message", ({ data }: MessageEvent<Decoded>) => resolve(data));
    worker.addEventListener("error", () => resolve(null));
    signal.addEventListener("abort", () => resolve(null));
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker takes none
    worker.postMessage(file);
  }).finally(() => worker.terminate());
}
