import {
  parentPort,
  receiveMessageOnPort,
  workerData,
  type MessagePort,
} from "node:worker_threads";
import { assert } from "@warmline/shared/kernel/assert.ts";
import { checkpoint } from "./checkpoint.ts";
import { connectWriter, portError, type Connection } from "./connection.ts";
import { declare } from "./schema.ts";
import { WriteQueue } from "./write-queue.ts";
import {
  receivedCommit,
  sentError,
  sentOutcome,
  type FromWriter,
  type SentAnswer,
  type ToWriter,
  type WriterData,
  type WriterSettings,
} from "./writer-messages.ts";

/**
 * The thread that owns the only writing connection of the process. It waits for disks and locks, so
 * that the thread which answers requests never does.
 */
assert(parentPort !== null, "runs as a thread");
const owner = parentPort;
const { file, collections, waitMs } = workerData as WriterData;
const declared = new Map(collections.map((one) => [one.name, one]));

function open(): Connection {
  const connection = connectWriter(file, waitMs);
  try {
    declare(connection.database, collections);
    // From here on the queue waits by itself, so that gaps of a millisecond are found.
    connection.database.exec("PRAGMA busy_timeout = 0");
    return connection;
  } catch (error) {
    connection.close();
    throw portError(error, file);
  }
}

function serve(connection: Connection): void {
  const ports = new Map<MessagePort, SentAnswer[]>([[owner, []]]);
  let ending = false;

  const queue = new WriteQueue({
    connection,
    waitMs,
    poll() {
      for (const port of ports.keys()) {
        for (let found = receiveMessageOnPort(port); found; found = receiveMessageOnPort(port)) {
          take(port, found.message as ToWriter);
        }
      }
    },
    onAnswered(committed) {
      for (const [port, answers] of ports) {
        if (answers.length === 0 && !(committed && port === owner)) continue;
        tell(port, { answers, committed });
        ports.set(port, []);
      }
    },
    onBetween: (load) => checkpoint(connection, load),
  });

  function take(port: MessagePort, message: ToWriter): void {
    if ("end" in message) ending = true;
    else if ("join" in message) join(message.join);
    else {
      for (const sent of message.commits) {
        const { number, bulk } = sent;
        queue.add({
          ...receivedCommit(sent, declared),
          bulk,
          answer: (outcome) => ports.get(port)?.push([number, sentOutcome(outcome)]),
        });
      }
    }
  }

  function join(port: MessagePort): void {
    ports.set(port, []);
    port.on("message", (message: ToWriter) => work(port, message));
    port.on("close", () => ports.delete(port));
  }

  function work(port: MessagePort, message: ToWriter): void {
    take(port, message);
    queue.drain();
    if (!ending) return;
    connection.close();
    for (const each of ports.keys()) each.close();
  }

  join(owner);
  tell(owner, { ready: settingsOf(connection) });
}

/** What the file is written with, as the connection itself says. */
function settingsOf({ prepare }: Connection): WriterSettings {
  const ask = (name: string) => Object.values(prepare(`PRAGMA ${name}`).get() ?? {})[0];
  return { journalMode: String(ask("journal_mode")), synchronous: Number(ask("synchronous")) };
}

function tell(port: MessagePort, message: FromWriter): void {
  port.postMessage(message);
}

try {
  serve(open());
} catch (error) {
  tell(owner, { failed: sentError(error) });
}
