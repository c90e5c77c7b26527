import { existsSync } from "node:fs";
import { readFile, rename, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliDecompress } from "node:zlib";

const packed = createRequire(import.meta.url).resolve("chromium-109/bin/chromium.br");

/**
 * The path of Chromium 109, the oldest that the screens are made for. Unpacked once, under a name
 * of its own: the package's own code takes today's Chromium in the same folder for it.
 */
export async function chromium109(): Promise<string> {
  const path = join(tmpdir(), "chromium-109");
  if (existsSync(path)) return path;
  const unfinished = `${path}.${process.pid}`;
  const bytes = await promisify(brotliDecompress)(await readFile(packed));
  await writeFile(unfinished, bytes, { mode: 0o755 });
  await rename(unfinished, path);
  return path;
}
