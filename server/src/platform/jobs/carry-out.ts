import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import { DEADLINE_PASSED, type JobProgress } from "@warmline/shared/jobs/model.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { fenceOf } from "./fence.ts";
import type { BoundJob } from "./port.ts";
import { RunAborted, type AbortCause } from "./run.ts";

/**
 * How a run ended. `given-back`: this process stops, so the job waits again as if it had not begun.
 * `lost`: another process may hold the job, so nothing may be written about it any more.
 */
export type Outcome =
  | { readonly kind: "done" }
  | { readonly kind: "cancelled" }
  | { readonly kind: "given-back" }
  | { readonly kind: "lost" }
  | { readonly kind: "failed"; readonly error: string };

export interface RunInHand {
  readonly job: BoundJob;
  readonly key: string;
  readonly payload: unknown;
  /** Names the fence: the job and when it was enqueued. */
  readonly fenceId: string;
  /** 1, 2, 3 …, never twice. */
  readonly number: number;
  /** The engine aborts it with a `RunAborted`. */
  readonly abort: AbortController;
  readonly store: Pick<Store, "get" | "commit">;
  readonly log: Logger;
  progress(state: JobProgress): void;
}

/** So long a handler may take to notice that its run is over; then it is left behind. */
const GRACE_MS = 5_000;
const ERROR_LENGTH_MAX = 500;

/** Runs the handler under its deadline, the same on every engine. Never throws. */
export async function carryOut(run: RunInHand): Promise<Outcome> {
  const { job, abort, log } = run;
  const { signal } = abort;
  const deadline = setTimeout(() => abort.abort(new RunAborted("deadline")), job.deadlineMs);
  const over = new Promise<void>((done) => {
    signal.addEventListener("abort", () => done(), { once: true });
    if (signal.aborted) done();
  });
  const { number, progress } = run;
  const fence = () => fenceOf(run.store, run.fenceId, number);
  const work = Promise.resolve()
    .then(() => job.run(run.payload, { signal, number, progress, fence }))
    .then(
      () => ({ kind: "done" }) as const,
      (error: unknown) => ({ kind: "threw", error }) as const,
    );
  const about = { job: job.name, key: run.key, run: run.number };
  try {
    const late = over.then(() => sleep(GRACE_MS, null, { ref: false }));
    const ended = await Promise.race([work, late]);
    if (ended === null) log.error(about, "a job goes on though its run is over");
    const aborted = signal.aborted ? whyOf(signal) : null;
    const outcome = outcomeOf(ended, aborted);
    if (outcome.kind === "failed") {
      const err = ended?.kind === "threw" ? ended.error : undefined;
      log.warn({ ...about, err, reason: outcome.error }, "a run of a job failed");
    }
    return outcome;
  } finally {
    clearTimeout(deadline);
  }
}

type Ended = { readonly kind: "done" } | { readonly kind: "threw"; readonly error: unknown } | null;

function outcomeOf(ended: Ended, aborted: AbortCause | null): Outcome {
  if (ended?.kind === "threw" && ended.error instanceof RunAborted && ended.error.why === "lost") {
    return { kind: "lost" };
  }
  if (aborted === "lost" || aborted === "cancelled") return { kind: aborted };
  if (ended?.kind === "done") return { kind: "done" };
  if (aborted === "stopping") return { kind: "given-back" };
  if (aborted === "deadline") return { kind: "failed", error: DEADLINE_PASSED };
  return { kind: "failed", error: messageOf(ended?.error) };
}

function whyOf({ reason }: AbortSignal): AbortCause {
  return reason instanceof RunAborted ? reason.why : "cancelled";
}

function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return (text || "no reason given").slice(0, ERROR_LENGTH_MAX);
}
