import { Worker, type MessagePort } from "node:worker_threads";
import {
  verificationRuns,
  type VerificationEnd,
  type VerificationProgress,
  type VerificationReport,
} from "@warmline/shared/ledger/verification.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { formatMessage } from "@warmline/shared/messages/index.ts";
import { commitAudited } from "../../platform/audit/commit-audited.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import { job } from "../../platform/jobs/job.ts";
import { RunAborted, type JobRun } from "../../platform/jobs/run.ts";
import type { VerificationData, VerificationMessage } from "./verification-message.ts";

/** The id of the one document that says how the newest verification run stands. */
export const RUN_ID = "journal";

interface VerificationOrder {
  /** Also the job's key. */
  readonly runId: string;
  /** Who began it, and so ends it. */
  readonly caller: Pick<Caller, "actor" | "origin" | "language">;
}

/**
 * 核对账本: reads the whole journal in a thread of its own. When its process stops or dies another
 * begins it anew, as it only reads.
 */
export const verificationJob = job<VerificationOrder>({
  name: "ledger.verify",
  deadlineMs: 6 * 3_600_000,
  attempts: 3,
  backoffMs: 5_000,
  async run(deps, order, run) {
    let progress: VerificationProgress | null = null;
    try {
      const report = await inThread(deps, run.signal, (state) => {
        progress = state;
        run.progress(state);
      });
      const state = report.findings.length === 0 ? "sound" : "tampered";
      await writeEnd(deps, order, run, { state, progress, report });
    } catch (error) {
      const cancelled = error instanceof RunAborted && error.why === "cancelled";
      if (cancelled) await writeEnd(deps, order, run, { state: "cancelled", progress });
      throw error;
    }
  },
});

/** Throws why the signal was aborted, or what broke in the thread. */
async function inThread(
  { config, store }: Deps,
  signal: AbortSignal,
  onProgress: (progress: VerificationProgress) => void,
): Promise<VerificationReport> {
  signal.throwIfAborted();
  const share = store.share();
  const thread = new Worker(new URL("./verification-thread.ts", import.meta.url), {
    workerData: { config, share } satisfies VerificationData,
    transferList: share.transfer as MessagePort[],
  });
  try {
    return await new Promise((done, fail) => {
      signal.addEventListener("abort", () => fail(signal.reason as Error), { once: true });
      thread.on("message", (message: VerificationMessage) => {
        if ("progress" in message) onProgress(message.progress);
        else done(message.report);
      });
      thread.on("error", fail);
      thread.on("exit", () => fail(new Error("the thread ended without a report")));
    });
  } finally {
    void thread.terminate();
  }
}

interface Ended {
  readonly state: Extract<VerificationEnd, "sound" | "tampered" | "cancelled">;
  readonly progress: VerificationProgress | null;
  readonly report?: VerificationReport;
}

/** Under the fence: a process that slept meanwhile cannot end what another is at. */
async function writeEnd(
  deps: Deps,
  { runId, caller }: VerificationOrder,
  { fence }: JobRun,
  end: Ended,
): Promise<void> {
  const fenced = { ...caller, fence: await fence() };
  for (;;) {
    const run = await deps.store.get(verificationRuns, RUN_ID);
    if (run?.runId !== runId || run.state !== "running") return;
    const next = { ...run, ...end, endedAt: deps.clock.now() };
    const act = {
      command: "ledger.end-verification",
      subjects: [`verificationRuns/${RUN_ID}`],
      reason: formatMessage(caller.language, `ledger.verification.${end.state}`),
    };
    const write = replace(verificationRuns, run, next);
    if ((await commitAudited(deps, fenced, act, [write])).ok) return;
  }
}
