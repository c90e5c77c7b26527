import { assert } from "@warmline/shared/kernel/assert.ts";
import { checkWrites } from "@warmline/shared/store/plan.ts";
import {
  StoreUnavailable,
  type CommitResult,
  type Conflict,
  type Guard,
} from "@warmline/shared/store/port.ts";
import { bodyOf, type Write } from "@warmline/shared/store/write.ts";
import type { Notifier } from "../../notifier/notifier.ts";
import { unavailable, type Connection } from "./connection.ts";
import { brokenGuard } from "./guards.ts";
import { column, LOG, quote } from "./schema.ts";
import { columnOf } from "./values.ts";

/** A transaction takes more commits only up to this many writes: it holds the event loop. */
const WRITES_MAX = 2_000;

interface Waiting {
  readonly writes: readonly Write[];
  readonly guards: readonly Guard[];
  readonly resolve: (result: CommitResult) => void;
  readonly reject: (error: unknown) => void;
}

/** How a commit of the group ended, told once the transaction is durable. */
interface Outcome {
  readonly committed: boolean;
  tell(): void;
}

export interface Committer {
  commit(writes: readonly Write[], guards?: readonly Guard[]): Promise<CommitResult>;
  /** Resolves when nothing is waiting any more; commits that come later are refused. */
  close(): Promise<void>;
}

/**
 * Group commit: what was asked for in one turn of the event loop goes in one transaction, each
 * commit in a savepoint of its own. One loser does not hurt the others, and all share one fsync.
 */
export function createCommitter(
  connection: Connection,
  notifier: Pick<Notifier, "notify">,
): Committer {
  const queue: Waiting[] = [];
  let closed = false;
  let running: Promise<void> | null = null;

  async function drain(): Promise<void> {
    while (queue.length > 0) {
      await new Promise((resolve) => setImmediate(resolve));
      const group = takeGroup(queue);
      try {
        const outcomes = await connection.attempt(() => commitGroup(connection, group));
        for (const outcome of outcomes) outcome.tell();
        if (outcomes.some(({ committed }) => committed)) notifier.notify();
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    running = null;
  }

  return {
    async commit(writes, guards = []) {
      if (closed) throw new StoreUnavailable("SQLite: the store is closed");
      checkWrites(writes);
      return new Promise((resolve, reject) => {
        queue.push({ writes, guards, resolve, reject });
        running ??= drain();
      });
    },
    async close() {
      closed = true;
      await running;
    },
  };
}

function takeGroup(queue: Waiting[]): Waiting[] {
  let writes = 0;
  let size = 0;
  for (const waiting of queue) {
    if (writes >= WRITES_MAX) break;
    writes += waiting.writes.length;
    size++;
  }
  return queue.splice(0, size);
}

/** One transaction; throws when it came to nothing, and then nothing of it was written. */
function commitGroup(connection: Connection, group: readonly Waiting[]): Outcome[] {
  const { database, prepare } = connection;
  prepare("BEGIN IMMEDIATE").run();
  try {
    let head = readHead(connection);
    const outcomes = group.map((waiting): Outcome => {
      const outcome = commitOne(connection, waiting, head + 1);
      if (outcome.committed) head++;
      return outcome;
    });
    prepare("COMMIT").run();
    return outcomes;
  } catch (error) {
    if (database.isTransaction) prepare("ROLLBACK").run();
    throw error;
  }
}

export function readHead({ prepare }: Connection): number {
  const row = prepare(`SELECT coalesce(max(position), 0) AS head FROM ${LOG}`).get();
  return Number(row?.["head"]);
}

function commitOne(connection: Connection, waiting: Waiting, position: number): Outcome {
  const { database, prepare } = connection;
  const { writes, guards, resolve, reject } = waiting;
  prepare("SAVEPOINT one").run();
  try {
    // Guards are about what was there before: they are asked before a row is touched.
    const broken = brokenGuard(connection, guards);
    const conflict = applyWrites(connection, writes) ?? broken;
    if (conflict === null) appendToLog(connection, writes, position);
    else prepare("ROLLBACK TO one").run();
    prepare("RELEASE one").run();
    const result: CommitResult =
      conflict === null ? { ok: true, position } : { ok: false, conflict };
    return { committed: result.ok, tell: () => resolve(result) };
  } catch (error) {
    // A full disk or a failed write ends the whole transaction: then nobody has committed.
    if (!database.isTransaction || unavailable(error) !== error) throw error;
    prepare("ROLLBACK TO one").run();
    prepare("RELEASE one").run();
    return { committed: false, tell: () => reject(error) };
  }
}

function applyWrites(connection: Connection, writes: readonly Write[]): Conflict | null {
  for (const write of writes) {
    if (!applyWrite(connection, write)) return conflictOf(connection, write);
  }
  return null;
}

/** False when the write loses: the row was not as it had been read, or a key is taken. */
function applyWrite({ prepare }: Connection, write: Write): boolean {
  const { collection, id, readRev, text } = write;
  const table = quote(collection.name);
  const { changes } =
    readRev === 0
      ? prepare(`INSERT INTO ${table} (id, rev, body) VALUES (?, 1, ?) ON CONFLICT DO NOTHING`).run(
          id,
          text,
        )
      : prepare(`UPDATE ${table} SET rev = ?, body = ? WHERE id = ? AND rev = ?`).run(
          readRev + 1,
          text,
          id,
          readRev,
        );
  return changes === 1;
}

function conflictOf({ prepare }: Connection, write: Write): Conflict {
  const { collection, id, readRev } = write;
  const table = quote(collection.name);
  const lost = { collection: collection.name, id };
  const taken = () => prepare(`SELECT 1 FROM ${table} WHERE id = ?`).get(id) !== undefined;
  if (readRev > 0 || taken()) return { kind: "rev", ...lost };
  const body = bodyOf(write);
  for (const [key, fields] of Object.entries(collection.unique)) {
    const values = fields.map((field) => columnOf(body, field));
    const match = fields.map((field) => `${column(field)} = ?`).join(" AND ");
    const held = prepare(`SELECT 1 FROM ${table} WHERE ${match}`).get(...values);
    if (held !== undefined) return { kind: "unique", ...lost, key };
  }
  assert(false, `${collection.name}/${id} was refused for a reason unknown`);
}

function appendToLog({ prepare }: Connection, writes: readonly Write[], position: number): void {
  const references = writes.map(({ collection, id, readRev }) => [
    collection.name,
    id,
    readRev + 1,
  ]);
  prepare(`INSERT INTO ${LOG} (position, writes) VALUES (?, ?)`).run(
    position,
    JSON.stringify(references),
  );
}
