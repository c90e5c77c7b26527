import {
  storedJobs,
  type JobState,
  type JobStatus,
  type StoredJob,
} from "@warmline/shared/jobs/model.ts";
import { assert } from "@warmline/shared/kernel/assert.ts";
import type { Clock } from "@warmline/shared/kernel/time.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import { PAYLOAD_CHARACTERS_MAX, type Jobs } from "../port.ts";

interface Kept {
  readonly store: Store;
  readonly clock: Clock;
}

/** What is wanted of jobs as documents of the store. */
export function orderedIn({ store, clock }: Kept): Pick<Jobs, "enqueue"> {
  return {
    async enqueue({ name }, { key, payload, at }) {
      const { length } = JSON.stringify(payload);
      assert(length <= PAYLOAD_CHARACTERS_MAX, `${name}/${key}: the payload is too long`);
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
      const discarded = ({ state, runs }: StoredJob) =>
        state === "discarded" ? { ...body, runs } : null;
      await change(store, name, key, discarded);
    },
  };
}

/** What people and domains decide about jobs. */
export function decidedIn({ store, clock }: Kept): Pick<Jobs, "cancel" | "retry" | "discard"> {
  return {
    cancel: (job, key) =>
      change(store, job, key, (current) => {
        if (current.cancelAsked) return null;
        if (current.state === "running") return { ...current, cancelAsked: true };
        if (current.state !== "waiting" || current.repeats) return null;
        return { ...current, payload: null, state: "cancelled", at: clock.now() };
      }),
    retry: (job, key) =>
      change(store, job, key, (current) =>
        current.state === "failed"
          ? { ...current, state: "waiting", at: clock.now(), failures: 0 }
          : null,
      ),
    discard: (job, key) =>
      change(store, job, key, (current) =>
        current.state === "failed"
          ? { ...current, payload: null, state: "discarded", at: clock.now() }
          : null,
      ),
  };
}

/** How jobs stand. */
export function readIn({ store }: Kept): Pick<Jobs, "read" | "list" | "counts"> {
  const count = (state: JobState) =>
    store.count(storedJobs, { index: "byState", where: { state } });
  return {
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
      const states = ["waiting", "running", "failed"] as const;
      const [waiting = 0, running = 0, failed = 0] = await Promise.all(states.map(count));
      return { waiting, running, failed };
    },
  };
}

/** Changes the job as long as `next` answers something; false when it does not. */
async function change(
  store: Store,
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
