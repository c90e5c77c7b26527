import { Worker } from "node:worker_threads";
import {
  verificationRuns,
  type VerificationEnd,
  type VerificationProgress,
  type VerificationReport,
} from "@warmline/shared/ledger/verification.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { sentence } from "@warmline/shared/messages/index.ts";
import { commitAudited } from "../../platform/audit/commit-audited.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { conflict, retryOnConflict } from "../../platform/commands/retry-on-conflict.ts";
import type { Deps } from "../../platform/deps.ts";
import type { VerificationMessage } from "./verification-message.ts";

/** The id of the one document that says how the newest run stands. */
export const RUN_ID = "journal";
const BEAT_MS = 1_000;
/** Its own document: nobody else but a cancelling person writes it. */
const END_WITHIN_MS = 10_000;

/** The run in this process, if any. */
export interface VerificationRunner {
  /** Begins the run that `startVerification` has written down. */
  begin(runId: string, caller: Caller): void;
  /** Newer than what the document says; null when the run is not in this process. */
  progressOf(runId: string): VerificationProgress | null;
  /** Looks at once whether the run is to stop. */
  look(): Promise<void>;
  /** Before the engines are closed: a run under way is interrupted. */
  stop(): Promise<void>;
}

interface Running {
  readonly runId: string;
  readonly caller: Caller;
  readonly thread: Worker;
  readonly beat: NodeJS.Timeout;
  progress: VerificationProgress | null;
}

export function makeVerificationRunner(deps: Deps): VerificationRunner {
  const { config, log } = deps;
  let running: Running | null = null;
  /** Beats and the end are written one after the other. */
  let writing = Promise.resolve();

  function queue(work: () => Promise<void>): Promise<void> {
    writing = writing
      .then(work)
      .catch((error: unknown) => log.error({ err: error }, "verification"));
    return writing;
  }

  function end(of: Running, state: VerificationEnd, report?: VerificationReport): Promise<void> {
    if (running !== of) return writing;
    running = null;
    clearInterval(of.beat);
    void of.thread.terminate();
    return queue(() => writeEnd(deps, of, state, report));
  }

  /** Says that it lives and how far it is, and asks whether it shall go on. */
  function look(): Promise<void> {
    const of = running;
    if (of === null) return writing;
    let goesOn = true;
    return queue(async () => {
      goesOn = await beat(deps, of);
    }).then(() => (goesOn ? undefined : end(of, "cancelled")));
  }

  return {
    begin(runId, caller) {
      // Held to be dead, as the engine was away for long: its place is taken.
      if (running !== null) void end(running, "interrupted");
      const thread = new Worker(new URL("./verification-thread.ts", import.meta.url), {
        workerData: config,
      });
      const timer = setInterval(() => void look(), BEAT_MS);
      timer.unref();
      const of: Running = { runId, caller, thread, beat: timer, progress: null };
      running = of;
      thread.on("message", (message: VerificationMessage) => {
        if ("progress" in message) of.progress = message.progress;
        else {
          const state = message.report.findings.length === 0 ? "sound" : "tampered";
          void end(of, state, message.report);
        }
      });
      thread.on("error", (error) => {
        log.error({ err: error }, "the verification of the journal failed");
        void end(of, "failed");
      });
      thread.on("exit", () => void end(of, "failed"));
    },
    progressOf: (runId) => (running?.runId === runId ? running.progress : null),
    look,
    stop: () => (running === null ? writing : end(running, "interrupted")),
  };
}

/**
 * No act of anybody and so not in the audit trail: the one document tells every node how far the
 * run is. Answers whether it is to go on: nobody asked it to stop, no other has taken its place.
 */
async function beat({ store, clock }: Deps, { runId, progress }: Running): Promise<boolean> {
  const run = await store.get(verificationRuns, RUN_ID);
  if (run?.runId !== runId || run.state !== "running" || run.cancelAsked) return false;
  const next = { ...run, beatAt: clock.now(), progress };
  await store.commit([replace(verificationRuns, run, next)]);
  return true;
}

async function writeEnd(
  deps: Deps,
  { runId, caller, progress }: Running,
  state: VerificationEnd,
  report: VerificationReport | undefined,
): Promise<void> {
  const work = async () => {
    const run = await deps.store.get(verificationRuns, RUN_ID);
    if (run?.runId !== runId || run.state !== "running") return;
    const now = deps.clock.now();
    const ended = { ...run, state, progress, endedAt: now, beatAt: now };
    const next = report === undefined ? ended : { ...ended, report };
    const act = {
      command: "ledger.end-verification",
      subjects: [`verificationRuns/${RUN_ID}`],
      reason: sentence(caller.language, `ledger.verification.${state}`),
    };
    const committed = await commitAudited(deps, caller, act, [
      replace(verificationRuns, run, next),
    ]);
    return committed.ok ? undefined : conflict;
  };
  await retryOnConflict(work, performance.now() + END_WITHIN_MS);
}
