import { staffingManifest } from "@warmline/shared/staffing/manifest.ts";
import { outdoorTemperatures, staffingTargets } from "@warmline/shared/staffing/model.ts";
import { naming } from "../../platform/audit/subjects.ts";
import type { Module } from "../../platform/module.ts";
import { staffingRoutes } from "./routes.ts";

/** 话务预测: what calls are expected, and how many people they need. */
export const staffingModule: Module = {
  manifest: staffingManifest,
  collections: [outdoorTemperatures, staffingTargets],
  routes: staffingRoutes,
  subjects: [
    naming({ collection: outdoorTemperatures, name: ({ day }) => ({ text: day }) }),
    naming({ collection: staffingTargets, name: ({ id }) => ({ text: id }) }),
  ],
};
