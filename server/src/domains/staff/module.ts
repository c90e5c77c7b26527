import { staffManifest } from "@warmline/shared/staff/manifest.ts";
import { knownBrowsers, logins, sessions, staff } from "@warmline/shared/staff/model.ts";
import { anyApprovable } from "../../platform/commands/approvable.ts";
import type { Module } from "../../platform/module.ts";
import { anySearchable } from "../../platform/search/searchable.ts";
import { handoverViews } from "./handover-view.ts";
import { granting } from "./rights-request.ts";
import { staffRoutes } from "./routes.ts";
import { searchableStaff } from "./search-entries.ts";
import { staffSubjects } from "./subjects.ts";

export const staffModule: Module = {
  manifest: staffManifest,
  collections: [staff, logins, sessions, knownBrowsers],
  routes: staffRoutes,
  views: handoverViews,
  approvables: [anyApprovable(granting)],
  searchables: [anySearchable(searchableStaff)],
  subjects: staffSubjects,
};
