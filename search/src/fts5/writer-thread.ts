import { parentPort } from "node:worker_threads";
import type { DatabaseSync } from "node:sqlite";
import type { Anchor } from "@warmline/shared/store/port.ts";
import type { Change } from "../port.ts";
import { connect } from "./schema.ts";
import { createWriter } from "./writer.ts";

/** What the thread is asked for; it answers in the order in which it was asked. */
export type Order = { readonly id: number; readonly file: string } & (
  | {
      readonly do: "write";
      readonly changes: readonly Change[];
      readonly position: number;
      /** With it the file knows all up to that commit. */
      readonly known?: Anchor;
    }
  | { readonly do: "close" }
);

export interface Done {
  readonly id: number;
  readonly error?: Error;
}

const open = new Map<string, { database: DatabaseSync; write: ReturnType<typeof createWriter> }>();

function fileOf(file: string) {
  const known = open.get(file);
  if (known !== undefined) return known;
  const database = connect(file, false);
  const made = { database, write: createWriter(database) };
  open.set(file, made);
  return made;
}

function carryOut(order: Order): void {
  if (order.do === "write") {
    fileOf(order.file).write.write(order.changes, order.position, order.known);
    return;
  }
  open.get(order.file)?.database.close();
  open.delete(order.file);
}

parentPort?.on("message", (order: Order) => {
  let done: Done = { id: order.id };
  try {
    carryOut(order);
  } catch (error) {
    done = { id: order.id, error: error as Error };
  }
  parentPort?.postMessage(done);
});
