import { MessageChannel, type MessagePort } from "node:worker_threads";
import { checkWrites } from "@warmline/shared/store/plan.ts";
import {
  StoreUnavailable,
  type CommitOptions,
  type CommitResult,
  type Guard,
} from "@warmline/shared/store/port.ts";
import type { Write } from "@warmline/shared/store/write.ts";
import {
  receivedError,
  sentCommit,
  type FromWriter,
  type SentCommit,
  type ToWriter,
} from "./writer-messages.ts";

/** The end of a channel to the thread that writes: the `Worker` itself, or a port lent by it. */
export interface WriterPort {
  postMessage(message: ToWriter, transfer?: readonly MessagePort[]): void;
  on(event: "message", listener: (message: FromWriter) => void): unknown;
  ref(): void;
  unref(): void;
}

interface Pending {
  resolve(result: CommitResult): void;
  reject(error: unknown): void;
}

/** Hands commits to the thread that writes and their answers back. */
export interface CommitClient {
  commit(
    writes: readonly Write[],
    guards?: readonly Guard[],
    options?: CommitOptions,
  ): Promise<CommitResult>;
  /** Resolves when all that was asked for is answered; commits that come later are refused. */
  drain(): Promise<void>;
  /** A port by which another thread of this process commits through the same thread. */
  lend(): MessagePort;
  /** Nothing is answered any more. */
  lose(error: Error): void;
}

/** `onCommit` is told when something was committed, after those who asked for it. */
export function createCommitClient(port: WriterPort, onCommit: () => void): CommitClient {
  const pending = new Map<number, Pending>();
  let unsent: SentCommit[] = [];
  let last = 0;
  let closed: Error | null = null;
  const drained = Promise.withResolvers<void>();

  /** What is asked for in one moment goes in one message. */
  function send(commit: SentCommit): void {
    unsent.push(commit);
    if (unsent.length > 1) return;
    queueMicrotask(() => {
      port.postMessage({ commits: unsent });
      unsent = [];
    });
  }

  function settle(number: number): Pending | undefined {
    const waiting = pending.get(number);
    pending.delete(number);
    // An open question keeps the process alive; the thread that would answer it does not.
    if (pending.size === 0) port.unref();
    return waiting;
  }

  port.on("message", (message) => {
    if (!("answers" in message)) return;
    for (const [number, answer] of message.answers) {
      const waiting = settle(number);
      if ("result" in answer) waiting?.resolve(answer.result);
      else waiting?.reject(receivedError(answer.error));
    }
    if (message.committed) onCommit();
    if (closed !== null && pending.size === 0) drained.resolve();
  });

  return {
    async commit(writes, guards = [], { bulk = false } = {}) {
      if (closed !== null) throw closed;
      checkWrites(writes);
      const number = (last += 1);
      if (pending.size === 0) port.ref();
      return new Promise((resolve, reject) => {
        pending.set(number, { resolve, reject });
        send(sentCommit(number, bulk, writes, guards));
      });
    },
    async drain() {
      closed ??= new StoreUnavailable("SQLite: the store is closed");
      if (pending.size === 0) drained.resolve();
      return drained.promise;
    },
    lend() {
      const { port1, port2 } = new MessageChannel();
      port.postMessage({ join: port1 }, [port1]);
      return port2;
    },
    lose(error) {
      closed = error;
      for (const number of pending.keys()) settle(number)?.reject(error);
      drained.resolve();
    },
  };
}
