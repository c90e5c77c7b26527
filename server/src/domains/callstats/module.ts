import { callstatsManifest } from "@warmline/shared/callstats/manifest.ts";
import { callSums, callSumsProgress } from "@warmline/shared/callstats/model.ts";
import { naming } from "../../platform/audit/subjects.ts";
import type { Module } from "../../platform/module.ts";
import { followPeriods } from "./follow.ts";
import { callstatsRoutes } from "./routes.ts";
import { callstatsViews } from "./views.ts";

/** 话务统计: what calls and agents did, added up from the periods that `acd` writes. */
export const callstatsModule: Module = {
  manifest: callstatsManifest,
  collections: [callSums, callSumsProgress],
  routes: callstatsRoutes,
  views: callstatsViews,
  follow: followPeriods,
  subjects: [naming({ collection: callSumsProgress, name: ({ id }) => ({ text: id }) })],
};
