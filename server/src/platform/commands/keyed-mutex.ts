/**
 * Work under one key runs one after the other within this process, so that a busy document (a
 * number series, a hall's queue) does not waste commits on losing. Correctness never depends on it:
 * other processes are kept out by what the commit compares. Work must not ask for the key that it
 * runs under.
 */
export interface KeyedMutex {
  /**
   * Throws `MutexTimeout` at `deadline` (of `performance.now()`) when the work has not begun by
   * then, whatever those before it still do, or at once when too many wait already. It then never
   * begins.
   */
  run<T>(key: string, work: () => Promise<T>, deadline?: number): Promise<T>;
}

/** The work was not begun: others under the same key took too long. */
export class MutexTimeout extends Error {
  override readonly name = "MutexTimeout";
}

const WAITING_MAX = 1_000;

export function makeKeyedMutex(): KeyedMutex {
  const tails = new Map<string, { waiting: number; last: Promise<unknown> }>();
  return {
    async run(key, work, deadline = Number.POSITIVE_INFINITY) {
      const tail = tails.get(key) ?? { waiting: 0, last: Promise.resolve() };
      if (tail.waiting >= WAITING_MAX) throw new MutexTimeout(`${key}: too many are waiting`);
      tails.set(key, tail);
      const patience = patienceUntil(deadline, key, tail.waiting > 0);
      tail.waiting += 1;
      const result = tail.last.then(() => (patience.ends() ? patience.timeout : work()));
      tail.last = result.catch(() => undefined);
      void tail.last.then(() => {
        tail.waiting -= 1;
        if (tail.waiting === 0) tails.delete(key);
      });
      return await Promise.race([result, patience.timeout]);
    },
  };
}

/** `timeout` fails at the deadline, unless `ends` was asked before, which says whether it has. */
function patienceUntil(deadline: number, key: string, waits: boolean) {
  const { promise: timeout, reject } = Promise.withResolvers<never>();
  let over = false;
  const fail = () => {
    over = true;
    reject(new MutexTimeout(`${key}: waited too long`));
  };
  const timed = waits && deadline < Number.POSITIVE_INFINITY;
  const timer = timed ? setTimeout(fail, deadline - performance.now()) : undefined;
  const ends = () => {
    clearTimeout(timer);
    if (performance.now() >= deadline) fail();
    return over;
  };
  return { timeout, ends };
}
