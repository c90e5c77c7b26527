import { Worker } from "node:worker_threads";
import type { Result } from "@warmline/shared/kernel/result.ts";
import type { CleanFile, CleanRefusal } from "./clean.ts";

export interface CleanQuestion {
  readonly id: number;
  readonly content: Uint8Array;
}
type Cleaned = Result<CleanFile, CleanRefusal>;
export type CleanAnswer =
  | { readonly id: number; readonly cleaned: Cleaned }
  | { readonly id: number; readonly failed: string };

interface Waiting {
  readonly resolve: (cleaned: Cleaned) => void;
  readonly reject: (error: Error) => void;
}
interface Thread {
  readonly worker: Worker;
  readonly waiting: Map<number, Waiting>;
}

let thread: Thread | null = null;
let asked = 0;

/**
 * `cleanFile` in a thread of its own, which begins with the first file: a recording of 10 MB is
 * read frame by frame, and everybody's requests would wait for it. Throws what broke in it.
 */
export function cleanApart(content: Uint8Array): Promise<Cleaned> {
  const { worker, waiting } = (thread ??= startThread());
  const id = (asked += 1);
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    worker.ref();
    worker.postMessage({ id, content } satisfies CleanQuestion);
  });
}

function startThread(): Thread {
  const worker = new Worker(new URL("./clean-thread.ts", import.meta.url));
  const waiting = new Map<number, Waiting>();
  worker.on("message", (answer: CleanAnswer) => {
    const asker = waiting.get(answer.id);
    waiting.delete(answer.id);
    if ("cleaned" in answer) asker?.resolve(answer.cleaned);
    else asker?.reject(new Error(answer.failed));
    // Nobody waits: it keeps no process alive.
    if (waiting.size === 0) worker.unref();
  });
  const started: Thread = { worker, waiting };
  const end = (error: Error) => {
    // After an error it has yet to exit, and another may have begun meanwhile.
    if (thread === started) thread = null;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on("error", end);
  worker.on("exit", () => end(new Error("the thread that cleans files has ended")));
  return started;
}
