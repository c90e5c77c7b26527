/**
 * Work under one key runs one after the other within this process, so that a busy document (a
 * number series, a hall's queue) does not waste commits on losing. Correctness never depends on it:
 * other processes are kept out by compare-and-swap. Work must not ask for the key that it runs
 * under.
 */
export interface KeyedMutex {
  run<T>(key: string, work: () => Promise<T>): Promise<T>;
}

export function makeKeyedMutex(): KeyedMutex {
  const tails = new Map<string, Promise<unknown>>();
  return {
    run(key, work) {
      const turn = (tails.get(key) ?? Promise.resolve()).then(work);
      const tail = turn.catch(() => undefined);
      tails.set(key, tail);
      void tail.then(() => {
        if (tails.get(key) === tail) tails.delete(key);
      });
      return turn;
    },
  };
}
