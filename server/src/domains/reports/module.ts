import { reportsManifest } from "@warmline/shared/reports/manifest.ts";
import type { Module } from "../../platform/module.ts";
import { checkJob } from "./check-job.ts";
import { feedReports } from "./feed.ts";
import { reportRoutes } from "./routes.ts";

/** 统计报表: the journal added up, by a store of rows that follows the log. */
export const reportsModule: Module = {
  manifest: reportsManifest,
  routes: reportRoutes,
  jobs: [checkJob],
  async follow(deps) {
    const ending = new AbortController();
    // Nobody waits for it: the journal of a whole city takes minutes to add up.
    const ended = feedReports(deps, ending.signal);
    deps.onStop(async () => {
      ending.abort();
      await ended;
    });
  },
};
