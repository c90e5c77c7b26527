import type { Logger } from "pino";
import {
  storedJobs,
  type JobState,
  type JobStatus,
  type StoredJob,
} from "@warmline/shared/jobs/model.ts";
import { assert } from "@warmline/shared/kernel/assert.ts";
import type { Ids } from "@warmline/shared/kernel/ids.ts";
import type { Clock } from "@warmline/shared/kernel/time.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import { PAYLOAD_CHARACTERS_MAX, type Jobs } from "../port.ts";
import { makeWorker } from "./worker.ts";

export interface EmbeddedJobsOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Logger;
  /** How long a holder may be silent. */
  readonly leaseMs?: number;
  readonly lookMs?: number;
}

const LEASE_MS = 30_000;
const LOOK_MS = 60_000;

/** Jobs in the document store itself, carried out in this process. Nothing happens before `work`. */
export function openEmbeddedJobs(options: EmbeddedJobsOptions): Jobs {
  const { store, clock } = options;
  const worker = makeWorker({ leaseMs: LEASE_MS, lookMs: LOOK_MS, ...options });

  /** Changes the job as long as `change` answers something; false when it does not. */
  async function change(
    job: string,
    key: string,
    next: (current: StoredJob) => Body<StoredJob> | null,
  ): Promise<boolean> {
    for (;;) {
      const current = await store.get(storedJobs, `${job}/${key}`);
      const body = current && next(current);
      if (current === null || body === null) return false;
      if ((await store.commit([replace(storedJobs, current, body)])).ok) return true;
    }
  }

  return {
    async enqueue({ name }, { key, payload, at }) {
      const text = JSON.stringify(payload);
      assert(text.length <= PAYLOAD_CHARACTERS_MAX, `${name}/${key}: the payload is too long`);
      const now = clock.now();
      const body: Body<StoredJob> = {
        id: `${name}/${key}`,
        job: name,
        key,
        state: "waiting",
        repeats: false,
        payload,
        enqueuedAt: now,
        at: at ?? now,
        runs: 0,
        failures: 0,
      };
      if ((await store.commit([insert(storedJobs, body)])).ok) return;
      await change(name, key, (old) =>
        old.state === "discarded" ? { ...body, runs: old.runs } : null,
      );
    },
    async read(job, key) {
      const found = await store.get(storedJobs, `${job}/${key}`);
      return found && statusOf(found);
    },
    async list(state, limit) {
      const order = state === "waiting" ? "ascending" : "descending";
      const query = { index: "byState", where: { state }, order, limit } as const;
      return (await store.find(storedJobs, query)).flatMap((found) => statusOf(found) ?? []);
    },
    async counts() {
      const of = (state: JobState) =>
        store.count(storedJobs, { index: "byState", where: { state } });
      const [waiting, running, failed] = await Promise.all([
        of("waiting"),
        of("running"),
        of("failed"),
      ]);
      return { waiting, running, failed };
    },
    cancel: (job, key) =>
      change(job, key, (current) => {
        if (current.state === "running") return { ...current, cancelAsked: true };
        if (current.state !== "waiting" || current.repeats) return null;
        return { ...current, payload: null, state: "cancelled", at: clock.now() };
      }),
    retry: (job, key) =>
      change(job, key, (current) =>
        current.state === "failed"
          ? { ...current, state: "waiting", at: clock.now(), failures: 0 }
          : null,
      ),
    discard: (job, key) =>
      change(job, key, (current) =>
        current.state === "failed"
          ? { ...current, payload: null, state: "discarded", at: clock.now() }
          : null,
      ),
    work: worker.add,
    stop: worker.stop,
    close: worker.stop,
  };
}

function statusOf(job: StoredJob): JobStatus | null {
  const { state, error, progress, cancelAsked = false } = job;
  if (state === "discarded") return null;
  return {
    job: job.job,
    key: job.key,
    state,
    repeats: job.repeats,
    enqueuedAt: job.enqueuedAt,
    at: job.at,
    runs: job.runs,
    failures: job.failures,
    cancelAsked,
    ...(error === undefined ? {} : { error }),
    ...(progress === undefined ? {} : { progress }),
  };
}
