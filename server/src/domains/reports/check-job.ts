import { setTimeout as sleep } from "node:timers/promises";
import type { Deps } from "../../platform/deps.ts";
import { job } from "../../platform/jobs/job.ts";
import { checkBeside } from "./check-beside.ts";
import { checkReports } from "./check-reports.ts";
import { checkStatistics } from "./check.ts";

/** Of more the log need not tell: whoever reads it looks for what they have in common. */
const TOLD_MAX = 100;
const LOOK_MS = 1_000;

/**
 * 统计自检, each night on the node that takes it, of that node's statistics. A run that finds a
 * difference fails, so that the page of jobs shows it; the log names every account and season.
 */
export const checkJob = job({
  name: "reports.check",
  repeat: { dailyAt: "02:50" },
  deadlineMs: 4 * 3_600_000,
  backoffMs: 600_000,
  async run(deps, _, { signal }) {
    await countedUp(deps, signal);
    const { accounts, differences } = await checkStatistics(deps, signal);
    for (const difference of differences.slice(0, TOLD_MAX)) {
      deps.log.error({ difference }, "reports: the statistics differ from the journal");
    }
    const beside = await checkBeside(deps.reports);
    if (beside.length > 0) {
      deps.log.error({ reports: beside }, "reports: details are not what they are details of");
      throw new Error(`the details of ${beside.join(", ")} differ`);
    }
    const disagreeing = await checkReports(deps.reports);
    if (disagreeing.length > 0) {
      deps.log.error({ reports: disagreeing }, "reports: they differ from the collection summary");
      throw new Error(`${disagreeing.join(", ")} and the collection summary differ`);
    }
    const [first] = differences;
    if (first === undefined) {
      deps.log.info({ accounts }, "reports: the statistics are what the journal says");
      return;
    }
    const { accountId, season } = first;
    throw new Error(`${differences.length} differences, the first: ${accountId} in ${season}`);
  },
});

/** Statistics that are just being made anew differ from everything. */
async function countedUp({ store, reports }: Deps, signal: AbortSignal): Promise<void> {
  const head = await store.head();
  while ((await reports.anchor()).position < head) await sleep(LOOK_MS, undefined, { signal });
}
