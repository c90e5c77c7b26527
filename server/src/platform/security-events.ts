import type { Logger } from "pino";

/** What is refused because somebody may be up to something. */
export interface SecurityEvents {
  /**
   * `kind` and `who` (a name of ours, not of the caller's choosing) are counted together; `about`
   * is of the first.
   */
  note(kind: string, who: string, about?: object): void;
}

const WINDOW_MS = 60_000;

/**
 * Told in the log at once, and then once a minute with how many there were: a flood of them must
 * not become a flood in the log.
 */
export function makeSecurityEvents(log: Logger, windowMs = WINDOW_MS): SecurityEvents {
  const counts = new Map<string, number>();

  function later(key: string, event: object): void {
    const more = counts.get(key) ?? 0;
    counts.delete(key);
    if (more > 0) log.warn({ ...event, more }, "security event, repeated");
  }

  return {
    note(kind, who, about = {}) {
      const key = `${kind} ${who}`;
      const before = counts.get(key);
      if (before !== undefined) {
        counts.set(key, before + 1);
        return;
      }
      counts.set(key, 0);
      const event = { event: kind, who };
      log.warn({ ...about, ...event }, "security event");
      setTimeout(() => later(key, event), windowMs).unref();
    },
  };
}
