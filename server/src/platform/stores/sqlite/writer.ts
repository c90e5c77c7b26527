import { Worker } from "node:worker_threads";
import { OutcomeUnknown } from "@warmline/shared/store/port.ts";
import { createCommitClient, type CommitClient } from "./commit-client.ts";
import {
  receivedError,
  type FromWriter,
  type ToWriter,
  type WriterData,
  type WriterSettings,
} from "./writer-messages.ts";

const THREAD = new URL("./writer-thread.ts", import.meta.url);

/** The thread that owns the only writing connection, seen from the thread that serves. */
export interface Writer extends Omit<CommitClient, "lose"> {
  readonly settings: WriterSettings;
  /** Drains, brings the log home and ends the thread. */
  close(): Promise<void>;
}

export interface WriterOptions extends WriterData {
  /** Told when somebody in this process has committed. */
  readonly onCommit: () => void;
  /** The thread ended by itself: what was asked of it may or may not have been written. */
  readonly onLost: (error: Error) => void;
  /** Another program for the thread: for tests of its end. */
  readonly thread?: URL | undefined;
}

/** Starts the thread; resolves when the file is open and declared, else throws why it is not. */
export async function startWriter(options: WriterOptions): Promise<Writer> {
  const { onCommit, onLost, thread = THREAD, ...data } = options;
  const worker = new Worker(thread, { workerData: data, execArgv: [] });
  const ended = new Promise<void>((resolve) => worker.once("exit", () => resolve()));
  const settings = await ready(worker);
  const client = createCommitClient(worker, onCommit);
  let closing = false;

  function lose(cause: unknown): void {
    if (closing) return;
    closing = true;
    const error = new OutcomeUnknown("SQLite: the thread that writes has ended", { cause });
    client.lose(error);
    onLost(error);
  }
  worker.on("error", lose);
  worker.on("exit", (code) => lose(new Error(`exit code ${code}`)));
  worker.unref();

  return {
    ...client,
    settings,
    async close() {
      await client.drain();
      if (!closing) {
        closing = true;
        worker.ref();
        worker.postMessage({ end: true } satisfies ToWriter);
      }
      await ended;
    },
  };
}

function ready(worker: Worker): Promise<WriterSettings> {
  const { promise, resolve, reject } = Promise.withResolvers<WriterSettings>();
  const failed = (error: unknown) => reject(error);
  const ended = () => reject(new Error("SQLite: the thread that writes did not start"));
  worker.once("error", failed).once("exit", ended);
  worker.once("message", (message: FromWriter) => {
    worker.off("error", failed).off("exit", ended);
    if ("ready" in message) resolve(message.ready);
    else if ("failed" in message) reject(receivedError(message.failed));
  });
  return promise;
}
