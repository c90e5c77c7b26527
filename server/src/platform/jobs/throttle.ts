/** Hands on the newest of what comes, at once and then no more often than every `everyMs`. */
export interface Throttle<T> {
  push(value: T): void;
  /** What came last is dropped. */
  stop(): void;
}

export function makeThrottle<T>(everyMs: number, hand: (value: T) => void): Throttle<T> {
  let newest: { readonly value: T } | null = null;
  let timer: NodeJS.Timeout | null = null;

  function pass(): void {
    timer = null;
    if (newest === null) return;
    const { value } = newest;
    newest = null;
    timer = setTimeout(pass, everyMs);
    timer.unref();
    hand(value);
  }

  return {
    push(value) {
      newest = { value };
      if (timer === null) pass();
    },
    stop() {
      if (timer !== null) clearTimeout(timer);
      newest = null;
    },
  };
}
