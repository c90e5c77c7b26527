import { job, type Job } from "@warmline/server/platform/jobs/job.ts";
import { simulate } from "./simulator.ts";

/**
 * The simulated people of the server at `url`. It ends only with its node or after a day; then
 * their counters stay as they are, as the next node goes on with them.
 */
export function simulatorJob(url: string): Job {
  return job({
    name: "demo.simulate",
    repeat: { everyMs: 5_000 },
    deadlineMs: 86_400_000,
    run: (deps, _, { signal }) => simulate({ deps, url, log: deps.log, signal }),
  });
}
