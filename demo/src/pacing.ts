import type { Draw } from "./draw.ts";

/** Times between what simulated people do; ends at once when the server stops. */
export interface Pacing {
  readonly stopped: boolean;
  /** Some seconds between these two. */
  pause(from: number, to: number): Promise<void>;
  stop(): void;
}

export function makePacing(draw: Draw): Pacing {
  const waiting = new Set<() => void>();
  let stopped = false;
  return {
    get stopped() {
      return stopped;
    },
    pause(from, to) {
      if (stopped) return Promise.resolve();
      return new Promise((resolve) => {
        const end = () => {
          clearTimeout(timer);
          waiting.delete(end);
          resolve();
        };
        const timer = setTimeout(end, (from + draw.next() * (to - from)) * 1000);
        waiting.add(end);
      });
    },
    stop() {
      stopped = true;
      for (const end of waiting) end();
    },
  };
}
