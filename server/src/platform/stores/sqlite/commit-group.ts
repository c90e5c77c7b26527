import { assert } from "@warmline/shared/kernel/assert.ts";
import type { CommitResult, Conflict, Guard } from "@warmline/shared/store/port.ts";
import { bodyOf, newRevOf, type Write } from "@warmline/shared/store/write.ts";
import { attemptBlocking, portError, type Connection } from "./connection.ts";
import { brokenGuard } from "./guards.ts";
import { appendToLog, readChainedHead, type Head } from "./log.ts";
import { column, quote } from "./schema.ts";
import { columnOf } from "./values.ts";

/** A commit as it is asked for. */
export interface Asked {
  readonly writes: readonly Write[];
  readonly guards: readonly Guard[];
}

/** How a commit ended; an error says that nothing of it was written. */
export type Outcome = { readonly result: CommitResult } | { readonly error: unknown };

/**
 * One transaction for every commit that `next` hands out, each in a savepoint of its own: one loser
 * does not hurt the others, and all share one fsync. Answers the outcomes in order once they are
 * durable; throws when it came to nothing, and then nothing of it was written. Waits at most
 * `waitMs` for a lock held by another process, before anything is taken.
 */
export function commitGroup(
  connection: Connection,
  waitMs: number,
  next: () => Asked | undefined,
): Outcome[] {
  const { database, prepare } = connection;
  attemptBlocking(connection, waitMs, () => prepare("BEGIN IMMEDIATE").run());
  try {
    const outcomes: Outcome[] = [];
    let head = readChainedHead(connection);
    for (let asked = next(); asked !== undefined; asked = next()) {
      const committed = commitOne(connection, asked, head);
      if ("hash" in committed) {
        head = committed;
        outcomes.push({ result: { ok: true, position: head.position } });
      } else outcomes.push(committed);
    }
    prepare("COMMIT").run();
    return outcomes;
  } catch (error) {
    if (database.isTransaction) prepare("ROLLBACK").run();
    throw portError(error, connection.file);
  }
}

/** Answers the new head, or else how it ended. */
function commitOne(connection: Connection, asked: Asked, head: Head): Head | Outcome {
  const { database, prepare } = connection;
  const { writes, guards } = asked;
  prepare("SAVEPOINT one").run();
  try {
    // Guards are about what was there before: they are asked before a row is touched.
    const broken = brokenGuard(connection, guards);
    const conflict = applyWrites(connection, writes) ?? broken;
    const next = conflict === null ? appendToLog(connection, writes, head) : null;
    if (next === null) prepare("ROLLBACK TO one").run();
    prepare("RELEASE one").run();
    return conflict === null ? next! : { result: { ok: false, conflict } };
  } catch (error) {
    // A full disk or a failed write ends the whole transaction: then nobody has committed.
    if (!database.isTransaction || portError(error, connection.file) !== error) throw error;
    prepare("ROLLBACK TO one").run();
    prepare("RELEASE one").run();
    return { error };
  }
}

function applyWrites(connection: Connection, writes: readonly Write[]): Conflict | null {
  for (const write of writes) {
    if (!applyWrite(connection, write)) return conflictOf(connection, write);
  }
  return null;
}

const insertInto = (table: string) =>
  `INSERT INTO ${table} (id, rev, body) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`;
const update = (table: string) => `UPDATE ${table} SET rev = ?, body = ? WHERE id = ? AND rev = ?`;

/** False when the write loses: the row was not as it had been read, or a key is taken. */
function applyWrite({ prepareFor }: Connection, write: Write): boolean {
  const { collection, id, readRev, text } = write;
  const { changes } =
    readRev === 0
      ? prepareFor(collection.name, insertInto).run(id, newRevOf(write), text)
      : prepareFor(collection.name, update).run(readRev + 1, text, id, readRev);
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
