import type { Deps } from "@warmline/server/platform/deps.ts";
import { bindJobs } from "@warmline/server/platform/jobs/job.ts";
import { startChats } from "./wechat/of-process.ts";
import { startCarrier } from "./carrier/of-process.ts";
import { residents } from "./carrier/residents.ts";
import { demoCityOf } from "./marker.ts";
import { simulatorJob } from "./simulator-job.ts";

export { demoModule } from "./module.ts";
export { announceCity, prepareCity } from "./prepare.ts";

/**
 * The simulated carrier and WeChat accounts, of each node its own; and simulated residents and
 * counter staff, who call the server at `url` as anybody does: of several nodes at one store one
 * runs those.
 */
export async function startPeople(deps: Deps, url: string): Promise<void> {
  const city = await demoCityOf(deps.store);
  await startCarrier(deps, url, residents(city?.seed ?? 0));
  await startChats(deps, url);
  if (city?.state !== "ready") return;
  await deps.jobs.work(bindJobs(deps, [simulatorJob(url)]));
}
