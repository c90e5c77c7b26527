import { demoManifest } from "@warmline/shared/demo/manifest.ts";
import type { Module } from "@warmline/server/platform/module.ts";
import { demoRoutes } from "./routes.ts";

/** A city to try everything in; loaded by a server that is told to (`DEMO=true`). */
export const demoModule: Module = {
  manifest: demoManifest,
  routes: demoRoutes,
};
