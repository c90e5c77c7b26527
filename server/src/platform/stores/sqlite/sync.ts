import { closeSync, fsyncSync, openSync } from "node:fs";

/** A name in a folder, or what a file holds, is durable once it is synced. */
export function syncFolder(path: string): void {
  const opened = openSync(path, "r");
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}
