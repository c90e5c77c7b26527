import { incidentsManifest } from "@warmline/shared/incidents/manifest.ts";
import { incidents, incidentSeries } from "@warmline/shared/incidents/model.ts";
import type { Job } from "../../platform/jobs/job.ts";
import type { Module } from "../../platform/module.ts";
import { anySearchable } from "../../platform/search/searchable.ts";
import { searchableIncidents } from "./search-entries.ts";
import { bringAlongJob } from "./bring-along-job.ts";
import { followIncidents } from "./follow.ts";
import { incidentRoutes } from "./routes.ts";
import { incidentSubjects } from "./subjects.ts";
import { incidentViews } from "./views.ts";

/** 事件: one cause of many cases. */
export const incidentsModule: Module = {
  manifest: incidentsManifest,
  collections: [incidents, incidentSeries],
  routes: incidentRoutes,
  views: incidentViews,
  jobs: [bringAlongJob as Job],
  follow: followIncidents,
  searchables: [anySearchable(searchableIncidents)],
  subjects: incidentSubjects,
};
