import type { Job } from "../../platform/jobs/job.ts";
import type { Deps } from "../../platform/deps.ts";
import { fenceOf } from "../../platform/jobs/fence.ts";
import { charge } from "../ledger/charge-commands.ts";
import { caller, done } from "../ledger/testing.ts";
import { openApprovalRoom } from "../requests/fixture.ts";
import { lookJob } from "./look-job.ts";

/** For tests: households that owe a season which was due, and the daily job. */

/** Noon of the day in the city. */
export function noonOf(day: string): number {
  return Date.parse(`${day}T04:00:00Z`);
}

/** As `openApprovalRoom`; household h0 owes 2,674.70 yuan that were due on 2024-11-01. */
export async function openDunningRoom(engine: Parameters<typeof openApprovalRoom>[0]) {
  const room = await openApprovalRoom(engine);
  await done(room.deps, caller(), charge, { id: "h0", season: "2024-2025" });
  return room;
}

let runs = 0;

/** A job once through, as an engine carries it out. */
export async function carriedOut<P>(deps: Deps, job: Job<P>, payload: P): Promise<void> {
  const number = (runs += 1);
  const fence = () => fenceOf(deps.store, job.name, number);
  const { signal } = new AbortController();
  await job.run(deps, payload, { signal, number, progress: () => undefined, fence });
}

export function lookedAt(deps: Deps): Promise<void> {
  return carriedOut(deps, lookJob, null);
}
