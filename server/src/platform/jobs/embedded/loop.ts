/** Work that is done when somebody asks for it and when it is due, never twice at once. */
export interface Loop {
  /** Once more, soon; asked during the work it is done again after it. */
  wake(): void;
  /** Resolves when the work in hand is done; nothing follows. */
  stop(): Promise<void>;
}

/** `work` answers after how many milliseconds it is due again; `longestMs` at the latest. */
export function makeLoop(work: () => Promise<number>, longestMs: number): Loop {
  let timer: NodeJS.Timeout | undefined;
  let working: Promise<void> | undefined;
  let asked = false;
  let stopped = false;

  async function whileAsked(): Promise<void> {
    while (asked && !stopped) {
      asked = false;
      clearTimeout(timer);
      const pause = await work();
      timer = setTimeout(wake, Math.max(0, Math.min(pause, longestMs)));
      timer.unref();
    }
    working = undefined;
  }

  function wake(): void {
    asked = true;
    if (!stopped) working ??= whileAsked();
  }

  return {
    wake,
    async stop() {
      stopped = true;
      await working;
      clearTimeout(timer);
    },
  };
}
