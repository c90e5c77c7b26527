import { discardJob, listJobs, retryJob, type JobRow } from "@warmline/shared/jobs/api.ts";
import type { OutputOf } from "@warmline/shared/api/endpoint.ts";
import { EPOCH } from "@warmline/shared/kernel/time.ts";
import { call, type Answer } from "../call.ts";
import { serverClock } from "@warmline/shared/client/server-clock.ts";

export const LOOK_EVERY_SECONDS = 3;

export type JobList = OutputOf<typeof listJobs.answer>;

/** How the jobs stand, looked at every few seconds while the page is open. */
export class JobsWatch {
  /** Undefined: not known yet. After a failed look it stays as it was. */
  list = $state.raw<JobList | undefined>(undefined);
  lookedAt = $state(EPOCH);
  /** Why the last look failed. */
  refusal = $state<string | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  /** Begins to look; answers how to stop. */
  follow(): () => void {
    void this.look();
    return () => {
      this.#stopped = true;
      clearTimeout(this.#timer);
    };
  }

  async look(): Promise<void> {
    clearTimeout(this.#timer);
    const answer = await call(listJobs, {});
    if (this.#stopped) return;
    this.refusal = answer.ok ? null : answer.message;
    if (answer.ok) {
      this.list = answer.value;
      this.lookedAt = serverClock.now();
    }
    this.#timer = setTimeout(() => void this.look(), LOOK_EVERY_SECONDS * 1_000);
  }

  retry({ job, key, runs }: JobRow): Promise<Answer<unknown>> {
    return this.#decide(call(retryJob, { body: { job, key, runs } }));
  }

  discard({ job, key, runs }: JobRow, reason: string): Promise<Answer<unknown>> {
    return this.#decide(call(discardJob, { body: { job, key, runs, reason } }));
  }

  async #decide(asked: Promise<Answer<unknown>>): Promise<Answer<unknown>> {
    const answer = await asked;
    await this.look();
    return answer;
  }
}
