import { Worker } from "node:worker_threads";
import type { Logger } from "pino";
import {
  journalWalks,
  type WalkEnd,
  type WalkProgress,
  type WalkReport,
} from "@warmline/shared/ledger/types.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { sentence } from "@warmline/shared/words/index.ts";
import type { Config } from "../config.ts";
import { attempt, commitAct, lost, type Caller } from "../platform/act.ts";
import type { Deps } from "../platform/deps.ts";
import type { WalkMessage } from "./walk-thread.ts";

/** The id of the one document that says how the newest walk stands. */
export const WALK_ID = "journal";
const BEAT_MS = 1_000;

/** The walk in this process, if any. */
export interface Walker {
  /** Begins the walk that `startWalk` has written down. */
  begin(runId: string, caller: Caller): void;
  /** Newer than what the document says; null when the walk is not in this process. */
  progressOf(runId: string): WalkProgress | null;
  /** Looks at once whether the walk is to stop. */
  look(): Promise<void>;
  /** Before the engines are closed: a walk under way is interrupted. */
  stop(): Promise<void>;
}

interface Running {
  readonly runId: string;
  readonly caller: Caller;
  readonly thread: Worker;
  readonly beat: NodeJS.Timeout;
  progress: WalkProgress | null;
}

export function makeWalker(deps: Deps, config: Config, log?: Logger): Walker {
  let running: Running | null = null;
  /** Beats and the end are written one after the other. */
  let writing = Promise.resolve();

  function queue(work: () => Promise<void>): Promise<void> {
    writing = writing.then(work).catch((error: unknown) => log?.error({ err: error }, "walk"));
    return writing;
  }

  function end(of: Running, state: WalkEnd, report?: WalkReport): Promise<void> {
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
      const thread = new Worker(new URL("./walk-thread.ts", import.meta.url), {
        workerData: config,
      });
      const timer = setInterval(() => void look(), BEAT_MS);
      timer.unref();
      const of: Running = { runId, caller, thread, beat: timer, progress: null };
      running = of;
      thread.on("message", (message: WalkMessage) => {
        if ("progress" in message) of.progress = message.progress;
        else {
          const state = message.report.findings.length === 0 ? "sound" : "tampered";
          void end(of, state, message.report);
        }
      });
      thread.on("error", (error) => {
        log?.error({ err: error }, "the walk through the journal failed");
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
 * walk is. Answers whether it is to go on: nobody asked it to stop, no other has taken its place.
 */
async function beat({ store, clock }: Deps, { runId, progress }: Running): Promise<boolean> {
  const walk = await store.get(journalWalks, WALK_ID);
  if (walk?.runId !== runId || walk.state !== "running" || walk.cancelAsked) return false;
  const next = { ...walk, beatAt: clock.now(), progress };
  await store.commit([replace(journalWalks, walk, next)]);
  return true;
}

async function writeEnd(
  deps: Deps,
  { runId, caller, progress }: Running,
  state: WalkEnd,
  report: WalkReport | undefined,
): Promise<void> {
  await attempt<void>(async () => {
    const walk = await deps.store.get(journalWalks, WALK_ID);
    if (walk?.runId !== runId || walk.state !== "running") return;
    const now = deps.clock.now();
    const ended = { ...walk, state, progress, endedAt: now, beatAt: now };
    const next = report === undefined ? ended : { ...ended, report };
    const act = {
      command: "ledger.end-walk",
      subjects: [`journalWalks/${WALK_ID}`],
      reason: sentence(caller.language, `ledger.walk.${state}`),
    };
    const committed = await commitAct(deps, caller, act, [replace(journalWalks, walk, next)]);
    return committed.ok ? undefined : lost;
  });
}
