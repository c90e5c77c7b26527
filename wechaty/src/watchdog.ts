/** 静默看门狗: an account of which nothing is heard is taken for dead, though it says nothing. */
export interface Watchdog {
  alive(): void;
  /** Looks once; true: it was silent, and is woken. */
  look(): boolean;
}

export interface Watching {
  readonly silenceMs: number;
  now(): number;
  /** Tells somebody, and starts it again. */
  wake(silentMs: number): void;
}

/** Woken, it has the whole time again before it is woken once more. */
export function makeWatchdog({ silenceMs, now, wake }: Watching): Watchdog {
  let last = now();
  return {
    alive: () => void (last = now()),
    look() {
      const silent = now() - last;
      if (silent < silenceMs) return false;
      last = now();
      wake(silent);
      return true;
    },
  };
}
