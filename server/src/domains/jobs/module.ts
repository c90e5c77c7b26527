import { jobsManifest } from "@warmline/shared/jobs/manifest.ts";
import { jobDecisions, jobFences, storedJobs } from "@warmline/shared/jobs/model.ts";
import type { Module } from "../../platform/module.ts";
import { jobRoutes } from "./routes.ts";
import { jobSubjects } from "./subjects.ts";

/** 任务: what platform/jobs keeps in the store, and the page on which people see to it. */
export const jobsModule: Module = {
  manifest: jobsManifest,
  collections: [storedJobs, jobFences, jobDecisions],
  routes: jobRoutes,
  subjects: jobSubjects,
};
