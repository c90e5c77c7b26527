import type { Deps } from "../../platform/deps.ts";

/** A queue, of calls or of chats. */
interface Watched {
  readonly name: string;
  /** Collections of which each change may mean something for it. */
  readonly of: readonly string[];
  /** Done twice it finds it done. */
  sweep(): Promise<void>;
  /** Whether anything waits: time alone may change what becomes of it. */
  isBusy(): Promise<boolean>;
}

/** How often a queue with something in it is looked at, whatever was committed. */
const TICK_MS = 1_000;

/** Sweeps a queue with each commit that concerns it, and every second while anything waits. */
export async function watchQueue(
  deps: Pick<Deps, "store" | "log" | "onStop">,
  { name, of, sweep, isBusy }: Watched,
): Promise<void> {
  const head = await deps.store.head();
  let busy = await isBusy();
  let looking = false;

  /** What comes in meanwhile says that it is busy again. */
  async function look(): Promise<void> {
    busy = false;
    await sweep();
    if (await isBusy()) busy = true;
  }

  const follower = deps.store.follow(
    head,
    async (batch) => {
      const concerns = batch.some(({ writes }) =>
        writes.some(({ collection }) => of.includes(collection)),
      );
      if (!concerns) return;
      busy = true;
      await sweep();
    },
    { name },
  );
  const timer = setInterval(() => {
    if (!busy || looking) return;
    looking = true;
    look()
      .catch((error: unknown) => {
        busy = true;
        deps.log.error({ error, queue: name }, "a queue was not looked at");
      })
      .finally(() => (looking = false));
  }, TICK_MS);
  timer.unref();
  deps.onStop(() => {
    clearInterval(timer);
    return follower.stop();
  });
}
