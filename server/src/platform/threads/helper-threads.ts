import { once } from "node:events";
import { Worker } from "node:worker_threads";

/** Asks a thread one thing at a time. Throws what broke in it. */
export type Ask<Q, A> = (question: Q) => Promise<A>;

interface HelperThreads {
  /** The thread's own module: it answers each message with one. */
  readonly module: URL;
  readonly workerData: object;
  readonly count: number;
}

/** Does `work` with so many threads that help; they end with it. Throws what broke in one. */
export async function withHelperThreads<Q, A, T>(
  { module, workerData, count }: HelperThreads,
  work: (asks: readonly Ask<Q, A>[]) => Promise<T>,
): Promise<T> {
  const threads = Array.from({ length: count }, () => new Worker(module, { workerData }));
  try {
    return await work(threads.map((thread) => askBy<Q, A>(thread)));
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
}

function askBy<Q, A>(thread: Worker): Ask<Q, A> {
  const ended = new Promise<never>((_, fail) => {
    thread.on("error", fail);
    thread.on("exit", () => fail(new Error("a thread that helps has ended")));
  });
  // Whoever asks is told; nobody does once the work is over.
  ended.catch(() => undefined);
  return async (question) => {
    thread.postMessage(question);
    const [answer] = await Promise.race([once(thread, "message"), ended]);
    return answer as A;
  };
}

/** Asks whichever is free; while none is, whoever came first is next. At least one. */
export function whicheverIsFree<Q, A>(asks: readonly Ask<Q, A>[]): Ask<Q, A> {
  const free = [...asks];
  const waiting: ((ask: Ask<Q, A>) => void)[] = [];
  return async (question) => {
    const ask = free.pop() ?? (await new Promise<Ask<Q, A>>((next) => waiting.push(next)));
    try {
      return await ask(question);
    } finally {
      const next = waiting.shift();
      if (next === undefined) free.push(ask);
      else next(ask);
    }
  };
}
