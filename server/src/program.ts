import { StoreUnavailable, StoreUnusable } from "@warmline/shared/store/port.ts";

/** Whatever this program makes is for its own user alone: data, backups, uploads. */
export function keepPrivate(): void {
  process.umask(0o077);
}

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

/** How far something is, on standard error, one line a second at most. */
export function progressLines(): (what: string, done: number, of: number) => void {
  let next = Date.now() + 1_000;
  return (what, done, of) => {
    if (Date.now() < next) return;
    next = Date.now() + 1_000;
    process.stderr.write(`${what}: ${done} of ${of}\n`);
  };
}

/** Files that documents name and that were not there, one a line; the exit code tells of them. */
export function sayMissing(missing: readonly string[]): void {
  if (missing.length === 0) return;
  process.stderr.write(`${missing.length} files are named and were not there:\n`);
  for (const one of missing) process.stderr.write(`  ${one}\n`);
  process.exitCode = 1;
}
