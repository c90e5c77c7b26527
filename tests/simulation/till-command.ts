import { openFts5 } from "@warmline/search/fts5/open.ts";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { readConfig } from "@warmline/server/config.ts";
import { makeDeps, type Engines } from "@warmline/server/engines.ts";
import { command } from "@warmline/server/platform/commands/command.ts";
import { runCommand } from "@warmline/server/platform/commands/run-command.ts";
import type { Deps } from "@warmline/server/platform/deps.ts";
import { openDuckDb } from "@warmline/server/platform/reports/duckdb/open.ts";
import { openFolderFiles } from "@warmline/server/platform/files/folder.ts";
import { openEmbeddedJobs } from "@warmline/server/platform/jobs/embedded/open.ts";
import { audit } from "@warmline/shared/audit/model.ts";
import { ok } from "@warmline/shared/kernel/result.ts";
import { collection, type Collection, type Stored } from "@warmline/shared/store/collection.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";

interface Till extends Stored {
  readonly takenFen: number;
}
interface Payment extends Stored {
  readonly till: string;
}
const tills = collection<Till>("tills");
const payments = collection<Payment>("payments", { indexes: { byTill: ["till"] } });

export const TILL_COLLECTIONS = [tills, payments, audit] as readonly Collection[];

interface Taking {
  readonly till: string;
  readonly fen: number;
}

/** Each payment makes a document of its own: done twice it would stand there twice. */
const take = command({
  name: "test.take",
  scope: "anywhere",
  mutex: ({ till }: Taking) => till,
  async load(reads, { till }) {
    return ok(await reads.get(tills, till));
  },
  decide(current, { till, fen }, { nextId }) {
    const takenFen = (current?.takenFen ?? 0) + fen;
    const write =
      current === null
        ? insert(tills, { id: till, takenFen })
        : replace(tills, current, { id: till, takenFen });
    const payment = insert(payments, { id: nextId(), till });
    return ok({ value: takenFen, writes: [write, payment], subjects: [] });
  },
});

/** Takes money under an idempotency key; answers what is in the till then. */
export function takeInto(deps: Deps, key: string, taking: Taking) {
  const actor = {
    kind: "staff",
    id: "cashier",
    name: "王芳",
    roles: [],
    scope: { kind: "city" },
  } as const;
  return runCommand(deps, { actor, origin: "test", language: "zh", key }, take, taking);
}

/** How many payments there are, and what they come to. */
export async function takenIn(store: Store, till: string): Promise<[number, number]> {
  const count = await store.count(payments, { index: "byTill", where: { till } });
  return [count, (await store.get(tills, till))?.takenFen ?? 0];
}

/** What commands need, over a store of a test's own; its files are in a folder of the system's. */
export async function depsOver(store: Store): Promise<Deps> {
  const folder = mkdtempSync(join(tmpdir(), "warmline-"));
  const config = readConfig({ DATA_DIR: folder, LOG_LEVEL: "error" });
  const files = await openFolderFiles(join(folder, "files"));
  const search = openFts5(join(folder, "search"));
  const reports = openDuckDb(join(folder, "reports.duckdb"));
  const log = pino({ level: "error" });
  const jobs: Engines["jobs"] = (time) => openEmbeddedJobs({ ...time, store, log });
  return makeDeps({ store, files, search, reports, jobs, close: async () => {} }, config, log);
}
