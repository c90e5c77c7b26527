import { twilioManifest } from "@warmline/shared/twilio/manifest.ts";
import type { Module } from "../../platform/module.ts";
import type { Job } from "../../platform/jobs/job.ts";
import { bringSmsLine } from "../../domains/sms/index.ts";
import { accountOf } from "./account.ts";
import { followCampaigns } from "./dialler.ts";
import { followTalks } from "./conference/follow.ts";
import { settleJob } from "./conference/settle-job.ts";
import { reconcileJob } from "./reconcile-job.ts";
import { dialJob } from "./ring-back/dial-job.ts";
import { smsLine } from "./sms/line.ts";
import { voiceRoutes } from "./voice.ts";

/** The telephone. Without an account its doors are not there: nothing could be checked at them. */
export const twilioModule: Module = {
  manifest: twilioManifest,
  async webhooks(deps) {
    const account = accountOf(deps.config);
    if (account === null) return [];
    const { twilioWebhooks } = await import("./webhooks.ts");
    return twilioWebhooks(deps, account);
  },
  routes: voiceRoutes,
  jobs: [settleJob as Job, dialJob as Job, reconcileJob],
  async follow(deps) {
    const account = accountOf(deps.config);
    if (account !== null) bringSmsLine(deps.config, smsLine(deps.config, account));
    await followCampaigns(deps);
    await followTalks(deps);
  },
};
