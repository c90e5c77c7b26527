import { staffManifest } from "@warmline/shared/staff/manifest.ts";
import { staff, logins, sessions } from "@warmline/shared/staff/model.ts";
import type { Module } from "../../platform/module.ts";
import { staffRoutes } from "./routes.ts";
import { staffSubjects } from "./subjects.ts";

export const staffModule: Module = {
  manifest: staffManifest,
  collections: [staff, logins, sessions],
  routes: staffRoutes,
  subjects: staffSubjects,
};
