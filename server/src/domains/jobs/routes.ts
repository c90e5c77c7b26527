import { cityWide } from "@warmline/shared/access/scope.ts";
import * as api from "@warmline/shared/jobs/api.ts";
import { ok, refuse } from "@warmline/shared/kernel/result.ts";
import type { Deps } from "../../platform/deps.ts";
import { serve, type Route } from "../../platform/http/serve.ts";
import { decideOnJob } from "./decide.ts";

export function jobRoutes(deps: Deps): Route[] {
  const { jobs } = deps;
  return [
    serve(api.listJobs, async ({ actor }) => {
      if (!cityWide(actor)) return refuse("out-of-scope");
      const [counts, running, waiting, failed] = await Promise.all([
        jobs.counts(),
        jobs.list("running", api.JOBS_SHOWN),
        jobs.list("waiting", api.JOBS_SHOWN),
        jobs.list("failed", api.JOBS_SHOWN),
      ]);
      return ok({ counts, running, waiting, failed });
    }),
    serve(api.retryJob, (call) => decideOnJob(deps, call, "retry", call.body)),
    serve(api.discardJob, (call) => decideOnJob(deps, call, "discard", call.body)),
  ];
}
