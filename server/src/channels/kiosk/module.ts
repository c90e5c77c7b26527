import { kioskManifest } from "@warmline/shared/kiosk/manifest.ts";
import { kioskNumbers, lookupGrants } from "@warmline/shared/kiosk/model.ts";
import type { Module } from "../../platform/module.ts";
import { kioskRoutes } from "./routes.ts";

export const kioskModule: Module = {
  manifest: kioskManifest,
  collections: [lookupGrants, kioskNumbers],
  routes: kioskRoutes,
};
