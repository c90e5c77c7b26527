import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Building, SearchIndex } from "../port.ts";
import { best, page, type Engine } from "../seek.ts";
import { openFiles, type IndexFiles } from "./files.ts";
import { anchorIn, unavailable } from "./schema.ts";
import { startWriting, type Writing } from "./writing.ts";

/**
 * The index in files of a folder of its own: each built one is a file, and one of them is in use.
 * What lies there can be lost at any time: it is made anew from the store.
 */
export function openFts5(folder: string): SearchIndex {
  // Begun when it is wanted: most programs that open the engines search for nothing.
  let thread: Writing | null = null;
  const writing = () => (thread ??= startWriting());
  const files = openFiles(folder);

  async function read<T>(of: (engine: Engine) => Promise<T>): Promise<T> {
    const { engine } = files.inUse();
    try {
      return await of(engine);
    } catch (error) {
      throw unavailable(error);
    }
  }

  return {
    best: (sought) => read((engine) => best(engine, sought)),
    page: (sought) => read((engine) => page(engine, sought)),
    async anchor() {
      try {
        const now = files.current();
        return now === null ? null : anchorIn(now.database);
      } catch {
        // Damaged or gone: as good as none.
        return null;
      }
    },
    async write(changes, known) {
      const { file } = files.inUse();
      await writing().ask({ do: "write", file, changes, position: known.position, known });
    },
    async build() {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      return buildIn(folder, files, writing());
    },
    async close() {
      await thread?.close();
      files.close();
    },
  };
}

function buildIn(folder: string, files: IndexFiles, writing: Writing): Building {
  const name = `index-${process.pid}-${Date.now()}.sqlite`;
  const file = join(folder, name);
  return {
    write: (changes, position) => writing.ask({ do: "write", file, changes, position }),
    async finish(known) {
      await writing.ask({ do: "write", file, changes: [], position: known.position, known });
      const before = files.opened();
      if (before !== null) await writing.ask({ do: "close", file: before });
      files.use(name);
    },
    async abandon() {
      await writing.ask({ do: "close", file });
      for (const end of ["", "-wal", "-shm"]) rmSync(`${file}${end}`, { force: true });
    },
  };
}
