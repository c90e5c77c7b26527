import { staffManifest } from "@warmline/shared/staff/manifest.ts";
import { rightsRequests } from "@warmline/shared/staff/request.ts";
import { knownBrowsers, logins, sessions, staff } from "@warmline/shared/staff/model.ts";
import type { Module } from "../../platform/module.ts";
import { requestViews } from "./request-view.ts";
import { staffRoutes } from "./routes.ts";
import { staffSubjects } from "./subjects.ts";

export const staffModule: Module = {
  manifest: staffManifest,
  collections: [staff, logins, sessions, knownBrowsers, rightsRequests],
  routes: staffRoutes,
  views: requestViews,
  subjects: staffSubjects,
};
