import { Worker } from "node:worker_threads";
import { SearchUnavailable } from "../port.ts";
import { unavailable } from "./schema.ts";
import type { Done, Order } from "./writer-thread.ts";

type Ask = Order extends infer O ? (O extends Order ? Omit<O, "id"> : never) : never;

export interface Writing {
  /** Resolves when it is done. */
  ask(order: Ask): Promise<void>;
  close(): Promise<void>;
}

/** The thread that writes index files: reading out names and sorting terms takes a core. */
export function startWriting(): Writing {
  const thread = new Worker(new URL("./writer-thread.ts", import.meta.url));
  const waiting = new Map<number, (error: Error | undefined) => void>();
  let next = 0;
  let ended: Error | undefined;

  function end(error: Error): void {
    ended = error;
    for (const done of waiting.values()) done(error);
    waiting.clear();
  }

  thread.on("message", ({ id, error }: Done) => {
    waiting.get(id)?.(error && unavailable(error));
    waiting.delete(id);
    // Whoever forgets to close must not be kept alive by it.
    if (waiting.size === 0) thread.unref();
  });
  thread.on("error", (error) => end(unavailable(error)));
  thread.on("exit", () => end(new SearchUnavailable("the search index is closed")));
  thread.unref();

  return {
    async ask(order) {
      if (ended !== undefined) throw ended;
      const id = next++;
      thread.ref();
      await new Promise<void>((resolve, reject) => {
        waiting.set(id, (error) => (error === undefined ? resolve() : reject(error)));
        thread.postMessage({ ...order, id } satisfies Order);
      });
    },
    async close() {
      await thread.terminate();
    },
  };
}
