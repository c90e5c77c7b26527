import { StoreUnavailable, StoreUnusable } from "@warmline/shared/store/port.ts";

/**
 * What a program does with the data: where these or their place are at fault, it ends with one
 * sentence and exit code 1. A bug keeps its stack.
 */
export async function orSay<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof StoreUnavailable || error instanceof StoreUnusable)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
