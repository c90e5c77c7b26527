import type { Logger } from "pino";
import type { Deps } from "../../platform/deps.ts";
import { sweepFiles } from "./sweep-files.ts";

const EVERY_MS = 3_600_000;

export interface FileSweep {
  /** Waits for the sweep in hand. */
  stop(): Promise<void>;
}

/**
 * Sweeps at once and then hourly; on several nodes they share the work, as each drop is a commit.
 */
export function startFileSweep(deps: Deps, log: Logger): FileSweep {
  let running = Promise.resolve();
  const sweep = () => {
    running = running
      .then(() => sweepFiles(deps))
      .then(
        (count) => void (count > 0 && log.info({ count }, "swept files that no case holds")),
        (error: unknown) => log.error({ err: error }, "sweeping files failed"),
      );
  };
  sweep();
  const timer = setInterval(sweep, EVERY_MS);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
