import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe } from "vitest";
import { searchContract } from "../contract.ts";
import { openFts5 } from "./open.ts";

describe.each(["gone", "damaged"])("FTS5, lost as %s", (how) => {
  searchContract(async () => {
    const folder = mkdtempSync(join(tmpdir(), "warmline-search-"));
    const index = openFts5(folder);
    return {
      index,
      again: async () => openFts5(folder),
      async lose() {
        for (const name of readdirSync(folder)) {
          if (how === "gone") rmSync(join(folder, name));
          else writeFileSync(join(folder, name), "no database, but much that is written over it");
        }
      },
      async close() {
        await index.close();
        rmSync(folder, { recursive: true });
      },
    };
  });
});
