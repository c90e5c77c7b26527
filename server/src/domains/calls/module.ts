import { callsManifest } from "@warmline/shared/calls/manifest.ts";
import { calls } from "@warmline/shared/calls/model.ts";
import type { Module } from "../../platform/module.ts";
import { anySearchable } from "../../platform/search/searchable.ts";
import { expireJob } from "./expire-job.ts";
import { callRoutes } from "./routes.ts";
import { searchableCalls } from "./search-entries.ts";
import { callSubjects } from "./subjects.ts";
import { callViews } from "./views.ts";

/** 来电: telephone calls, whichever line tells of them. */
export const callsModule: Module = {
  manifest: callsManifest,
  collections: [calls],
  routes: callRoutes,
  views: callViews,
  jobs: [expireJob],
  searchables: [anySearchable(searchableCalls)],
  subjects: callSubjects,
};
