import { alarms } from "@warmline/shared/security/alarm.ts";
import { securityEvents } from "@warmline/shared/security/event.ts";
import { securityManifest } from "@warmline/shared/security/manifest.ts";
import { readRecords } from "@warmline/shared/security/read-record.ts";
import type { Module } from "../../platform/module.ts";
import { securityRoutes } from "./routes.ts";
import { securityViews } from "./views.ts";
import { watchSecurity } from "./watch.ts";

/** 安全: what was refused or has to be seen, and the alarms about it. */
export const securityModule: Module = {
  manifest: securityManifest,
  collections: [securityEvents, alarms, readRecords],
  routes: securityRoutes,
  views: securityViews,
  follow: watchSecurity,
};
