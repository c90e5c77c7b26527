import type { Decoded } from "@warmline/shared/ledger/sheet/decoded.ts";

/**
 * The text of a sheet's file, read in a thread of its own that ends with `signal`; null when it was
 * ended, or failed: out of memory, or not loaded. The bytes go over to the thread.
 */
export function decodeApart(
  bytes: Uint8Array<ArrayBuffer>,
  signal: AbortSignal,
): Promise<Decoded | null> {
  const worker = new Worker(new URL("./sheet-worker.ts", import.meta.url), { type: "module" });
  return new Promise<Decoded | null>((resolve) => {
    worker.addEventListener("message", ({ data }: MessageEvent<Decoded>) => resolve(data));
    worker.addEventListener("error", () => resolve(null));
    signal.addEventListener("abort", () => resolve(null));
    worker.postMessage(bytes, [bytes.buffer]);
  }).finally(() => worker.terminate());
}
