import { job } from "../../platform/jobs/job.ts";
import { sweepFiles } from "./sweep-files.ts";

/** Hourly; begun twice it does no harm, as each drop is a commit. */
export const sweepFilesJob = job({
  name: "cases.sweep-files",
  repeat: { everyMs: 3_600_000 },
  deadlineMs: 600_000,
  backoffMs: 60_000,
  async run(deps, _, { signal }) {
    const count = await sweepFiles(deps, signal);
    if (count > 0) deps.log.info({ count }, "swept files that nothing holds");
  },
});
