import { queueClosings } from "@warmline/shared/acd/closing.ts";
import { acdManifest } from "@warmline/shared/acd/manifest.ts";
import { agents, queuedCalls } from "@warmline/shared/acd/model.ts";
import { agentPeriods, callPeriods } from "@warmline/shared/acd/periods.ts";
import type { Module } from "../../platform/module.ts";
import { followQueue } from "./dispatcher.ts";
import { acdRoutes } from "./routes.ts";
import { acdSubjects } from "./subjects.ts";
import { acdViews } from "./views.ts";

export const acdModule: Module = {
  manifest: acdManifest,
  collections: [agents, queuedCalls, queueClosings, agentPeriods, callPeriods],
  routes: acdRoutes,
  views: acdViews,
  follow: followQueue,
  subjects: acdSubjects,
};
