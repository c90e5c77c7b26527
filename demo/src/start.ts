import type { Deps } from "@warmline/server/platform/deps.ts";
import { bindJobs } from "@warmline/server/platform/jobs/job.ts";
import { demoCityOf } from "./marker.ts";
import { simulatorJob } from "./simulator-job.ts";

export { demoModule } from "./module.ts";
export { announceCity, prepareCity } from "./prepare.ts";

/**
 * Simulated residents and counter staff, who call the server at `url` as anybody does; of several
 * nodes at one store one runs them.
 */
export async function startPeople(deps: Deps, url: string): Promise<void> {
  if ((await demoCityOf(deps.store))?.state !== "ready") return;
  await deps.jobs.work(bindJobs(deps, [simulatorJob(url)]));
}
