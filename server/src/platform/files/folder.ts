import { link, mkdir, open, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { assert } from "@warmline/shared/kernel/assert.ts";
import type { FileStore } from "./port.ts";

const ID = /^[A-Za-z0-9-]{8,80}$/;
const TYPE = /^[a-z]+\/[a-z0-9.+-]+$/;

/**
 * Files in a folder, two levels deep by the end of their id. The first line of each is its type.
 * One appears whole or not at all, and stays as it is: it is written beside, synced, then linked.
 */
export async function openFolderFiles(folder: string): Promise<FileStore> {
  await mkdir(folder, { recursive: true });
  const pathOf = (id: string) => {
    assert(ID.test(id), `file id ${id}`);
    return join(folder, id.slice(-2), id.slice(-4, -2), id);
  };
  return {
    async put(id, content, type) {
      const path = pathOf(id);
      assert(TYPE.test(type), `file type ${type}`);
      await mkdir(dirname(path), { recursive: true });
      const draft = `${path}.${process.pid}.${Math.round(performance.now() * 1e6)}`;
      try {
        await writeSynced(draft, Buffer.concat([Buffer.from(`${type}\n`), content]));
        await link(draft, path); // unlike rename it never replaces
      } finally {
        await rm(draft, { force: true });
      }
      await syncFolder(dirname(path));
    },
    async get(id) {
      const whole = await readFile(pathOf(id)).catch(absent);
      if (whole === null) return null;
      const end = whole.indexOf(10);
      return { type: whole.toString("latin1", 0, end), content: whole.subarray(end + 1) };
    },
    async remove(id) {
      await rm(pathOf(id), { force: true });
    },
    async close() {},
  };
}

async function writeSynced(path: string, content: Buffer): Promise<void> {
  const file = await open(path, "wx");
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A new name is durable once its folder is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT") return null;
  throw error;
}
